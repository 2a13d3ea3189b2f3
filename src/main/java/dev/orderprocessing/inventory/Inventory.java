package dev.orderprocessing.inventory;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.inventory.StockSheet.Backorder;
import dev.orderprocessing.inventory.StockStore.Holdings;
import dev.orderprocessing.inventory.StockStore.Reservation;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.database.SqlArrays;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to stock for orders. Commands lock stock rows in order of (sku, warehouse);
 * callers that also lock an order lock it first.
 */
@Service
@Transactional(readOnly = true)
public class Inventory {

	private final StockStore stock;

	private final StockLockBreaker held;

	private final StockTurns turns;

	private final Backorders backorders;

	private final JdbcClient jdbc;

	Inventory(StockStore stock, StockLockBreaker held, StockTurns turns, Backorders backorders, JdbcClient jdbc) {
		this.stock = stock;
		this.held = held;
		this.turns = turns;
		this.backorders = backorders;
		this.jdbc = jdbc;
	}

	/**
	 * Locks the stock of these SKUs and their queues at once. Whoever releases and then
	 * reserves in one transaction calls it first with all SKUs of both, so that everybody
	 * locks in the same order: queues first, then rows by (sku, warehouse).
	 */
	@Transactional
	public void lock(Collection<Sku> goods) {
		SortedSet<Sku> skus = new TreeSet<>(goods);
		this.turns.take(skus);
		this.held.lock(skus, () -> {
			this.stock.lockQueues(skus);
			return this.stock.lock(skus);
		});
	}

	/**
	 * Reserves what the lines ask for, all or nothing: from a single warehouse when one
	 * holds everything, else from warehouses by priority, a line split over several where
	 * needed, lines of one SKU sharing the same stock. What is missing is queued as
	 * backorder where the demand allows it; otherwise nothing is changed and the
	 * shortages are returned. Units asked for again are added to what the line already
	 * has; the answer shows only what was added, unless something waits.
	 */
	@Transactional
	public Allocation reserve(UUID orderId, Collection<Demand> demands) {
		SortedSet<Sku> skus = skus(demands.stream().map(Demand::sku));
		this.turns.take(skus);
		return this.held.lock(skus, () -> allocate(orderId, demands));
	}

	/**
	 * Units available to promise now (on hand − reserved − safety stock, over all active
	 * warehouses), 0 for what was never stocked; a look, not a promise.
	 */
	public Map<Sku, Integer> availableToPromise(Collection<Sku> skus) {
		var available = new LinkedHashMap<Sku, Integer>();
		skus.forEach((sku) -> available.put(sku, 0));
		this.jdbc.sql("""
				SELECT sku, LEAST(sum(GREATEST(0, on_hand - reserved - safety_stock)), 2147483647) AS available
				FROM stock WHERE sku = ANY (:skus) AND active GROUP BY sku""")
			.param("skus", SqlArrays.texts(available.keySet(), Sku::value))
			.query((row) -> {
				available.put(new Sku(row.getString("sku")), row.getInt("available"));
			});
		return available;
	}

	/**
	 * What the stock holds for the lines of these orders, by order; one statement for any
	 * number of orders. An order or line for which it holds nothing is absent.
	 */
	public Map<UUID, List<LinePosition>> positions(Collection<UUID> orderIds) {
		if (orderIds.isEmpty()) {
			return Map.of();
		}
		var lines = new LinkedHashMap<UUID, Map<Integer, LinePosition>>();
		this.jdbc.sql("""
				SELECT r.order_id, r.line_number, r.sku, r.warehouse, r.quantity, w.priority, 0 AS ahead
				FROM reservation r JOIN warehouse w ON w.code = r.warehouse
				WHERE r.order_id = ANY (CAST(:orders AS uuid[]))
				UNION ALL
				SELECT b.order_id, b.line_number, b.sku, NULL, b.quantity, NULL,
				       (SELECT COALESCE(sum(q.quantity), 0) FROM backorder q WHERE q.sku = b.sku AND q.queue < b.queue)
				FROM (SELECT order_id, line_number, sku, min(queue) AS queue, sum(quantity) AS quantity
				      FROM backorder WHERE order_id = ANY (CAST(:orders AS uuid[]))
				      GROUP BY order_id, line_number, sku) b
				ORDER BY order_id, line_number, priority NULLS LAST, warehouse""")
			.param("orders", SqlArrays.texts(orderIds, UUID::toString))
			.query((row) -> {
				UUID orderId = row.getObject("order_id", UUID.class);
				int lineNumber = row.getInt("line_number");
				String warehouse = row.getString("warehouse");
				var found = new LinePosition(
						orderId, lineNumber, new Sku(row.getString("sku")), (warehouse != null)
								? List.of(new LinePosition.Reserved(warehouse, row.getInt("quantity"))) : List.of(),
						(warehouse != null) ? 0 : row.getInt("quantity"), row.getInt("ahead"));
				lines.computeIfAbsent(orderId, (id) -> new LinkedHashMap<>())
					.merge(lineNumber, found, LinePosition::and);
			});
		var positions = new LinkedHashMap<UUID, List<LinePosition>>();
		lines.forEach((orderId, byLine) -> positions.put(orderId, List.copyOf(byLine.values())));
		return positions;
	}

