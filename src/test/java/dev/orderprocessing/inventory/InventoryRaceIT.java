package dev.orderprocessing.inventory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.orderprocessing.inventory.LinePosition.Reserved;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Sku;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Many at once: no oversell, no deadlock, nobody forgotten. */
class InventoryRaceIT extends InventoryTestBase {

	private static final int AT_ONCE = 32;

	@Autowired
	private TransactionTemplate transactions;

	@Test
	void aHundredUnitsServeExactlyAHundredOfFourHundred() throws Exception {
		Sku sku = sku();
		receive(this.near, sku, 60);
		receive(this.far, sku, 40);
		List<Boolean> outcomes = together(IntStream.range(0, 400)
			.<Callable<Boolean>>mapToObj((i) -> () -> reserve(Ids.next(), sku, 1).isEmpty())
			.toList());
		assertThat(outcomes.stream().filter((reserved) -> reserved).count()).isEqualTo(100);
		assertThat(available(sku)).isZero();
		assertThat(violations()).isEmpty();
	}

	@Test
	void ordersThatNameTheSameProductsInOppositeOrderDoNotDeadlock() throws Exception {
		List<Sku> skus = IntStream.range(0, 5).mapToObj((i) -> sku()).toList();
		for (Sku sku : skus) {
			receive(this.near, sku, 30);
			receive(this.far, sku, 20);
		}
		List<Boolean> outcomes = together(IntStream.range(0, 200).<Callable<Boolean>>mapToObj((i) -> () -> {
			List<Sku> order = (i % 2 == 0) ? skus : skus.reversed();
			return this.inventory
				.reserve(Ids.next(),
						order.stream().map((sku) -> new Demand(order.indexOf(sku) + 1, sku, 1, false)).toList())
				.succeeded();
		}).toList());
		assertThat(outcomes.stream().filter((reserved) -> reserved).count()).isEqualTo(50);
		assertThat(violations()).isEmpty();
	}

	@Test
	void nobodyWaitsBesideStockWhenTheFirstReceiptsMeetTheFirstBackorders() throws Exception {
		for (int round = 0; round < 40; round++) {
			Sku sku = sku();
			var work = new ArrayList<Callable<Boolean>>();
			for (int i = 0; i < 4; i++) {
				work.add(() -> order(sku, 2) != null);
				WarehouseCode warehouse = (i % 2 == 0) ? this.near : this.far;
				work.add(() -> receive(warehouse, sku, 1) != null);
			}
			together(work);
		}
		assertThat(violations()).isEmpty();
	}

