package dev.orderprocessing.inventory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import dev.orderprocessing.catalog.Catalog;
import dev.orderprocessing.catalog.ProductView;
import dev.orderprocessing.inventory.StockChange.ServedBackorder;
import dev.orderprocessing.inventory.StockStore.Holder;
import dev.orderprocessing.inventory.events.BackorderAllocated;
import dev.orderprocessing.inventory.events.GoodsReceived;
import dev.orderprocessing.inventory.events.StockAdjusted;
import dev.orderprocessing.inventory.events.StockTransferred;
import dev.orderprocessing.journal.Journal;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.database.VisibleOrders;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to stock for the warehouse: goods come, are counted, move. Whatever becomes
 * available serves waiting backorders in the same transaction.
 */
@Service
@Transactional
public class StockKeeping {

	/** More than this of one SKU in one warehouse is taken for a slip. */
	static final int MAX_ON_HAND = 1_000_000_000;

	private final StockStore stock;

	private final Backorders backorders;

	private final Warehouses warehouses;

	private final Catalog catalog;

	private final Journal journal;

	private final VisibleOrders visible;

	StockKeeping(StockStore stock, Backorders backorders, Warehouses warehouses, Catalog catalog, Journal journal,
			VisibleOrders visible) {
		this.stock = stock;
		this.backorders = backorders;
		this.warehouses = warehouses;
		this.catalog = catalog;
		this.journal = journal;
		this.visible = visible;
	}

	/**
	 * Takes in goods.
	 * @throws BusinessException {@link ProblemCode#UNKNOWN_WAREHOUSE},
	 * {@link ProblemCode#UNKNOWN_PRODUCT}, {@link ProblemCode#RULE_VIOLATED} when the
	 * warehouse is not active or would hold absurdly much
	 */
	public StockChange receive(WarehouseCode warehouse, List<StockLine> lines, @Nullable String reference) {
		requireKnown(lines);
		requireActive(warehouse, "/warehouse");
		StockSheet sheet = this.stock.lockOrCreate(skus(lines), List.of(warehouse.value()));
		var facts = new ArrayList<Record>();
		each(lines, (index, line) -> {
			StockRow row = row(sheet, line, warehouse);
			requireRoom(row, line, index);
			sheet.book(MovementType.RECEIPT, row, line.quantity(), null, reference, null);
			facts.add(new GoodsReceived(row.warehouse(), line.sku(), line.quantity(), row.onHand(), reference));
		});
		return finish(sheet, lines, Set.of(warehouse.value()), facts);
	}

	/**
	 * Corrects what is on hand by signed numbers of units.
	 * @param reason what the ledger will say
	 * @throws BusinessException {@link ProblemCode#UNKNOWN_WAREHOUSE},
	 * {@link ProblemCode#UNKNOWN_PRODUCT}, {@link ProblemCode#INSUFFICIENT_STOCK} when
	 * units would go that belong to orders; it names some of them
	 */
	public StockChange adjust(WarehouseCode warehouse, List<StockLine> lines, String reason,
			@Nullable String reference) {
		requireKnown(lines);
		requireKnown(warehouse, "/warehouse");
		StockSheet sheet = this.stock.lockOrCreate(skus(lines), List.of(warehouse.value()));
		var facts = new ArrayList<Record>();
		each(lines, (index, line) -> {
			StockRow row = row(sheet, line, warehouse);
			if (line.quantity() < 0) {
				requireUnreserved(row, -line.quantity(), index);
			}
			requireRoom(row, line, index);
			sheet.book(MovementType.ADJUSTMENT, row, line.quantity(), reason, reference, null);
			facts.add(new StockAdjusted(row.warehouse(), line.sku(), line.quantity(), row.onHand(), reason));
		});
		return finish(sheet, lines, Set.of(warehouse.value()), facts);
	}