	/**
	 * Gives up units of an order: backordered ones first, then reservations, the ones
	 * that would be picked last first. Freed stock serves waiting backorders at once.
	 * @param unitsByLine how many units of which line number
	 * @throws BusinessException {@link ProblemCode#QUANTITY_NOT_AVAILABLE} when a line
	 * has fewer
	 */
	@Transactional
	public void release(UUID orderId, Map<Integer, Integer> unitsByLine) {
		var lines = unitsByLine.entrySet()
			.stream()
			.filter((line) -> line.getValue() > 0)
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		if (lines.isEmpty()) {
			return;
		}
		Holdings holdings = this.stock.holdings(orderId, lines.keySet());
		if (!holdings.waitedFor().isEmpty()) {
			this.stock.lockQueues(holdings.waitedFor());
		}
		StockSheet sheet = this.stock.lock(holdings.skus());
		List<Backorder> waiting = this.stock.backorders(orderId, lines.keySet());
		List<Reservation> reserved = this.stock.reservations(orderId, lines.keySet());
		lines.forEach((lineNumber, units) -> {
			int left = withdraw(sheet, waiting, lineNumber, units);
			left = free(sheet, orderId, reserved, lineNumber, left);
			if (left > 0) {
				throw notHeld(orderId, lineNumber, units, units - left);
			}
		});
		this.backorders.serveAndWrite(sheet);
	}

	/**
	 * Goods issue: on hand and reserved fall together and the ledger says why. All that
	 * leaves together is issued together, so that rows of several warehouses are locked
	 * in the order in which everybody does.
	 * @throws BusinessException {@link ProblemCode#QUANTITY_NOT_AVAILABLE} when less is
	 * reserved for a line in the warehouse
	 */
	@Transactional
	public void issue(UUID orderId, List<GoodsIssue> issues) {
		if (issues.isEmpty()) {
			return;
		}
		SortedSet<Sku> skus = skus(issues.stream().map(GoodsIssue::sku));
		this.held.lock(skus, () -> this.stock.issue(orderId, issues)).ifPresent((missing) -> {
			throw notHeld(orderId, missing.lineNumber(), missing.asked(), missing.held());
		});
	}

	private Allocation allocate(UUID orderId, Collection<Demand> demands) {
		SortedSet<Sku> waitable = skus(demands.stream().filter(Demand::backorderable).map(Demand::sku));
		if (!waitable.isEmpty()) {
			this.stock.lockQueues(waitable);
		}
		Optional<String> warehouse = this.stock.reserveInOneWarehouse(orderId, demands);
		if (warehouse.isPresent()) {
			return Allocation.from(warehouse.get(), orderId, demands);
		}
		StockSheet sheet = this.stock.lock(skus(demands.stream().map(Demand::sku)));
		List<Shortage> shortages = sheet.shortages(demands);
		if (!shortages.isEmpty()) {
			return Allocation.prevented(shortages);
		}
		sheet.reserve(orderId, demands);
		this.stock.write(sheet);
		return new Allocation(List.of(), sheet.newBackorders().isEmpty() ? sheet.allocated()
				: positions(List.of(orderId)).getOrDefault(orderId, List.of()));
	}

	private static SortedSet<Sku> skus(Stream<Sku> skus) {
		return skus.collect(Collectors.toCollection(TreeSet::new));
	}

	private static int withdraw(StockSheet sheet, List<Backorder> waiting, int lineNumber, int units) {
		int left = units;
		for (Backorder backorder : waiting.reversed()) {
			int given = (backorder.lineNumber() == lineNumber) ? Math.min(left, backorder.quantity()) : 0;
			if (given > 0) {
				sheet.withdraw(backorder, given);
				left -= given;
			}
		}
		return left;
	}

	private static int free(StockSheet sheet, UUID orderId, List<Reservation> reserved, int lineNumber, int units) {
		int left = units;
		for (Reservation reservation : reserved.reversed()) {
			int given = (reservation.lineNumber() == lineNumber) ? Math.min(left, reservation.quantity()) : 0;
			if (given > 0) {
				StockRow row = sheet.row(reservation.sku(), reservation.warehouse()).orElseThrow();
				sheet.free(orderId, lineNumber, row, given);
				left -= given;
			}
		}
		return left;
	}

	private static BusinessException notHeld(UUID orderId, int lineNumber, int asked, int held) {
		return new BusinessException(ProblemCode.QUANTITY_NOT_AVAILABLE,
				"Stock holds %d units for line %d of the order, not %d.".formatted(held, lineNumber, asked))
			.with("orderId", orderId);
	}

}