	/**
	 * The receipt opens a stock row and serves the order while the order gives its units
	 * up.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void unitsAreGivenUpThatTheFirstReceiptInAWarehouseIsServing(boolean stockedElsewhere) throws Exception {
		Sku sku = sku();
		if (stockedElsewhere) {
			receive(this.near, sku, 1);
			order(sku, 1);
		}
		UUID order = order(sku, 3);
		try (var threads = Executors.newSingleThreadExecutor()) {
			Future<?> released = this.transactions.execute((_) -> {
				receive(this.far, sku, 2);
				Future<?> release = threads.submit(() -> this.inventory.release(order, line(1, 3)));
				waitUntilSomebodyWaitsForALock();
				return release;
			});
			released.get(10, TimeUnit.SECONDS);
		}
		assertThat(this.inventory.positions(List.of(order))).isEmpty();
		assertThat(available(sku)).isEqualTo(2);
		assertThat(violations()).isEmpty();
	}

	/**
	 * Whoever waits for a row must not lose it because it is another when it is free,
	 * however the planner finds it.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "SET LOCAL enable_seqscan = off", "SET LOCAL enable_nestloop = off",
			"SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off" })
	void unitsAreGivenUpWhoseRowsChangeDuringTheWaitForThem(String planner) throws Exception {
		List<Sku> skus = stocked(3);
		UUID order = Ids.next();
		this.inventory.reserve(order, demands(skus, 5));
		for (Sku contended : skus) {
			whileItChanges(contended, () -> this.transactions.executeWithoutResult((_) -> {
				this.jdbc.sql(planner).update();
				this.inventory.release(order, Map.of(1, 1, 2, 1, 3, 1));
			}));
		}
		assertThat(this.inventory.positions(List.of(order)).getOrDefault(order, List.of()))
			.allSatisfy((line) -> assertThat(line.reservedUnits()).isEqualTo(2));
		assertThat(violations()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET LOCAL enable_seqscan = off", "SET LOCAL enable_nestloop = off",
			"SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off" })
	void goodsAreIssuedWhoseRowsChangeDuringTheWaitForThem(String planner) throws Exception {
		List<Sku> skus = stocked(3);
		UUID order = Ids.next();
		this.inventory.reserve(order, demands(skus, 4));
		for (Sku contended : skus) {
			whileItChanges(contended, () -> this.transactions.executeWithoutResult((_) -> {
				this.jdbc.sql(planner).update();
				this.inventory.issue(order,
						skus.stream()
							.map((sku) -> new GoodsIssue("race", skus.indexOf(sku) + 1, sku, this.far.value(), 1))
							.toList());
			}));
		}
		skus.forEach((sku) -> assertThat(available(sku)).isEqualTo(1));
		assertThat(violations()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET LOCAL enable_seqscan = off", "SET LOCAL enable_nestloop = off",
			"SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off" })
	void unitsAreReservedAndReceivedWhoseRowsChangeDuringTheWaitForThem(String planner) throws Exception {
		List<Sku> skus = stocked(3);
		UUID order = Ids.next();
		for (Sku contended : skus) {
			whileItChanges(contended, () -> this.transactions.executeWithoutResult((_) -> {
				this.jdbc.sql(planner).update();
				assertThat(this.inventory.reserve(order, demands(skus, 2)).succeeded()).isTrue();
				this.stockKeeping.receive(this.far, skus.stream().map((sku) -> new StockLine(sku, 1)).toList(), "race");
			}));
		}
		skus.forEach((sku) -> assertThat(available(sku)).isEqualTo(2));
		assertThat(violations()).isEmpty();
	}

	/** One unit in the first warehouse, four in the second. */
	private List<Sku> stocked(int count) {
		List<Sku> skus = IntStream.range(0, count).mapToObj((i) -> sku()).sorted().toList();
		for (Sku sku : skus) {
			receive(this.near, sku, 1);
			receive(this.far, sku, 4);
		}
		return skus;
	}

	private static List<Demand> demands(List<Sku> skus, int units) {
		return skus.stream().map((sku) -> new Demand(skus.indexOf(sku) + 1, sku, units, true)).toList();
	}

