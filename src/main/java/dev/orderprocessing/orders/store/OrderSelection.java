package dev.orderprocessing.orders.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.database.ScannedRow;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.OrderStatus;
import org.jspecify.annotations.Nullable;

/**
 * The statement that finds the ids of a page of orders, for {@link ScannedRow}, newest
 * first, in the same time however many there are and however deep the page lies: each
 * filter walks an index that ends with the id, from where the page begins.
 */
public final class OrderSelection {

	/** The database sees to it that an order has an id of the minute it was placed in. */
	private static final Duration PLACED_WITH_ID = Duration.ofMinutes(1);

	private static final String LOWEST = "CAST('00000000-0000-0000-0000-000000000000' AS uuid)";

	private static final String HIGHEST = "CAST('ffffffff-ffff-ffff-ffff-ffffffffffff' AS uuid)";

	private final OrderFilter filter;

	/** The only channel whose orders are shown, or null. */
	private final @Nullable Channel channel;

	/** Names of the ids that those of the page are below, and not below. */
	private final List<String> below = new ArrayList<>();

	private final List<String> notBelow = new ArrayList<>();

	private final List<String> conditions = new ArrayList<>();

	private final Map<String, Object> values = new HashMap<>();

	/**
	 * A page.
	 * @param own the only channel whose orders may be seen, or null for all
	 * @param after the id of the last order of the page before
	 */
	public OrderSelection(OrderFilter filter, @Nullable Channel own, @Nullable UUID after) {
		this.filter = filter;
		this.channel = (own != null) ? own : filter.channel();
		restrict(this.below, ":after", "after", after, (id) -> id);
		// ids tell the time, so a page begins where the orders of the period begin
		restrict(this.below, ":highest", "highest", filter.placedBefore(),
				(before) -> Ids.lowest(before.plus(PLACED_WITH_ID)));
		restrict(this.notBelow, ":lowest", "lowest", filter.placedFrom(),
				(from) -> Ids.lowest(from.minus(PLACED_WITH_ID)));
		restrict("o.placed_at >= :from", "from", filter.placedFrom(), Timestamp::from);
		restrict("o.placed_at < :before", "before", filter.placedBefore(), Timestamp::from);
		restrict("o.customer_id = :customer", "customer", filter.customer(), (id) -> id);
		restrict("o.number = :number", "number", filter.number(), (number) -> number.toUpperCase(Locale.ROOT));
		restrict("o.external_reference = :reference", "reference", filter.externalReference(), (text) -> text);
		if (filter.sku() != null) {
			this.values.put("sku", filter.sku().value());
		}
		HoldType hold = filter.hold();
		if (hold != null) {
			this.conditions.add("""
					EXISTS (SELECT 1 FROM order_hold h
					         WHERE h.order_id = o.id AND h.type = '%s' AND h.released_at IS NULL)""".formatted(hold));
		}
		if (filter.channel() != null && filter.channel() != this.channel) {
			this.conditions.add("false");
		}
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

	public String sql() {
		boolean few = Stream
			.of(this.filter.customer(), this.filter.number(), this.filter.externalReference(), this.filter.hold())
			.anyMatch(Objects::nonNull);
		if (this.filter.sku() != null) {
			return (few || this.filter.status() != null)
					? amongOrders("EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.sku = :sku)")
					: amongLines();
		}
		return few || (this.channel == null && this.filter.status() == null) ? amongOrders("true") : amongMilestones();
	}

	/** In order of the id, or among the few that a condition leaves. */
	private String amongOrders(String condition) {
		return "SELECT o.id, true AS shown, false AS looked_at_last FROM orders o WHERE %s AND %s ORDER BY o.id DESC LIMIT :fetch"
			.formatted(condition, conditions("o.id"));
	}

	/**
	 * Walks the lines of the SKU and looks each order up, if there is anything to ask;
	 * OFFSET 0 keeps the planner from reading all orders that fulfil the conditions
	 * first.
	 */
	private String amongLines() {
		String lines = "SELECT DISTINCT l.order_id AS id FROM order_line l WHERE l.sku = :sku AND "
				+ places("l.order_id");
		boolean anyOrder = this.channel == null && this.conditions.isEmpty();
		return ScannedRow.page(lines, "id DESC", anyOrder ? "true"
				: "EXISTS (SELECT 1 FROM orders o WHERE o.id = r.id AND %s OFFSET 0)".formatted(others()));
	}

	/**
	 * Walks the index of each milestone, or of each in the channel. Comparing all columns
	 * leaves no other way: where many orders of the milestone and many of the channel are
	 * expected, the planner would look for them among all orders, and those of yesterday
	 * are of another milestone than those of last year.
	 */
	private String amongMilestones() {
		String columns = (this.channel != null) ? "o.channel, o.status, o.id" : "o.status, o.id";
		String key = ((this.channel != null) ? "'%s', ".formatted(this.channel) : "") + "milestone.status, ";
		Stream<OrderStatus> milestones = (this.filter.status() != null) ? Stream.of(this.filter.status())
				: Stream.of(OrderStatus.values());
		return """
				SELECT o.id, true AS shown, false AS looked_at_last
				  FROM unnest(CAST('{%1$s}' AS text[])) AS milestone (status)
				 CROSS JOIN LATERAL (
				    SELECT o.id FROM orders o
				     WHERE (%2$s) < (%3$s least(%4$s)) AND (%2$s) >= (%3$s greatest(%5$s)) AND %6$s
				     ORDER BY %7$s DESC LIMIT :fetch) o
				 ORDER BY o.id DESC LIMIT :fetch""".formatted(
				milestones.map(OrderStatus::name).collect(Collectors.joining(",")), columns, key,
				listed(this.below, HIGHEST), listed(this.notBelow, LOWEST), all(this.conditions),
				columns.replace(",", " DESC,"));
	}

	private static String listed(List<String> names, String otherwise) {
		return Stream.concat(names.stream(), Stream.of(otherwise)).collect(Collectors.joining(", "));
	}

	private String conditions(String id) {
		return places(id) + " AND " + others();
	}

	private String places(String id) {
		return all(Stream
			.concat(this.below.stream().map((name) -> id + " < " + name),
					this.notBelow.stream().map((name) -> id + " >= " + name))
			.toList());
	}

	/**
	 * Milestone and channel are literals instead of parameters, so that the planner knows
	 * rare values from frequent ones.
	 */
	private String others() {
		return Stream
			.of(equal("o.status", this.filter.status()), equal("o.channel", this.channel), all(this.conditions))
			.collect(Collectors.joining(" AND "));
	}

	private static String equal(String column, @Nullable Enum<?> value) {
		return (value != null) ? "%s = '%s'".formatted(column, value.name()) : "true";
	}

	private static String all(List<String> conditions) {
		return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
	}

	/** The values of the parameters; the number of rows to fetch comes on top. */
	public Map<String, Object> values() {
		return this.values;
	}

}
