package dev.orderprocessing.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.database.ScannedRow;
import dev.orderprocessing.kernel.database.VisibleOrders;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The reading door to stock: lists, one statement each. */
@Service
@Transactional(readOnly = true)
public class InventoryQueries {

	private final JdbcClient jdbc;

	private final VisibleOrders visible;

	InventoryQueries(JdbcClient jdbc, VisibleOrders visible) {
		this.jdbc = jdbc;
		this.visible = visible;
	}

	/** Stock by SKU and warehouse. */
	public Slice<StockView> stock(StockFilter filter, PageRequest page) {
		var conditions = new Conditions().parameter("s.sku = :sku", "sku", filter.sku())
			.parameter("s.warehouse = :warehouse", "warehouse", filter.warehouse());
		if (filter.below() != null) {
			conditions.and("s.on_hand - s.reserved < "
					+ ((filter.below() == StockFilter.Threshold.REORDER) ? "s.reorder_point" : "s.safety_stock"));
		}
		if (page.after() != null) {
			String[] key = page.after().split("\\|", -1);
			if (key.length != 2) {
				throw BusinessException.atParameter(ProblemCode.INVALID_CURSOR, "cursor",
						"Send the nextCursor of the previous page unchanged, or leave cursor out.");
			}
			conditions.and("(s.sku, s.warehouse) > (:afterSku, :afterWarehouse)",
					Map.of("afterSku", key[0], "afterWarehouse", key[1]));
		}
		List<StockView> rows = PageQuery.of("""
				SELECT s.sku, s.warehouse, 0 AS priority, s.active, s.on_hand, s.reserved, s.safety_stock,
				       s.reorder_point
				FROM stock s""", conditions, "s.sku, s.warehouse")
			.fetch(page.fetch(), this.jdbc)
			.query((row, number) -> StockStore.row(row, number).view())
			.list();
		return Slice.of(rows, page, (view) -> view.sku() + "|" + view.warehouse());
	}

	/**
	 * The ledger, newest first: in the order of its numbers, and of a period in the order
	 * of time, which an index of each can follow. Without what belongs to orders hidden
	 * from the caller.
	 */
	public Slice<MovementView> movements(MovementFilter filter, PageRequest page) {
		boolean ofPeriod = filter.from() != null || filter.to() != null;
		var conditions = new Conditions().literal("sku", filter.sku())
			.literal("warehouse", filter.warehouse())
			.literal("type", filter.type())
			.parameter("order_id = :order", "order", filter.orderId())
			.parameter("at >= :from", "from", filter.from())
			.parameter("at < :to", "to", filter.to())
			.after(ofPeriod ? "(at, id) < ((SELECT last.at FROM stock_movement last WHERE last.id = :after), :after)"
					: "id < :after", page.afterNumber());
		String order = ofPeriod ? "at DESC, id DESC" : "id DESC";
		List<ScannedRow<MovementView>> rows = PageQuery
			.scanned("""
					SELECT id, sku, warehouse, type, quantity, on_hand_after, reason, reference, order_id, actor, at
					FROM stock_movement""", conditions, order,
					new Conditions().and(this.visible.conditionIfAny("r.order_id")))
			.within("SELECT m.*, %s AS order_number FROM (%%s) m ORDER BY %s"
				.formatted(this.visible.number("m.order_id"), order))
			.fetch(page.fetch(), this.jdbc)
			.query((row, number) -> ScannedRow.at(movement(row), row))
			.list();
		return Slice.ofScanned(rows, page, (view) -> Long.toString(view.id()));
	}

	private static MovementView movement(ResultSet row) throws SQLException {
		return new MovementView(row.getLong("id"), new Sku(row.getString("sku")), row.getString("warehouse"),
				MovementType.valueOf(row.getString("type")), row.getInt("quantity"), row.getInt("on_hand_after"),
				row.getString("reason"), row.getString("reference"), row.getObject("order_id", UUID.class),
				row.getString("order_number"), row.getString("actor"),
				row.getObject("at", OffsetDateTime.class).toInstant());
	}

	/** Who waits, first in the queue first; without orders hidden from the caller. */
	public Slice<BackorderView> backorders(@Nullable Sku sku, @Nullable UUID orderId, PageRequest page) {
		var conditions = new Conditions().parameter("b.sku = :sku", "sku", sku)
			.parameter("b.order_id = :order", "order", orderId)
			.after("b.queue > :after", page.afterNumber())
			.and(this.visible.condition("b.order_id"));
		var rows = PageQuery.of("SELECT * FROM backorder b", conditions, "b.queue")
			.within("""
					SELECT b.queue, b.sku, b.order_id, b.line_number, b.quantity, b.since, a.position, a.units,
					       %1$s AS order_number
					FROM (%%s) b
					CROSS JOIN LATERAL (SELECT count(*) + 1 AS position, COALESCE(sum(q.quantity), 0) AS units
					                    FROM backorder q WHERE q.sku = b.sku AND q.queue < b.queue) a
					ORDER BY b.queue""".formatted(this.visible.number("b.order_id")))
			.fetch(page.fetch(), this.jdbc)
			.query((row, number) -> Map.entry(row.getLong("queue"),
					new BackorderView(new Sku(row.getString("sku")), row.getInt("position"), row.getInt("units"),
							row.getObject("order_id", UUID.class), row.getString("order_number"),
							row.getInt("line_number"), row.getInt("quantity"),
							row.getObject("since", OffsetDateTime.class).toInstant())))
			.list();
		return Slice.of(rows, page, (row) -> Long.toString(row.getKey())).map(Map.Entry::getValue);
	}

}