	/**
	 * Does something that has to wait for the rows of the SKU, which change meanwhile.
	 */
	private void whileItChanges(Sku sku, Runnable work) throws Exception {
		try (var threads = Executors.newSingleThreadExecutor()) {
			Future<?> done = this.transactions.execute((_) -> {
				this.jdbc.sql("UPDATE stock SET reorder_point = reorder_point + 1 WHERE sku = :sku")
					.param("sku", sku.value())
					.update();
				Future<?> working = threads.submit(work);
				waitUntilSomebodyWaitsForALock();
				return working;
			});
			done.get(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void unitsAreReservedThatArriveDuringTheWaitForTheirRow() throws Exception {
		Sku sku = sku();
		receive(this.near, sku, 1);
		UUID order = Ids.next();
		try (var threads = Executors.newSingleThreadExecutor()) {
			Future<List<Shortage>> reserved = this.transactions.execute((_) -> {
				receive(this.near, sku, 10);
				Future<List<Shortage>> reservation = threads.submit(() -> reserve(order, sku, 5));
				waitUntilSomebodyWaitsForALock();
				return reservation;
			});
			assertThat(reserved.get(10, TimeUnit.SECONDS)).isEmpty();
		}
		assertThat(available(sku)).isEqualTo(6);
		assertThat(violations()).isEmpty();
	}

	@Test
	void warehousesThatOpenAtOnceServeOneQueueOneAfterTheOther() throws Exception {
		Sku sku = sku();
		receive(this.near, sku, 2);
		receive(this.far, sku, 2);
		open(this.near, false);
		open(this.far, false);
		UUID first = order(sku, 3);
		UUID second = order(sku, 2);
		try (var threads = Executors.newSingleThreadExecutor()) {
			Future<?> opened = this.transactions.execute((_) -> {
				open(this.near, true);
				Future<?> opening = threads.submit(() -> open(this.far, true));
				waitUntilSomebodyWaitsForALock();
				return opening;
			});
			opened.get(10, TimeUnit.SECONDS);
		}
		assertThat(position(first).reserved()).containsExactly(new Reserved(this.near.value(), 2),
				new Reserved(this.far.value(), 1));
		assertThat(position(second).reservedUnits()).isEqualTo(1);
		assertThat(position(second).backordered()).isEqualTo(1);
		assertThat(violations()).isEmpty();
	}

	private void open(WarehouseCode warehouse, boolean active) {
		WarehouseView view = this.warehouses.find(warehouse).orElseThrow();
		this.warehouses.replace(warehouse,
				new WarehouseDefinition(view.name(), view.country(), view.priority(), active), view.version());
	}

	private void waitUntilSomebodyWaitsForALock() {
		Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> this.jdbc.sql("""
				SELECT count(*) FROM pg_stat_activity
				WHERE datname = current_database() AND wait_event_type = 'Lock'""").query(Integer.class).single() > 0);
	}

	@Test
	void everythingAtOnceKeepsTheBooksExact() throws Exception {
		List<Sku> skus = IntStream.range(0, 4).mapToObj((i) -> sku()).toList();
		for (Sku sku : skus) {
			receive(this.near, sku, 20);
		}
		Queue<UUID> orders = new ConcurrentLinkedQueue<>();
		List<Boolean> outcomes = together(IntStream.range(0, 600).<Callable<Boolean>>mapToObj((i) -> () -> {
			try {
				act(new Random(i), skus, orders);
				return true;
			}
			catch (BusinessException refused) {
				return false;
			}
		}).toList());
		assertThat(outcomes).hasSize(600);
		assertThat(violations()).isEmpty();
	}

	private void act(Random random, List<Sku> skus, Queue<UUID> orders) {
		Sku sku = skus.get(random.nextInt(skus.size()));
		WarehouseCode warehouse = random.nextBoolean() ? this.near : this.far;
		switch (random.nextInt(6)) {
			case 0, 1 -> place(random, skus, orders);
			case 2 -> withOrder(orders, (order, line) -> this.inventory.release(order, line(line.lineNumber(), 1)));
			case 3 -> withOrder(orders, (order, line) -> {
				for (Reserved reserved : line.reserved()) {
					this.inventory.issue(order, List.of(new GoodsIssue("race", line.lineNumber(), line.sku(),
							reserved.warehouse(), reserved.quantity())));
				}
			});
			case 4 -> receive(warehouse, sku, 1 + random.nextInt(5));
			default -> this.stockKeeping.transfer(this.near, this.far, List.of(new StockLine(sku, 1)), null);
		}
	}

	private void place(Random random, List<Sku> skus, Queue<UUID> orders) {
		UUID order = Ids.next();
		var shuffled = new ArrayList<>(skus);
		Collections.shuffle(shuffled, random);
		var demands = new ArrayList<Demand>();
		for (int line = 1; line <= 3; line++) {
			demands.add(new Demand(line, shuffled.get(line), 1 + random.nextInt(3), random.nextInt(4) > 0));
		}
		if (this.inventory.reserve(order, demands).succeeded()) {
			orders.add(order);
		}
	}

	private void withOrder(Queue<UUID> orders, java.util.function.BiConsumer<UUID, LinePosition> action) {
		UUID order = orders.poll();
		if (order != null) {
			Map<UUID, List<LinePosition>> positions = this.inventory.positions(List.of(order));
			positions.getOrDefault(order, List.of()).forEach((line) -> action.accept(order, line));
			orders.add(order);
		}
	}

	private static <T> List<T> together(List<Callable<T>> work) throws Exception {
		try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
			var outcomes = new ArrayList<T>();
			for (Future<T> outcome : threads.invokeAll(work)) {
				outcomes.add(outcome.get());
			}
			return outcomes;
		}
	}

}
