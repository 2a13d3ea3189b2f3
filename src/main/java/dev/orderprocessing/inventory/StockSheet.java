package dev.orderprocessing.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.orderprocessing.inventory.events.BackorderAllocated;
import dev.orderprocessing.kernel.Sku;
import org.jspecify.annotations.Nullable;

/**
 * The locked stock rows of some SKUs and what one transaction does to them. Decides
 * without a database; {@link StockStore} writes the outcome with one statement.
 */
final class StockSheet {

	private static final Comparator<StockRow> BY_PRIORITY = Comparator.comparingInt(StockRow::priority)
		.thenComparing(StockRow::warehouse);

	private final Map<Sku, List<StockRow>> rows;

	private final Map<ReservationKey, Integer> reservationChanges = new LinkedHashMap<>();

	private final Map<Long, Integer> backordersTaken = new LinkedHashMap<>();

	private final Map<Sku, Integer> withdrawn = new LinkedHashMap<>();

	private final List<NewBackorder> newBackorders = new ArrayList<>();

	private final List<Movement> movements = new ArrayList<>();

	StockSheet(Collection<StockRow> rows) {
		this.rows = rows.stream()
			.sorted(BY_PRIORITY)
			.collect(Collectors.groupingBy(StockRow::sku, TreeMap::new, Collectors.toList()));
	}

	Optional<StockRow> row(Sku sku, String warehouse) {
		return rows(sku).stream().filter((row) -> row.warehouse().equals(warehouse)).findFirst();
	}

	int available(Sku sku) {
		return (int) Math.min(Integer.MAX_VALUE, rows(sku).stream().mapToLong(StockRow::availableToPromise).sum());
	}

	/** SKUs of which less is available than must not wait. */
	List<Shortage> shortages(Collection<Demand> demands) {
		var shortages = new ArrayList<Shortage>();
		bySku(demands).forEach((sku, same) -> {
			int available = available(sku);
			if (same.stream()
				.filter((demand) -> !demand.backorderable())
				.mapToInt(Demand::quantity)
				.sum() > available) {
				shortages.add(new Shortage(sku, same.stream().mapToInt(Demand::quantity).sum(), available));
			}
		});
		return shortages;
	}

	/**
	 * Reserves for one order that no single warehouse can serve: from each by priority.
	 * What is missing joins the queue; lines that may not wait come first.
	 */
	void reserve(UUID orderId, Collection<Demand> demands) {
		bySku(demands).forEach((sku, same) -> {
			for (Demand demand : same) {
				int missing = demand.quantity();
				for (StockRow source : rows(sku)) {
					int taken = Math.min(missing, source.availableToPromise());
					if (taken > 0) {
						allocate(orderId, demand.lineNumber(), source, taken);
						missing -= taken;
					}
				}
				if (missing > 0) {
					this.newBackorders.add(new NewBackorder(orderId, demand.lineNumber(), sku, missing));
				}
			}
		});
		this.newBackorders.sort(Comparator.comparingInt(NewBackorder::lineNumber));
	}

	/** What has been reserved on this sheet, by line. */
	List<LinePosition> allocated() {
		var lines = new TreeMap<Integer, LinePosition>();
		this.reservationChanges
			.forEach(
					(key, units) -> lines.merge(key.lineNumber(),
							new LinePosition(key.orderId(), key.lineNumber(), key.sku(),
									List.of(new LinePosition.Reserved(key.warehouse(), units)), 0, 0),
							LinePosition::and));
		return List.copyOf(lines.values());
	}

	/** Hands what is available to those who wait, first come first served. */
	List<BackorderAllocated> serve(List<Backorder> queue) {
		var served = new ArrayList<BackorderAllocated>();
		for (Backorder waiting : queue) {
			int missing = waiting.quantity() - this.backordersTaken.getOrDefault(waiting.queue(), 0);
			for (StockRow source : rows(waiting.sku())) {
				int taken = Math.min(missing, source.availableToPromise());
				if (taken > 0) {
					allocate(waiting.orderId(), waiting.lineNumber(), source, taken);
					this.backordersTaken.merge(waiting.queue(), taken, Integer::sum);
					served.add(new BackorderAllocated(waiting.orderId(), waiting.lineNumber(), waiting.sku(),
							source.warehouse(), taken));
					missing -= taken;
				}
			}
		}
		return served;
	}

	/**
	 * How far the queue has to be read: what is available, and the units that still stand
	 * in it but were withdrawn.
	 */
	Map<Sku, Integer> servable() {
		var servable = new TreeMap<Sku, Integer>();
		for (Sku sku : this.rows.keySet()) {
			if (available(sku) > 0) {
				servable.put(sku, available(sku) + this.withdrawn.getOrDefault(sku, 0));
			}
		}
		return servable;
	}

	/** Takes units out of the queue without giving them anything. */
	void withdraw(Backorder backorder, int units) {
		this.backordersTaken.merge(backorder.queue(), units, Integer::sum);
		this.withdrawn.merge(backorder.sku(), units, Integer::sum);
	}

	/** Gives reserved units back. */
	void free(UUID orderId, int lineNumber, StockRow row, int units) {
		allocate(orderId, lineNumber, row, -units);
	}

	/** Changes what is on hand, and says so in the ledger. */
	void book(MovementType type, StockRow row, int units, @Nullable String reason, @Nullable String reference,
			@Nullable UUID orderId) {
		row.book(units);
		this.movements
			.add(new Movement(type, row.sku(), row.warehouse(), units, row.onHand(), reason, reference, orderId));
	}

	List<StockRow> changedRows() {
		return this.rows.values().stream().flatMap(List::stream).filter(StockRow::changed).toList();
	}

	Map<ReservationKey, Integer> reservationChanges() {
		return this.reservationChanges;
	}

	Map<Long, Integer> backordersTaken() {
		return this.backordersTaken;
	}

	List<NewBackorder> newBackorders() {
		return this.newBackorders;
	}

	List<Movement> movements() {
		return this.movements;
	}

	private void allocate(UUID orderId, int lineNumber, StockRow row, int units) {
		row.reserve(units);
		this.reservationChanges.merge(new ReservationKey(orderId, lineNumber, row.warehouse(), row.sku()), units,
				Integer::sum);
	}

	private List<StockRow> rows(Sku sku) {
		return this.rows.getOrDefault(sku, List.of());
	}

	private static Map<Sku, List<Demand>> bySku(Collection<Demand> demands) {
		return demands.stream()
			.sorted(Comparator.comparing(Demand::backorderable).thenComparingInt(Demand::lineNumber))
			.collect(Collectors.groupingBy(Demand::sku, TreeMap::new, Collectors.toList()));
	}

	/** A reservation, by what makes it one. */
	record ReservationKey(UUID orderId, int lineNumber, String warehouse, Sku sku) {
	}

	/** Units of an order line that wait, by their place in the queue. */
	record Backorder(long queue, UUID orderId, int lineNumber, Sku sku, int quantity) {
	}

	/** Units that join the end of the queue. */
	record NewBackorder(UUID orderId, int lineNumber, Sku sku, int quantity) {
	}

	/** A row of the ledger to be. */
	record Movement(MovementType type, Sku sku, String warehouse, int quantity, int onHandAfter,
			@Nullable String reason, @Nullable String reference, @Nullable UUID orderId) {
	}

}
