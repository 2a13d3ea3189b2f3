package dev.orderprocessing.orders;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.Shop;
import dev.orderprocessing.support.TestDatabase;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Buyers who place one order after the other and see it packed. Whatever is not
 * acknowledged they send again, under the same key, until it is. Their orders carry the
 * key as note, for nothing but the key keeps them from being there twice.
 */
final class Buyers implements AutoCloseable {

	private static final Duration PAUSE = Duration.ofMillis(100);

	private final Shop shop;

	private final String sku;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();

	private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

	private volatile boolean stopped;

	private Buyers(Shop shop, String sku) {
		this.shop = shop;
		this.sku = sku;
	}

	/** So many buyers, who begin at once. */
	static Buyers begin(int count, Shop shop) {
		Buyers buyers = new Buyers(shop, shop.product("9.90", 1_000_000));
		for (int i = 0; i < count; i++) {
			buyers.threads.execute(buyers::buy);
		}
		return buyers;
	}

	/** How many orders have been acknowledged. */
	int acknowledged() {
		return this.acknowledged.size();
	}

	List<Attempt> attempts() {
		return List.copyOf(this.attempts);
	}

	/** Nothing new is sent and what is under way ends. */
	void stop() {
		this.stopped = true;
		this.threads.close();
	}

	@Override
	public void close() {
		stop();
	}

	/** Sends a request once, and notes when and what came of it. */
	@Nullable Answer attempt(Caller caller, UUID key, String path, Object body) {
		long began = System.nanoTime();
		Answer answer = null;
		try {
			answer = caller.post(key, path, body);
		}
		catch (UncheckedIOException ex) {
			// no answer: whether it took effect is not known
		}
		this.attempts.add(new Attempt(path, began, System.nanoTime(), answer));
		return answer;
	}

	private void buy() {
		while (!this.stopped) {
			UUID key = UUID.randomUUID();
			Answer placed = untilAcknowledged(this.shop.storefront(), key, "/orders",
					Cart.of(this.sku, 1).with("note", key.toString()).body());
			if (placed != null) {
				this.acknowledged.put(key.toString(), placed.at("/number"));
				untilAcknowledged(this.shop.ops(), UUID.randomUUID(),
						"/orders/%s/fulfill".formatted(placed.at("/number")), "");
			}
		}
	}

	private @Nullable Answer untilAcknowledged(Caller caller, UUID key, String path, Object body) {
		while (!this.stopped) {
			Answer answer = attempt(caller, key, path, body);
			pause();
			if (answer != null && answer.isOk()) {
				return answer;
			}
		}
		return null;
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Nobody was told anything but to come back. */
	void assertRefusalsAskToComeBack() {
		assertThat(attempts()).filteredOn((attempt) -> attempt.answer() != null && !attempt.answered().isOk())
			.allSatisfy((attempt) -> assertAsksToComeBack(attempt.answered()));
	}

	static void assertAsksToComeBack(Answer answer) {
		assertThat(answer.refused(503, "OVERLOADED").header("Retry-After")).as(answer.text()).isPresent();
		assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
	}

	/** What was acknowledged is there once, and nothing is there twice. */
	void assertExactlyOnce(TestDatabase database) {
		List<String> orders = database
			.texts("SELECT note || ' ' || number FROM orders WHERE note IS NOT NULL ORDER BY note");
		List<String> notes = orders.stream().map((order) -> order.substring(0, order.indexOf(' '))).toList();
		assertThat(notes).doesNotHaveDuplicates();
		assertThat(orders).containsAll(
				this.acknowledged.entrySet().stream().map((order) -> order.getKey() + " " + order.getValue()).toList());
		assertThat(database.texts("SELECT order_id FROM order_history WHERE command IN ('place', 'fulfill') "
				+ "GROUP BY order_id, command HAVING count(*) > 1"))
			.as("orders on which a command took effect twice")
			.isEmpty();
	}

	/**
	 * A request that was sent.
	 *
	 * @param began when, by {@link System#nanoTime()}
	 * @param answer absent when none came
	 */
	record Attempt(String path, long began, long ended, @Nullable Answer answer) {

		Answer answered() {
			if (this.answer == null) {
				throw new IllegalStateException("no answer came");
			}
			return this.answer;
		}

		/** How long it took, as far as that was after a moment. */
		Duration after(long moment) {
			return Duration.ofNanos(this.ended - Math.max(this.began, moment));
		}

	}

}
