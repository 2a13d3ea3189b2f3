package dev.orderprocessing.journal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.FreshDatabase;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
@ContextConfiguration(initializers = FreshDatabase.class)
@TestPropertySource(properties = "db-scheduler.enabled=false")
@Import(EventConsumersIT.Bell.class)
class EventConsumersIT {

	private final Journal journal;

	private final EventConsumers consumers;

	private final ConsumerRuns runs;

	private final Listener listener;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Api api;

	@Autowired
	EventConsumersIT(Journal journal, EventConsumers consumers, ConsumerRuns runs, Listener listener, JdbcClient jdbc,
			TransactionTemplate transaction, Api api) {
		this.journal = journal;
		this.consumers = consumers;
		this.runs = runs;
		this.listener = listener;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.api = api;
	}

	@BeforeEach
	void catchUp() {
		this.listener.failing.clear();
		this.consumers.runNow();
	}

	@Test
	void eachEventTakesEffectOnceAndInOrder() {
		UUID order = Ids.next();
		ring(order, 250);
		this.consumers.runNow();
		this.consumers.runNow();
		assertThat(heard(order)).containsExactlyElementsOf(IntStream.rangeClosed(1, 250).boxed().toList());
	}

	@Test
	void leavesOtherTypesAlone() {
		UUID order = Ids.next();
		this.transaction.executeWithoutResult((status) -> this.journal.append(order, List.of(new Silence("deep"))));
		this.consumers.runNow();
		assertThat(heard(order)).isEmpty();
	}

	@Test
	void theEffectIsUndoneWithThePosition() {
		UUID order = Ids.next();
		ring(order, 3);
		this.listener.failing.put(order, 2);
		this.consumers.runNow();
		assertThat(heard(order)).containsExactly(1);
		this.listener.failing.clear();
		this.consumers.runNow();
		assertThat(heard(order)).containsExactly(1, 2, 3);
	}

	@Test
	void waitsLongerAfterEachFailure() {
		UUID order = Ids.next();
		ring(order, 1);
		this.listener.failing.put(order, 1);
		assertThat(this.runs.run(this.listener, false)).isEqualTo(ConsumerRuns.Outcome.WAITING);
		int attempts = this.listener.attempts.size();
		assertThat(this.runs.run(this.listener, false)).isEqualTo(ConsumerRuns.Outcome.WAITING);
		assertThat(this.listener.attempts).hasSize(attempts);
		assertThat(
				this.jdbc.sql("SELECT attempts FROM event_consumer WHERE name = 'bell'").query(Integer.class).single())
			.isEqualTo(1);
	}

	@Test
	void parksWhatKeepsFailingGoesOnAndLetsStaffRetry() {
		UUID order = Ids.next();
		ring(order, 3);
		this.listener.failing.put(order, 2);
		for (int i = 0; i < ConsumerRuns.MAX_ATTEMPTS; i++) {
			this.consumers.runNow();
		}
		assertThat(heard(order)).containsExactly(1, 3);
		UUID parked = parked(order);
		assertThat(this.jdbc.sql("SELECT error || ' ' || summary FROM event_parked WHERE id = ?")
			.param(parked)
			.query(String.class)
			.single()).startsWith("IllegalStateException in journal.EventConsumersIT")
			.doesNotContain("ada@example.org");
		this.api.asOps().get("/events/parked").is(200).item("/items", "/id", parked.toString()).has("/sequence", 2);
		this.api.asPartner().get("/events/parked").is(403);
		retry(parked, 422);
		assertThat(heard(order)).containsExactly(1, 3);
		this.listener.failing.clear();
		retry(parked, 200);
		retry(parked, 200);
		assertThat(heard(order)).containsExactly(1, 3, 2);
		assertThat(this.consumers.parked(dev.orderprocessing.kernel.web.PageRequest.of("parked-events", 200, null))
			.items()).extracting(ParkedEventView::id).doesNotContain(parked);
		retry(Ids.next(), 404);
	}

	@Test
	void severalInstancesDoNotHandleAnEventTwice() throws Exception {
		UUID order = Ids.next();
		try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int round = 0; round < 5; round++) {
				ring(order, 40);
				Callable<ConsumerRuns.Outcome> turn = () -> this.runs.run(this.listener, false);
				for (Future<ConsumerRuns.Outcome> outcome : instances.invokeAll(List.of(turn, turn, turn, turn))) {
					assertThat(outcome.get()).isNotNull();
				}
			}
		}
		this.consumers.runNow();
		assertThat(heard(order)).containsExactlyElementsOf(IntStream.rangeClosed(1, 200).boxed().toList());
	}

	private void retry(UUID parked, int status) {
		this.api.asOps().post("/events/parked/%s/retry".formatted(parked)).is(status);
	}

	private UUID parked(UUID order) {
		return this.jdbc
			.sql("SELECT p.id FROM event_parked p JOIN event_log e ON e.id = p.event_id WHERE e.order_id = ?")
			.param(order)
			.query(UUID.class)
			.single();
	}

	private void ring(UUID order, int times) {
		this.transaction.executeWithoutResult(
				(status) -> this.journal.append(order, IntStream.range(0, times).mapToObj(BellRang::new).toList()));
	}

	private List<Integer> heard(UUID order) {
		return this.jdbc.sql("SELECT sequence FROM heard WHERE order_id = ? ORDER BY place")
			.param(order)
			.query((row, number) -> row.getInt(1))
			.list();
	}

	record BellRang(int number) {
	}

	record Silence(String kind) {
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Bell {

		@Bean
		Listener listener(JdbcClient jdbc) {
			return new Listener(jdbc);
		}

	}

	/** Writes down what it hears, and fails on demand after it has written. */
	static class Listener implements EventConsumer {

		private final Map<UUID, Integer> failing = new ConcurrentHashMap<>();

		private final List<UUID> attempts = new CopyOnWriteArrayList<>();

		private final JdbcClient jdbc;

		Listener(JdbcClient jdbc) {
			this.jdbc = jdbc;
			jdbc.sql(
					"""
							CREATE TABLE IF NOT EXISTS heard (place bigint GENERATED ALWAYS AS IDENTITY, order_id uuid, sequence int)
							""")
				.update();
		}

		@Override
		public String name() {
			return "bell";
		}

		@Override
		public Set<String> types() {
			return Set.of("BellRang");
		}

		@Override
		public void accept(EventView event) {
			this.attempts.add(event.id());
			this.jdbc.sql("INSERT INTO heard (order_id, sequence) VALUES (:order, :sequence)")
				.param("order", event.orderId())
				.param("sequence", event.sequence())
				.update();
			if (event.orderId() != null && event.sequence() != null
					&& event.sequence().equals(this.failing.get(event.orderId()))) {
				throw new IllegalStateException("the bell of ada@example.org is broken");
			}
		}

	}

}
