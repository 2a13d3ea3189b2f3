package dev.orderprocessing.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
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
		var where = new Where();
		where.and("s.sku = :sku", "sku", (filter.sku() != null) ? filter.sku().value() : null);
		where.and("s.warehouse = :warehouse", "warehouse",
				(filter.warehouse() != null) ? filter.warehouse().value() : null);
		if (filter.below() != null) {
			where.and("s.on_hand - s.reserved < "
					+ ((filter.below() == StockFilter.Threshold.REORDER) ? "s.reorder_point" : "s.safety_stock"));
		}
		if (page.after() != null) {
			String[] key = page.after().split("\\|", -1);
			if (key.length != 2) {
				throw BusinessException.atParameter(ProblemCode.INVALID_CURSOR, "cursor",
						"Send the nextCursor of the previous page unchanged, or leave cursor out.");
			}
			where.and("(s.sku, s.warehouse) > (:afterSku, :afterWarehouse)", "afterSku", key[0]);
			where.parameters.put("afterWarehouse", key[1]);
		}
		List<StockView> rows = this.jdbc.sql("""
				SELECT s.sku, s.warehouse, 0 AS priority, s.active, s.on_hand, s.reserved, s.safety_stock,
				       s.reorder_point
				FROM stock s %s ORDER BY s.sku, s.warehouse LIMIT :fetch""".formatted(where))
			.params(where.parameters)
			.param("fetch", page.fetch())
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
		var where = new Where();
		where.equal("sku", filter.sku());
		where.equal("warehouse", filter.warehouse());
		where.equal("type", filter.type());
		where.and("order_id = :order", "order", filter.orderId());
		where.and("at >= :from", "from", (filter.from() != null) ? filter.from().atOffset(ZoneOffset.UTC) : null);
		where.and("at < :to", "to", (filter.to() != null) ? filter.to().atOffset(ZoneOffset.UTC) : null);
		boolean ofPeriod = filter.from() != null || filter.to() != null;
		where.and(ofPeriod ? "(at, id) < ((SELECT last.at FROM stock_movement last WHERE last.id = :after), :after)"
				: "id < :after", "after", page.afterNumber());
		String ledger = """
				SELECT id, sku, warehouse, type, quantity, on_hand_after, reason, reference, order_id, actor, at
				FROM stock_movement %s""".formatted(where);
		List<ScannedRow<MovementView>> rows = this.jdbc
			.sql(this.visible.page(ledger, ofPeriod ? "at DESC, id DESC" : "id DESC"))
			.params(where.parameters)
			.param("fetch", page.fetch())
			.query((row, number) -> ScannedRow.at(movement(row), row))
			.list();
		return Slice.ofScanned(rows, page, (view) -> Long.toString(view.id()));
	}

	private static MovementView movement(ResultSet row) throws SQLException {
		return new MovementView(row.getLong("id"), new Sku(row.getString("sku")), row.getString("warehouse"),
				MovementType.valueOf(row.getString("type")), row.getInt("quantity"), row.getInt("on_hand_after"),
				row.getString("reason"), row.getString("reference"), row.getObject("order_id", UUID.class),
				row.getString("actor"), row.getObject("at", OffsetDateTime.class).toInstant());
	}

	/** Who waits, first in the queue first; without orders hidden from the caller. */
	public Slice<BackorderView> backorders(@Nullable Sku sku, @Nullable UUID orderId, PageRequest page) {
		var where = new Where();
		where.and("b.sku = :sku", "sku", (sku != null) ? sku.value() : null);
		where.and("b.order_id = :order", "order", orderId);
		where.and("b.queue > :after", "after", page.afterNumber());
		where.and(this.visible.condition("b.order_id"));
		var rows = this.jdbc.sql("""
				SELECT b.queue, b.sku, b.order_id, b.line_number, b.quantity, b.since, a.position, a.units
				FROM (SELECT * FROM backorder b %s ORDER BY b.queue LIMIT :fetch) b
				CROSS JOIN LATERAL (SELECT count(*) + 1 AS position, COALESCE(sum(q.quantity), 0) AS units
				                    FROM backorder q WHERE q.sku = b.sku AND q.queue < b.queue) a
				ORDER BY b.queue""".formatted(where))
			.params(where.parameters)
			.param("fetch", page.fetch())
			.query((row, number) -> Map.entry(row.getLong("queue"),
					new BackorderView(new Sku(row.getString("sku")), row.getInt("position"), row.getInt("units"),
							row.getObject("order_id", UUID.class), row.getInt("line_number"), row.getInt("quantity"),
							row.getObject("since", OffsetDateTime.class).toInstant())))
			.list();
		return Slice.of(rows, page, (row) -> Long.toString(row.getKey())).map(Map.Entry::getValue);
	}

	/** Conditions that are there when their value is. */
	private static final class Where {

		private final List<String> conditions = new ArrayList<>();

		private final Map<String, Object> parameters = new HashMap<>();

		private void and(String condition) {
			this.conditions.add(condition);
		}

		/**
		 * A literal instead of a parameter, so that the planner knows rare values from
		 * frequent ones; a SKU, code or name has no quotes.
		 */
		private void equal(String column, @Nullable Object value) {
			if (value != null) {
				this.conditions.add("%s = '%s'".formatted(column, value));
			}
		}

		private void and(String condition, String name, @Nullable Object value) {
			if (value != null) {
				this.conditions.add(condition);
				this.parameters.put(name, value);
			}
		}

		@Override
		public String toString() {
			return this.conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", this.conditions);
		}

	}

}