	/**
	 * Moves goods that belong to no order from one warehouse to another.
	 * @throws BusinessException as {@link #adjust} and {@link #receive}
	 */
	public StockChange transfer(WarehouseCode from, WarehouseCode to, List<StockLine> lines,
			@Nullable String reference) {
		if (from.equals(to)) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/to",
					"Name two different warehouses; both are %s.".formatted(from));
		}
		requireKnown(lines);
		Map<String, WarehouseView> held = this.warehouses.hold(new TreeSet<>(Set.of(from.value(), to.value())));
		requireKnown(held, from, "/from");
		requireActive(held, to, "/to");
		StockSheet sheet = this.stock.lockOrCreate(skus(lines), List.of(from.value(), to.value()));
		var facts = new ArrayList<Record>();
		each(lines, (index, line) -> {
			StockRow source = row(sheet, line, from);
			StockRow target = row(sheet, line, to);
			requireUnreserved(source, line.quantity(), index);
			requireRoom(target, line, index);
			sheet.book(MovementType.TRANSFER, source, -line.quantity(), "to " + to, reference, null);
			sheet.book(MovementType.TRANSFER, target, line.quantity(), "from " + from, reference, null);
			facts.add(new StockTransferred(from.value(), to.value(), line.sku(), line.quantity(), reference));
		});
		return finish(sheet, lines, Set.of(from.value(), to.value()), facts);
	}

	/**
	 * Sets the thresholds of a SKU in a warehouse. A lower safety stock may free units
	 * for those who wait; a higher one takes nothing away that is reserved.
	 */
	public StockChange setLevels(Sku sku, WarehouseCode warehouse, int safetyStock, int reorderPoint) {
		if (this.catalog.find(List.of(sku)).isEmpty()) {
			throw BusinessException.notFound("product", sku, "/api/v1/products");
		}
		if (!this.warehouses.hold(List.of(warehouse.value())).containsKey(warehouse.value())) {
			throw BusinessException.notFound("warehouse", warehouse, "/api/v1/warehouses");
		}
		var line = List.of(new StockLine(sku, 0));
		this.stock.lockOrCreate(List.of(sku), List.of(warehouse.value()));
		this.stock.setLevels(sku, warehouse.value(), safetyStock, reorderPoint);
		return finish(this.stock.lock(List.of(sku)), line, Set.of(warehouse.value()), List.of());
	}

	private StockChange finish(StockSheet sheet, List<StockLine> lines, Set<String> warehouses, List<Record> facts) {
		if (!facts.isEmpty()) {
			this.journal.append(null, facts);
		}
		List<BackorderAllocated> allocated = this.backorders.serveAndWrite(sheet);
		Set<UUID> visible = this.visible
			.among(allocated.stream().map(BackorderAllocated::orderId).collect(Collectors.toSet()));
		List<ServedBackorder> served = allocated.stream()
			.filter((fact) -> visible.contains(fact.orderId()))
			.map((fact) -> new ServedBackorder(fact.orderId(), fact.lineNumber(), fact.sku(), fact.warehouse(),
					fact.units()))
			.toList();
		var touched = new LinkedHashSet<StockView>();
		for (StockLine line : lines) {
			warehouses.stream()
				.sorted()
				.forEach((warehouse) -> sheet.row(line.sku(), warehouse).ifPresent((row) -> touched.add(row.view())));
		}
		return new StockChange(List.copyOf(touched), served);
	}

	private void requireKnown(List<StockLine> lines) {
		Map<Sku, ProductView> known = this.catalog.find(skus(lines));
		var problems = new ArrayList<FieldProblem>();
		each(lines, (index, line) -> {
			if (!known.containsKey(line.sku())) {
				problems.add(FieldProblem.at("/lines/%d/sku".formatted(index), ProblemCode.UNKNOWN_PRODUCT.name(),
						"There is no product %s; create it with POST /api/v1/products first.".formatted(line.sku())));
			}
		});
		if (!problems.isEmpty()) {
			throw new BusinessException(ProblemCode.UNKNOWN_PRODUCT, problems.getFirst().detail(), problems);
		}
	}

	private void requireKnown(WarehouseCode warehouse, String pointer) {
		requireKnown(this.warehouses.hold(List.of(warehouse.value())), warehouse, pointer);
	}

	private void requireActive(WarehouseCode warehouse, String pointer) {
		requireActive(this.warehouses.hold(List.of(warehouse.value())), warehouse, pointer);
	}

	private static WarehouseView requireKnown(Map<String, WarehouseView> held, WarehouseCode warehouse,
			String pointer) {
		WarehouseView view = held.get(warehouse.value());
		if (view == null) {
			throw BusinessException.atField(ProblemCode.UNKNOWN_WAREHOUSE, pointer,
					"There is no warehouse %s; GET /api/v1/warehouses lists them.".formatted(warehouse));
		}
		return view;
	}

	private static void requireActive(Map<String, WarehouseView> held, WarehouseCode warehouse, String pointer) {
		if (!requireKnown(held, warehouse, pointer).active()) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, pointer,
					"Warehouse %s is not active; activate it with PUT /api/v1/warehouses/%s before it takes in goods."
						.formatted(warehouse, warehouse));
		}
	}

	private void requireUnreserved(StockRow row, int units, int index) {
		if (units > row.unreserved()) {
			List<Holder> holders = this.stock.holders(row.sku(), row.warehouse(), this.visible.condition("order_id"));
			String pointer = "/lines/%d/quantity".formatted(index);
			throw BusinessException.atField(ProblemCode.INSUFFICIENT_STOCK, pointer,
					"%s holds %d units of %s, %d of them reserved for orders; at most %d can be taken, not %d."
						.formatted(row.warehouse(), row.onHand(), row.sku(), row.reserved(), row.unreserved(), units))
				.with("onHand", row.onHand())
				.with("reserved", row.reserved())
				.with("reservedFor", holders);
		}
	}

	private static void requireRoom(StockRow row, StockLine line, int index) {
		if ((long) row.onHand() + line.quantity() > MAX_ON_HAND) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/lines/%d/quantity".formatted(index),
					"%s would hold more than %d units of %s.".formatted(row.warehouse(), MAX_ON_HAND, row.sku()));
		}
	}

	private static StockRow row(StockSheet sheet, StockLine line, WarehouseCode warehouse) {
		return sheet.row(line.sku(), warehouse.value()).orElseThrow();
	}

	private static SortedSet<Sku> skus(List<StockLine> lines) {
		return lines.stream().map(StockLine::sku).collect(Collectors.toCollection(TreeSet::new));
	}

	private static void each(List<StockLine> lines, BiConsumer<Integer, StockLine> action) {
		for (int index = 0; index < lines.size(); index++) {
			action.accept(index, lines.get(index));
		}
	}

}
