package dev.orderprocessing.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.database.Writes;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.StatementCounter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class EventFeedIT {

	private final Journal journal;

	private final EventFeed feed;

	private final JdbcClient jdbc;

	private final Writes writes;

	private final TransactionTemplate transaction;

	private final Api api;

	private final StatementCounter counter;

	@Autowired
	EventFeedIT(Journal journal, EventFeed feed, JdbcClient jdbc, Writes writes, TransactionTemplate transaction,
			Api api, StatementCounter counter) {
		this.journal = journal;
		this.feed = feed;
		this.jdbc = jdbc;
		this.writes = writes;
		this.transaction = transaction;
		this.api = api;
		this.counter = counter;
	}

	@Test
	void servesNothingThatAnOlderTransactionMayStillPrecede() throws Exception {
		UUID slow = Ids.next();
		UUID fast = Ids.next();
		String start = end();
		var appended = new CountDownLatch(1);
		var mayCommit = new CountDownLatch(1);
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<?> older = threads.submit(() -> this.transaction.executeWithoutResult((status) -> {
				this.journal.append(slow, List.of(new DoorOpened(1)));
				this.writes.send();
				appended.countDown();
				await(mayCommit);
			}));
			await(appended);
			append(fast, 1);
			assertThat(ordersAfter(start)).doesNotContain(slow, fast);
			mayCommit.countDown();
			older.get(20, TimeUnit.SECONDS);
		}
		assertThat(readAll(start).map(EventView::orderId).filter(Set.of(slow, fast)::contains)).containsExactly(slow,
				fast);
	}

	@Test
	void readersMissNothingAndSeeEachOrderInSequence() throws Exception {
		int orders = 5;
		int writers = 8;
		int transactions = 25;
		List<UUID> ids = IntStream.range(0, orders).mapToObj((i) -> Ids.next()).toList();
		String start = end();
		var written = new ConcurrentLinkedQueue<Integer>();
		List<EventView> seen = new ArrayList<>();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> work = new ArrayList<>();
			for (int writer = 0; writer < writers; writer++) {
				var random = new Random(writer);
				work.add(threads.submit(() -> {
					for (int i = 0; i < transactions; i++) {
						written.add(appendSlowly(ids.get(random.nextInt(orders)), random));
					}
				}));
			}
			String cursor = start;
			while (!work.stream().allMatch(Future::isDone)) {
				cursor = read(cursor, 7, seen);
			}
			for (Future<?> writer : work) {
				writer.get();
			}
			long expected = sum(written);
			while (seen.stream().filter((event) -> ids.contains(event.orderId())).count() < expected) {
				String next = read(cursor, 200, seen);
				assertThat(next.equals(cursor) && settled(start)).as("nothing is missing at the end").isFalse();
				cursor = next;
			}
		}
		Map<UUID, Integer> last = new HashMap<>();
		for (EventView event : seen) {
			if (event.orderId() != null && ids.contains(event.orderId())) {
				assertThat(event.sequence()).isEqualTo(last.merge(event.orderId(), 1, Integer::sum));
			}
		}
		assertThat(last.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(sum(written));
	}

	@Test
	void canBeReplayedFromTheBeginningAndFilteredByTypeAndOrder() {
		UUID order = Ids.next();
		append(order, 3);
		this.transaction.executeWithoutResult((status) -> this.journal.append(order, List.of(new DoorClosed("wind"))));
		awaitSettled(order, 4);
		assertThat(this.feed.read(null, 200, List.of(), order).items()).extracting(EventView::sequence)
			.containsExactly(1, 2, 3, 4);
		assertThat(this.feed.read(null, 200, List.of("DoorClosed"), order).items()).singleElement()
			.satisfies((event) -> {
				assertThat(event.sequence()).isEqualTo(4);
				assertThat(event.payload()).containsExactly(Map.entry("by", "wind"));
			});
		assertThat(readAll(null, List.of("DoorClosed", "DoorOpened")).filter((event) -> order.equals(event.orderId())))
			.extracting(EventView::sequence)
			.containsExactly(1, 2, 3, 4);
		EventPage first = this.feed.read(null, 2, List.of(), order);
		assertThat(first.more()).isTrue();
		EventPage second = this.feed.read(first.nextCursor(), 2, List.of(), order);
		assertThat(second.items()).extracting(EventView::sequence).containsExactly(3, 4);
		assertThat(second.more()).isFalse();
		EventPage empty = this.feed.read(second.nextCursor(), 2, List.of(), order);
		assertThat(empty.items()).isEmpty();
		assertThat(empty.nextCursor()).isEqualTo(second.nextCursor());
	}

	@Test
	void partnersReadItOverHttp() {
		UUID order = Ids.next();
		append(order, 1);
		awaitSettled(order, 1);
		this.api.asPartner()
			.get("/events?types=DoorOpened,DoorClosed&limit=10&order=%s".formatted(order))
			.is(200)
			.hasSize("/items", 1)
			.has("/items/0/type", "DoorOpened")
			.has("/items/0/orderId", order.toString())
			.has("/items/0/sequence", 1)
			.has("/items/0/payload/number", 1)
			.hasSome("/nextCursor")
			.has("/more", false);
		this.api.asStorefront().get("/events").is(403);
	}

	@Test
	void refusesWhatIsNotACursorATypeOrALimit() {
		for (String query : List.of("after=%21", "after=bm9uc2Vuc2U", "types=door-opened", "limit=0", "limit=201",
				"order=SO-1", "cursor=x", "after=", "types=")) {
			int status = this.api.asPartner().get("/events?" + query).status();
			assertThat(status).as(query).isEqualTo(400);
		}
	}

	@Test
	void costsTheSameAtAnyDepth() {
		append(Ids.next(), 1);
		assertThat(this.counter.count(() -> this.feed.read(null, 50, List.of(), null))).isEqualTo(1);
		assertThat(plan(List.of())).contains("Index Scan using event_log_pk").doesNotContain("Sort", "Seq Scan");
		assertThat(plan(List.of("DoorOpened"))).contains("Index Scan using event_log_by_type")
			.doesNotContain("Seq Scan");
	}

	/** How a page from the middle of a long log is read. */
	private String plan(List<String> types) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			status.setRollbackOnly();
			long settled = this.jdbc.sql("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
				.query(Long.class)
				.single();
			this.jdbc.sql("""
					INSERT INTO event_log (tx, id, type, occurred_at, actor, payload)
					SELECT (n * :settled / 20000)::text::xid8, gen_random_uuid(),
						   CASE WHEN n % 2 = 0 THEN 'DoorOpened' ELSE 'DoorClosed' END, now(), 'test', '{}'
					  FROM generate_series(1, 20000) n
					""").param("settled", settled).update();
			this.jdbc.sql("ANALYZE event_log").update();
			return String.join("\n",
					this.jdbc.sql("EXPLAIN " + EventLog.statement(types))
						.param("tx", String.valueOf(settled / 2))
						.param("position", 1L)
						.param("types", types.toArray(String[]::new))
						.param("limit", 50)
						.query((row, number) -> row.getString(1))
						.list());
		}));
	}

	/** Takes its transaction id before the lock of the order now and then: the worst. */
	private int appendSlowly(UUID order, Random random) {
		int facts = 1 + random.nextInt(3);
		boolean early = random.nextBoolean();
		int pause = random.nextInt(8);
		this.transaction.executeWithoutResult((status) -> {
			if (early) {
				this.jdbc.sql("SELECT pg_current_xact_id()::text").query(String.class).single();
				sleep(pause);
			}
			this.jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))::text")
				.param(order.toString())
				.query(String.class)
				.single();
			this.journal.append(order, IntStream.range(0, facts).mapToObj(DoorOpened::new).toList());
			sleep(pause);
		});
		return facts;
	}

	private void append(UUID order, int facts) {
		this.transaction.executeWithoutResult((status) -> this.journal.append(order,
				IntStream.rangeClosed(1, facts).mapToObj(DoorOpened::new).toList()));
	}

	private void awaitSettled(UUID order, int events) {
		for (int i = 0; i < 400 && this.feed.read(null, 200, List.of(), order).items().size() < events; i++) {
			sleep(25);
		}
	}

	private String read(@Nullable String cursor, int limit, Collection<EventView> seen) {
		EventPage page = this.feed.read(cursor, limit, List.of(), null);
		seen.addAll(page.items());
		return page.nextCursor();
	}

	private Set<UUID> ordersAfter(String cursor) {
		return this.feed.read(cursor, 200, List.of(), null)
			.items()
			.stream()
			.map(EventView::orderId)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
	}

	private Stream<EventView> readAll(String cursor) {
		for (int i = 0; i < 400 && !settled(cursor); i++) {
			sleep(25);
		}
		return readAll(cursor, List.of());
	}

	private Stream<EventView> readAll(@Nullable String start, List<String> types) {
		List<EventView> seen = new ArrayList<>();
		String cursor = start;
		EventPage page;
		do {
			page = this.feed.read(cursor, 200, types, null);
			seen.addAll(page.items());
			cursor = page.nextCursor();
		}
		while (page.more());
		return seen.stream();
	}

	private boolean settled(String cursor) {
		FeedPosition place = FeedPosition.of(cursor);
		return this.jdbc.sql("""
				SELECT NOT EXISTS (SELECT 1 FROM event_log
									WHERE (tx, position) > (CAST(:tx AS text)::xid8, :position)
									  AND tx >= pg_snapshot_xmin(pg_current_snapshot()))
				""")
			.param("tx", Long.toString(place.tx()))
			.param("position", place.position())
			.query(Boolean.class)
			.single();
	}

	/** A cursor behind everything there is. */
	private String end() {
		return this.jdbc
			.sql("SELECT coalesce(max(tx), '0')::text::bigint AS tx, coalesce(max(position), 0) AS position "
					+ "FROM event_log")
			.query((row, number) -> new FeedPosition(row.getLong("tx"), row.getLong("position")).cursor())
			.single();
	}

	private static int sum(Collection<Integer> numbers) {
		return numbers.stream().mapToInt(Integer::intValue).sum();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void sleep(int millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record DoorOpened(int number) {
	}

	record DoorClosed(String by) {
	}

}
