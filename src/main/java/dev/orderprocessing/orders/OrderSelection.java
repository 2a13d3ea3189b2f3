package dev.orderprocessing.orders;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The statement that finds the ids of a page of orders, newest first, in the same time
 * however many there are and however deep the page lies: each filter walks an index that
 * ends with the id, from where the page begins.
 */
final class OrderSelection {

	/** The database sees to it that an order has an id of the minute it was placed in. */
	private static final Duration PLACED_WITH_ID = Duration.ofMinutes(1);

	private final List<String> places = new ArrayList<>();

	private final List<String> conditions = new ArrayList<>();

	private final Map<String, Object> values = new HashMap<>();

	private final boolean amongLines;

	/**
	 * A page.
	 * @param own the only channel whose orders may be seen, or null for all
	 * @param after the id of the last order of the page before
	 */
	OrderSelection(OrderFilter filter, @Nullable Channel own, @Nullable UUID after) {
		this.amongLines = filter.sku() != null && filter.status() == null;
		restrict(this.places, "%s < :after", "after", after, (id) -> id);
		// ids tell the time, so a page begins where the orders of the period begin
		restrict(this.places, "%s >= :lowest", "lowest", filter.placedFrom(),
				(from) -> Ids.lowest(from.minus(PLACED_WITH_ID)));
		restrict(this.places, "%s < :highest", "highest", filter.placedBefore(),
				(before) -> Ids.lowest(before.plus(PLACED_WITH_ID)));
		restrict("o.placed_at >= :from", "from", filter.placedFrom(), Timestamp::from);
		restrict("o.placed_at < :before", "before", filter.placedBefore(), Timestamp::from);
		equal("o.status", filter.status());
		equal("o.channel", filter.channel());
		equal("o.channel", own);
		restrict("o.customer_id = :customer", "customer", filter.customer(), (id) -> id);
		restrict("o.number = :number", "number", filter.number(), (number) -> number.toUpperCase(Locale.ROOT));
		restrict("o.external_reference = :reference", "reference", filter.externalReference(), (text) -> text);
		HoldType hold = filter.hold();
		if (hold != null) {
			this.conditions.add("""
					EXISTS (SELECT 1 FROM order_hold h
					         WHERE h.order_id = o.id AND h.type = '%s' AND h.released_at IS NULL)""".formatted(hold));
		}
		String bySku = this.amongLines ? "l.sku = :sku"
				: "EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.sku = :sku)";
		restrict(this.amongLines ? this.places : this.conditions, bySku, "sku", filter.sku(), Object::toString);
	}

	private <T> void restrict(String condition, String name, @Nullable T value, Function<T, Object> parameter) {
		restrict(this.conditions, condition, name, value, parameter);
	}

	private <T> void restrict(List<String> where, String condition, String name, @Nullable T value,
			Function<T, Object> parameter) {
		if (value != null) {
			where.add(condition);
			this.values.put(name, parameter.apply(value));
		}
	}

	/**
	 * A literal instead of a parameter, so that the planner knows rare values from
	 * frequent ones.
	 */
	private void equal(String column, @Nullable Enum<?> value) {
		if (value != null) {
			this.conditions.add("%s = '%s'".formatted(column, value.name()));
		}
	}

	String sql() {
		return this.amongLines ? amongLines() : amongOrders();
	}

	private String amongOrders() {
		List<String> all = placesOf("o.id");
		all.addAll(this.conditions);
		return "SELECT o.id FROM orders o %s ORDER BY o.id DESC LIMIT :fetch"
			.formatted(all.isEmpty() ? "" : "WHERE " + String.join(" AND ", all));
	}

	/**
	 * Walks the lines of the SKU and looks each order up; OFFSET 0 keeps the planner from
	 * walking all orders instead.
	 */
	private String amongLines() {
		List<String> all = placesOf("l.order_id");
		if (!this.conditions.isEmpty()) {
			all.add("EXISTS (SELECT 1 FROM orders o WHERE o.id = l.order_id AND %s OFFSET 0)"
				.formatted(String.join(" AND ", this.conditions)));
		}
		return "SELECT DISTINCT l.order_id AS id FROM order_line l WHERE %s ORDER BY id DESC LIMIT :fetch"
			.formatted(String.join(" AND ", all));
	}

	private List<String> placesOf(String id) {
		List<String> all = new ArrayList<>();
		this.places.forEach((place) -> all.add(place.formatted(id)));
		return all;
	}

	/** The values of the parameters; the number of rows to fetch comes on top. */
	Map<String, Object> values() {
		return this.values;
	}

}
