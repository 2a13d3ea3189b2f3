package dev.orderprocessing.inventory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Sku;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who has waited for a lock has all rows that it asked for: PostgreSQL evaluates a
 * locking statement anew after the wait, and one that finds out by itself which rows it
 * locks may lose some.
 */
class InventoryLocksIT extends InventoryTestBase {

	private static final int AT_ONCE = 8;

	@Autowired
	private TransactionTemplate transactions;

	@Test
	void nothingIsLostUntilEachLockingStatementHasWaited() throws Exception {
		List<Sku> skus = IntStream.range(0, 4).mapToObj((i) -> stocked(50)).toList();
		Queue<UUID> orders = new ConcurrentLinkedQueue<>();
		AtomicBoolean over = new AtomicBoolean();
		try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
			List<Future<?>> work = new ArrayList<>();
			for (int i = 0; i < AT_ONCE; i++) {
				Random random = new Random(i);
				work.add(threads.submit(() -> {
					while (!over.get()) {
						act(random, skus, orders);
					}
				}));
			}
			Set<Locking> waited = EnumSet.noneOf(Locking.class);
			try {
				await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5)).until(() -> {
					waited.addAll(waiting());
					return waited.equals(EnumSet.allOf(Locking.class)) || work.stream().anyMatch(Future::isDone);
				});
			}
			finally {
				over.set(true);
			}
			for (Future<?> one : work) {
				one.get(10, TimeUnit.SECONDS);
			}
			assertThat(waited).containsExactlyInAnyOrder(Locking.values());
		}
		assertThat(violations()).isEmpty();
	}

	private void act(Random random, List<Sku> skus, Queue<UUID> orders) {
		Sku sku = skus.get(random.nextInt(skus.size()));
		try {
			switch (random.nextInt(8)) {
				case 0, 1 -> place(skus, random, orders);
				case 2, 3 -> withOrder(orders, this::release);
				case 4 -> withOrder(orders, this::issue);
				case 5 -> receive(random.nextBoolean() ? this.near : this.far, sku, 3);
				case 6 -> open(random.nextBoolean() ? this.near : this.far, random.nextBoolean());
				default -> this.transactions.executeWithoutResult((_) -> {
					this.inventory.lock(skus);
					pause();
				});
			}
		}
		catch (BusinessException refused) {
			// closed warehouse, no stock, or a warehouse that somebody else has changed
		}
	}

	private void place(List<Sku> skus, Random random, Queue<UUID> orders) {
		UUID order = Ids.next();
		if (this.inventory.reserve(order, demands(skus, random.nextBoolean())).succeeded()) {
			orders.add(order);
		}
	}

	private void release(UUID order) {
		Map<Integer, Integer> units = positions(order).stream()
			.collect(Collectors.toMap(LinePosition::lineNumber, (line) -> line.reservedUnits() + line.backordered()));
		this.inventory.release(order, units);
		assertThat(positions(order)).isEmpty();
	}

	private void issue(UUID order) {
		List<GoodsIssue> issues = positions(order).stream()
			.flatMap((line) -> line.reserved()
				.stream()
				.map((reserved) -> new GoodsIssue("race", line.lineNumber(), line.sku(), reserved.warehouse(),
						reserved.quantity())))
			.toList();
		this.inventory.issue(order, issues);
	}

	private List<LinePosition> positions(UUID order) {
		return this.inventory.positions(List.of(order)).getOrDefault(order, List.of());
	}

	/** Nobody else has the order meanwhile, as if it were locked. */
	private static void withOrder(Queue<UUID> orders, java.util.function.Consumer<UUID> action) {
		UUID order = orders.poll();
		if (order != null) {
			action.accept(order);
		}
	}

	private void open(WarehouseCode warehouse, boolean active) {
		WarehouseView view = this.warehouses.find(warehouse).orElseThrow();
		this.warehouses.replace(warehouse,
				new WarehouseDefinition(view.name(), view.country(), view.priority(), active), null);
	}

	private static void pause() {
		try {
			Thread.sleep(5);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Sku stocked(int units) {
		Sku sku = sku();
		receive(this.near, sku, units);
		receive(this.far, sku, units);
		return sku;
	}

	/** Two units of each. */
	private static List<Demand> demands(List<Sku> skus, boolean backorderable) {
		return skus.stream().map((sku) -> new Demand(skus.indexOf(sku) + 1, sku, 2, backorderable)).toList();
	}

	private Set<Locking> waiting() {
		return this.jdbc.sql("""
				SELECT query FROM pg_stat_activity
				WHERE datname = current_database() AND wait_event_type = 'Lock'""")
			.query((row, _) -> row.getString("query"))
			.list()
			.stream()
			.flatMap((query) -> Locking.in(query).stream())
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Locking.class)));
	}

	/** The statements of the module that lock and may have to wait. */
	private enum Locking {

		QUEUES("pg_advisory_xact_lock($1, k.key)"), OPENING("pg_advisory_xact_lock($1, 0)"),
		ROWS("s.sku = ANY ($1)\nORDER BY s.sku, s.warehouse"), RESERVE("WITH wanted AS"), ISSUE("SELECT FROM stock s"),
		WAREHOUSE("s.warehouse = $1\nORDER BY s.sku");

		private final String part;

		Locking(String part) {
			this.part = part;
		}

		static List<Locking> in(String query) {
			return List.of(values()).stream().filter((locking) -> query.contains(locking.part)).toList();
		}

	}

}
