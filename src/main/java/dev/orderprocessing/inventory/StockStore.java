package dev.orderprocessing.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

import dev.orderprocessing.inventory.StockSheet.Backorder;
import dev.orderprocessing.inventory.StockSheet.Movement;
import dev.orderprocessing.inventory.StockSheet.NewBackorder;
import dev.orderprocessing.inventory.StockSheet.ReservationKey;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.database.SqlArrays;
import dev.orderprocessing.kernel.database.SqlFile;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads stock under lock and writes what a {@link StockSheet} decided.
 * <p>
 * Locks: queues by SKU, then stock rows in order of (sku, warehouse). The rows also guard
 * the queue of their SKU: whoever adds to a queue holds all rows of the SKU, whoever
 * makes stock available holds the row it lies in, so none can miss the other. Who serves
 * a queue holds all rows of the SKU too, but for a warehouse that opens:
 * {@link #lockOpening} lets one open at a time. Only a row that does not exist yet cannot
 * be locked; for that {@link #lockQueues} keeps those who create rows apart from those
 * who may have to wait or do so already.
 */
@Repository
class StockStore {

	private static final int QUEUE_LOCKS = 0x570C;

	private static final int OPENING_LOCK = 0x570D;

	private static final String RESERVE_IN_ONE_WAREHOUSE = SqlFile.named("inventory/reserve-in-one-warehouse");

	private static final String LOCK_AND_ISSUE = SqlFile.named("inventory/issue-goods");

	private final JdbcClient jdbc;

	private final NamedParameterJdbcTemplate named;

	private final Clock clock;

	private final CurrentActor actor;

	StockStore(JdbcClient jdbc, NamedParameterJdbcTemplate named, Clock clock, CurrentActor actor) {
		this.jdbc = jdbc;
		this.named = named;
		this.clock = clock;
		this.actor = actor;
	}

	/**
	 * Reserves everything in the first warehouse by priority that holds all of it, with
	 * one statement, so that hot rows stay locked as briefly as can be. Locks all rows of
	 * the SKUs, like {@link #lock}, whether or not it succeeds.
	 * @return the warehouse, or empty when there is none and nothing has been changed
	 */
	Optional<String> reserveInOneWarehouse(UUID orderId, Collection<Demand> demands) {
		record Outcome(@Nullable String warehouse, int changed, int raised) {
		}
		Outcome outcome = this.jdbc.sql(RESERVE_IN_ONE_WAREHOUSE)
			.param("lines", SqlArrays.numbers(demands, Demand::lineNumber))
			.param("skus", SqlArrays.texts(demands, (demand) -> demand.sku().value()))
			.param("units", SqlArrays.numbers(demands, Demand::quantity))
			.param("order", orderId)
			.query((row, number) -> new Outcome(row.getString("warehouse"), row.getInt("changed"),
					row.getInt("raised")))
			.single();
		long skus = demands.stream().map(Demand::sku).distinct().count();
		if (outcome.warehouse() != null && (outcome.changed() != skus || outcome.raised() != demands.size())) {
			throw new IllegalStateException("stock changed under our lock: %s for %d SKUs and %d lines"
				.formatted(outcome, skus, demands.size()));
		}
		return Optional.ofNullable(outcome.warehouse());
	}

	/**
	 * Locks all rows of the SKUs. The join decides about none of them: codes never
	 * change, nor does a row lose its warehouse.
	 */
	StockSheet lock(Collection<Sku> skus) {
		return new StockSheet(this.jdbc.sql("""
				SELECT s.sku, s.warehouse, w.priority, s.active, s.on_hand, s.reserved, s.safety_stock, s.reorder_point
				FROM stock s JOIN warehouse w ON w.code = s.warehouse
				WHERE s.sku = ANY (:skus)
				ORDER BY s.sku, s.warehouse
				FOR NO KEY UPDATE OF s""")
			.param("skus", SqlArrays.texts(skus, Sku::value))
			.query(StockStore::row)
			.list());
	}

	/**
	 * Which SKUs an order's lines hold or wait for; only who has locked the order may
	 * rely on it. Read before it is locked by values: a statement that finds out by
	 * itself which rows it locks is evaluated anew after it has waited for one, and may
	 * lose others.
	 */
	Holdings holdings(UUID orderId, Collection<Integer> lines) {
		SortedSet<Sku> skus = new TreeSet<>();
		SortedSet<Sku> waitedFor = new TreeSet<>();
		this.jdbc.sql("""
				SELECT sku, false AS waits FROM reservation WHERE order_id = :order AND line_number = ANY (:lines)
				UNION ALL
				SELECT sku, true AS waits FROM backorder WHERE order_id = :order AND line_number = ANY (:lines)""")
			.param("order", orderId)
			.param("lines", lines.toArray(Integer[]::new))
			.query((row) -> {
				Sku sku = new Sku(row.getString("sku"));
				skus.add(sku);
				if (row.getBoolean("waits")) {
					waitedFor.add(sku);
				}
			});
		return new Holdings(skus, waitedFor);
	}

	/**
	 * Takes reserved units out of stock, all or none: locks the rows, then lowers on
	 * hand, reserved and reservations and writes the ledger, in one round trip.
	 * @return the first line for which less is reserved, with nothing changed
	 */
	Optional<Missing> issue(UUID orderId, Collection<GoodsIssue> issues) {
		var values = new MapSqlParameterSource().addValue("order", orderId)
			.addValue("actor", this.actor.get().name())
			.addValue("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.addValue("references", SqlArrays.texts(issues, GoodsIssue::reference))
			.addValue("lines", SqlArrays.numbers(issues, GoodsIssue::lineNumber))
			.addValue("skus", SqlArrays.texts(issues, (issue) -> issue.sku().value()))
			.addValue("warehouses", SqlArrays.texts(issues, GoodsIssue::warehouse))
			.addValue("units", SqlArrays.numbers(issues, GoodsIssue::quantity));
		return this.named.execute(LOCK_AND_ISSUE, values, (statement) -> {
			statement.execute();
			statement.getMoreResults();
			try (ResultSet row = statement.getResultSet()) {
				row.next();
				if (row.getBoolean("refused")) {
					return Optional.of(new Missing(row.getInt("line_number"), row.getInt("asked"), row.getInt("held")));
				}
				if (row.getInt("reservations") != row.getInt("lines") || row.getInt("booked") != row.getInt("lines")) {
					throw new IllegalStateException("stock changed under our lock at the issue of " + issues);
				}
				return Optional.empty();
			}
		});
	}

	/**
	 * Lets one warehouse open at a time: it serves queues with its own rows locked and no
	 * others. To be called after the warehouse and before any row is locked.
	 */
	void lockOpening() {
		this.jdbc.sql("SELECT pg_advisory_xact_lock(:lock, 0)").param("lock", OPENING_LOCK).query((row) -> {
		});
	}

	/** Locks every row of a warehouse; the join decides about none. */
	StockSheet lockWarehouse(String warehouse) {
		return new StockSheet(this.jdbc.sql("""
				SELECT s.sku, s.warehouse, w.priority, s.active, s.on_hand, s.reserved, s.safety_stock, s.reorder_point
				FROM stock s JOIN warehouse w ON w.code = s.warehouse
				WHERE s.warehouse = :warehouse
				ORDER BY s.sku
				FOR NO KEY UPDATE OF s""").param("warehouse", warehouse).query(StockStore::row).list());
	}

	/**
	 * Keeps apart, until the transaction ends, who creates a stock row and who may join
	 * the queue of its SKU. To be called before any row is locked.
	 */
	void lockQueues(Collection<Sku> skus) {
		this.jdbc.sql("""
				SELECT pg_advisory_xact_lock(:locks, k.key)
				FROM (SELECT DISTINCT hashtext(sku) AS key FROM unnest(:skus) AS sku ORDER BY 1) k""")
			.param("locks", QUEUE_LOCKS)
			.param("skus", SqlArrays.texts(skus, Sku::value))
			.query((row, number) -> number)
			.list();
	}

	/** Creates the rows that are missing, with nothing in them, then locks all. */
	StockSheet lockOrCreate(Collection<Sku> skus, Collection<String> warehouses) {
		List<Sku> missing = this.jdbc.sql("""
				SELECT DISTINCT sku FROM unnest(:skus) AS sku, unnest(:warehouses) AS warehouse
				WHERE NOT EXISTS (SELECT FROM stock s WHERE s.sku = sku.sku AND s.warehouse = warehouse.warehouse)""")
			.param("skus", SqlArrays.texts(skus, Sku::value))
			.param("warehouses", warehouses.toArray(String[]::new))
			.query((row, number) -> new Sku(row.getString("sku")))
			.list();
		if (!missing.isEmpty()) {
			lockQueues(missing);
			this.jdbc.sql("""
					INSERT INTO stock (sku, warehouse, active)
					SELECT sku, w.code, w.active FROM warehouse w, unnest(:skus) AS sku
					WHERE w.code = ANY (:warehouses)
					ORDER BY sku, w.code
					ON CONFLICT DO NOTHING""")
				.param("skus", SqlArrays.texts(missing, Sku::value))
				.param("warehouses", warehouses.toArray(String[]::new))
				.update();
		}
		return lock(skus);
	}

	void setLevels(Sku sku, String warehouse, int safetyStock, int reorderPoint) {
		this.jdbc.sql("""
				UPDATE stock SET safety_stock = :safetyStock, reorder_point = :reorderPoint
				WHERE sku = :sku AND warehouse = :warehouse""")
			.param("safetyStock", safetyStock)
			.param("reorderPoint", reorderPoint)
			.param("sku", sku.value())
			.param("warehouse", warehouse)
			.update();
	}

	/**
	 * Those at the head of the queues whom the units could serve.
	 * @param units how many units per SKU
	 */
	List<Backorder> queue(Map<Sku, Integer> units) {
		if (units.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql("""
				SELECT queue, order_id, line_number, sku, quantity
				FROM (SELECT b.*, f.units,
				             sum(b.quantity) OVER (PARTITION BY b.sku ORDER BY b.queue) - b.quantity AS ahead
				      FROM backorder b JOIN unnest(:skus, :units) AS f (sku, units) ON f.sku = b.sku) q
				WHERE ahead < units
				ORDER BY queue""")
			.param("skus", SqlArrays.texts(units.keySet(), Sku::value))
			.param("units", units.values().toArray(Integer[]::new))
			.query(StockStore::backorder)
			.list();
	}

	/** What the order's lines wait for, first in the queue first. */
	List<Backorder> backorders(UUID orderId, Collection<Integer> lines) {
		return this.jdbc.sql("""
				SELECT queue, order_id, line_number, sku, quantity FROM backorder
				WHERE order_id = :order AND line_number = ANY (:lines) ORDER BY queue""")
			.param("order", orderId)
			.param("lines", lines.toArray(Integer[]::new))
			.query(StockStore::backorder)
			.list();
	}

	/** The order's open reservations, in the order in which they are picked. */
	List<Reservation> reservations(UUID orderId, Collection<Integer> lines) {
		return this.jdbc.sql("""
				SELECT r.line_number, r.sku, r.warehouse, r.quantity
				FROM reservation r JOIN warehouse w ON w.code = r.warehouse
				WHERE r.order_id = :order AND r.line_number = ANY (:lines)
				ORDER BY r.line_number, w.priority, r.warehouse""")
			.param("order", orderId)
			.param("lines", lines.toArray(Integer[]::new))
			.query((row, number) -> new Reservation(row.getInt("line_number"), new Sku(row.getString("sku")),
					row.getString("warehouse"), row.getInt("quantity")))
			.list();
	}

	/** A few of those who hold units that somebody would like to take away. */
	List<Holder> holders(Sku sku, String warehouse, String visible) {
		return this.jdbc
			.sql("""
					SELECT order_id, line_number, quantity FROM reservation
					WHERE sku = :sku AND warehouse = :warehouse AND %s ORDER BY order_id, line_number LIMIT 10"""
				.formatted(visible))
			.param("sku", sku.value())
			.param("warehouse", warehouse)
			.query((row, number) -> new Holder(row.getObject("order_id", UUID.class), row.getInt("line_number"),
					row.getInt("quantity")))
			.list();
	}

	/**
	 * Writes what changed with one statement, each part of which must touch exactly the
	 * rows it means to. The conditions repeat what was decided under lock: should a lock
	 * ever be missing, the statement fails rather than oversells.
	 */
	void write(StockSheet sheet) {
		var statement = new CombinedStatement();
		writeRows(statement, sheet.changedRows());
		writeReservations(statement, sheet.reservationChanges());
		writeBackorders(statement, sheet.newBackorders(), sheet.backordersTaken());
		writeMovements(statement, sheet.movements());
		statement.execute(this.jdbc);
	}

	private void writeRows(CombinedStatement statement, List<StockRow> rows) {
		statement.add("stock_changed", rows.size(), """
				UPDATE stock s SET on_hand = s.on_hand + c.on_hand, reserved = s.reserved + c.reserved
				FROM unnest(:stockSkus, :stockWarehouses, :stockOnHand, :stockReserved)
				     AS c (sku, warehouse, on_hand, reserved)
				WHERE s.sku = c.sku AND s.warehouse = c.warehouse
				  AND (c.reserved <= 0
				       OR s.on_hand + c.on_hand - s.reserved - c.reserved >= s.safety_stock)
				RETURNING 1""",
				Map.of("stockSkus", SqlArrays.texts(rows, (row) -> row.sku().value()), "stockWarehouses",
						SqlArrays.texts(rows, StockRow::warehouse), "stockOnHand",
						SqlArrays.numbers(rows, StockRow::onHandChange), "stockReserved",
						SqlArrays.numbers(rows, StockRow::reservedChange)));
	}

	private void writeReservations(CombinedStatement statement, Map<ReservationKey, Integer> changes) {
		var more = changes.entrySet().stream().filter((change) -> change.getValue() > 0).toList();
		statement.add("reservations_raised", more.size(), """
				INSERT INTO reservation AS r (order_id, line_number, warehouse, sku, quantity)
				SELECT CAST(c.order_id AS uuid), c.line_number, c.warehouse, c.sku, c.quantity
				FROM unnest(:moreOrders, :moreLines, :moreWarehouses, :moreSkus, :moreUnits)
				     AS c (order_id, line_number, warehouse, sku, quantity)
				ON CONFLICT (order_id, line_number, warehouse)
				DO UPDATE SET quantity = r.quantity + excluded.quantity WHERE r.sku = excluded.sku
				RETURNING 1""",
				Map.of("moreOrders", SqlArrays.texts(more, (change) -> change.getKey().orderId().toString()),
						"moreLines", SqlArrays.numbers(more, (change) -> change.getKey().lineNumber()),
						"moreWarehouses", SqlArrays.texts(more, (change) -> change.getKey().warehouse()), "moreSkus",
						SqlArrays.texts(more, (change) -> change.getKey().sku().value()), "moreUnits",
						SqlArrays.numbers(more, Map.Entry::getValue)));
		var fewer = changes.entrySet().stream().filter((change) -> change.getValue() < 0).toList();
		Map<String, Object> fewerValues = Map.of("lessOrders",
				SqlArrays.texts(fewer, (change) -> change.getKey().orderId().toString()), "lessLines",
				SqlArrays.numbers(fewer, (change) -> change.getKey().lineNumber()), "lessWarehouses",
				SqlArrays.texts(fewer, (change) -> change.getKey().warehouse()), "lessUnits",
				SqlArrays.numbers(fewer, (change) -> -change.getValue()));
		statement.addEither("reservations_lowered", "reservations_ended", fewer.size(), """
				UPDATE reservation r SET quantity = r.quantity - c.quantity
				FROM unnest(:lessOrders, :lessLines, :lessWarehouses, :lessUnits)
				     AS c (order_id, line_number, warehouse, quantity)
				WHERE r.order_id = CAST(c.order_id AS uuid) AND r.line_number = c.line_number
				  AND r.warehouse = c.warehouse AND r.quantity > c.quantity
				RETURNING 1""", """
				DELETE FROM reservation r
				USING unnest(:lessOrders, :lessLines, :lessWarehouses, :lessUnits)
				      AS c (order_id, line_number, warehouse, quantity)
				WHERE r.order_id = CAST(c.order_id AS uuid) AND r.line_number = c.line_number
				  AND r.warehouse = c.warehouse AND r.quantity = c.quantity
				RETURNING 1""", fewerValues);
	}

	private void writeBackorders(CombinedStatement statement, List<NewBackorder> added, Map<Long, Integer> taken) {
		statement.add("backorders_queued", added.size(), """
				INSERT INTO backorder (order_id, line_number, sku, quantity, since)
				SELECT CAST(c.order_id AS uuid), c.line_number, c.sku, c.quantity, :queuedAt
				FROM unnest(:queuedOrders, :queuedLines, :queuedSkus, :queuedUnits) WITH ORDINALITY
				     AS c (order_id, line_number, sku, quantity, place)
				ORDER BY c.place
				RETURNING 1""",
				Map.of("queuedAt", this.clock.instant().atOffset(ZoneOffset.UTC), "queuedOrders",
						SqlArrays.texts(added, (backorder) -> backorder.orderId().toString()), "queuedLines",
						SqlArrays.numbers(added, NewBackorder::lineNumber), "queuedSkus",
						SqlArrays.texts(added, (backorder) -> backorder.sku().value()), "queuedUnits",
						SqlArrays.numbers(added, NewBackorder::quantity)));
		var fewer = List.copyOf(taken.entrySet());
		statement.addEither("backorders_lowered", "backorders_ended", fewer.size(), """
				UPDATE backorder b SET quantity = b.quantity - c.quantity
				FROM unnest(:takenQueues, :takenUnits) AS c (queue, quantity)
				WHERE b.queue = c.queue AND b.quantity > c.quantity
				RETURNING 1""", """
				DELETE FROM backorder b USING unnest(:takenQueues, :takenUnits) AS c (queue, quantity)
				WHERE b.queue = c.queue AND b.quantity = c.quantity
				RETURNING 1""", Map.of("takenQueues", fewer.stream().map(Map.Entry::getKey).toArray(Long[]::new),
				"takenUnits", SqlArrays.numbers(fewer, Map.Entry::getValue)));
	}

	private void writeMovements(CombinedStatement statement, List<Movement> movements) {
		statement.add("movements_written", movements.size(), """
				INSERT INTO stock_movement
				       (type, sku, warehouse, quantity, on_hand_after, reason, reference, order_id, actor, at)
				SELECT m.type, m.sku, m.warehouse, m.quantity, m.on_hand_after, m.reason, m.reference,
				       CAST(m.order_id AS uuid), :movedBy, :movedAt
				FROM unnest(:movedTypes, :movedSkus, :movedWarehouses, :movedUnits, :movedAfter, :movedReasons,
				            :movedReferences, :movedOrders) WITH ORDINALITY
				     AS m (type, sku, warehouse, quantity, on_hand_after, reason, reference, order_id, place)
				ORDER BY m.place
				RETURNING 1""",
				Map.of("movedBy", this.actor.get().name(), "movedAt", this.clock.instant().atOffset(ZoneOffset.UTC),
						"movedTypes", SqlArrays.texts(movements, (movement) -> movement.type().name()), "movedSkus",
						SqlArrays.texts(movements, (movement) -> movement.sku().value()), "movedWarehouses",
						SqlArrays.texts(movements, Movement::warehouse), "movedUnits",
						SqlArrays.numbers(movements, Movement::quantity), "movedAfter",
						SqlArrays.numbers(movements, Movement::onHandAfter), "movedReasons",
						SqlArrays.texts(movements, Movement::reason), "movedReferences",
						SqlArrays.texts(movements, Movement::reference), "movedOrders",
						SqlArrays.texts(movements, Movement::orderId)));
	}

	static StockRow row(ResultSet row, int number) throws SQLException {
		return new StockRow(new Sku(row.getString("sku")), row.getString("warehouse"), row.getInt("priority"),
				row.getBoolean("active"), row.getInt("on_hand"), row.getInt("reserved"), row.getInt("safety_stock"),
				row.getInt("reorder_point"));
	}

	private static Backorder backorder(ResultSet row, int number) throws SQLException {
		return new Backorder(row.getLong("queue"), row.getObject("order_id", UUID.class), row.getInt("line_number"),
				new Sku(row.getString("sku")), row.getInt("quantity"));
	}

	/** The SKUs that lines of an order have to do with, and those they wait for. */
	record Holdings(SortedSet<Sku> skus, SortedSet<Sku> waitedFor) {
	}

	/** An order line's units that are reserved in one warehouse. */
	record Reservation(int lineNumber, Sku sku, String warehouse, int quantity) {
	}

	/** A line for which less is reserved than is to be issued. */
	record Missing(int lineNumber, int asked, int held) {
	}

	/** An order line that holds units others would like to have. */
	record Holder(UUID orderId, int lineNumber, int quantity) {
	}

}
