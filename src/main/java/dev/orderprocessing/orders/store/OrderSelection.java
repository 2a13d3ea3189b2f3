package dev.orderprocessing.orders.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.SourceCode;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.database.ScannedRow;
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

	/** The only source, other than a channel's own, whose orders are shown, or null. */
	private final @Nullable SourceCode further;

	/** The only channel whose orders are shown, or null. */
	private final @Nullable Channel channel;

	/** Ids that those of the page are below, and not below, by name. */
	private final Map<String, UUID> below = new LinkedHashMap<>();

	private final Map<String, UUID> notBelow = new LinkedHashMap<>();

	/** Of an order {@code o}, but for its id, milestone and channel. */
	private final Conditions conditions = new Conditions();

	private final PageQuery page;

	/**
	 * A page.
	 * @param own the only channel whose orders may be seen, or null for all
	 * @param after the id of the last order of the page before
	 */
	public OrderSelection(OrderFilter filter, @Nullable Channel own, @Nullable UUID after) {
		this.filter = filter;
		SourceCode source = filter.source();
		Channel itself = (source != null) ? source.defaultFor() : null;
		this.further = (itself == null) ? source : null;
		this.channel = Stream.of(own, filter.channel(), itself).filter(Objects::nonNull).findFirst().orElse(null);
		if (after != null) {
			this.below.put("after", after);
		}
		// ids tell the time, so a page begins where the orders of the period begin
		if (filter.placedBefore() != null) {
			this.below.put("highest", Ids.lowest(filter.placedBefore().plus(PLACED_WITH_ID)));
		}
		if (filter.placedFrom() != null) {
			this.notBelow.put("lowest", Ids.lowest(filter.placedFrom().minus(PLACED_WITH_ID)));
		}
		this.conditions.parameter("o.placed_at >= :from", "from", filter.placedFrom())
			.parameter("o.placed_at < :before", "before", filter.placedBefore())
			.parameter("o.customer_id = :customer", "customer", filter.customer())
			.parameter("o.number = :number", "number",
					(filter.number() != null) ? filter.number().toUpperCase(Locale.ROOT) : null)
			.parameter("o.reference_form = reference_form(:reference)", "reference", filter.externalReference());
		if (filter.hold() != null) {
			this.conditions.and("""
					EXISTS (SELECT 1 FROM order_hold h
					         WHERE h.order_id = o.id AND %s AND h.released_at IS NULL)"""
				.formatted(new Conditions().literal("h.type", filter.hold())));
		}
		if (itself != null) {
			this.conditions.and("o.source IS NULL");
		}
		if (this.further != null) {
			this.conditions.and("o.source IS NOT NULL")
				.literal("o.source", this.further)
				.literal("o.channel", this.channel);
		}
		if (Stream.of(filter.channel(), itself).anyMatch((other) -> other != null && other != this.channel)) {
			this.conditions.and("false");
		}
		this.page = page();
	}

	private PageQuery page() {
		boolean few = Stream
			.of(this.filter.customer(), this.filter.number(), this.filter.externalReference(), this.filter.hold())
			.anyMatch(Objects::nonNull);
		if (this.filter.sku() != null) {
			return (few || this.filter.status() != null) ? amongOrders(new Conditions().parameter(
					"EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.sku = :sku)", "sku",
					this.filter.sku())) : amongLines();
		}
		return few || (this.channel == null && this.further == null && this.filter.status() == null)
				? amongOrders(new Conditions()) : amongMilestones();
	}

	/** In order of the id, or among the few that a condition leaves. */
	private PageQuery amongOrders(Conditions condition) {
		return PageQuery.of("SELECT o.id, true AS shown, false AS looked_at_last FROM orders o",
				condition.and(places("o.id")).and(others()), "o.id DESC");
	}

	/**
	 * Walks the lines of the SKU and looks each order up, if there is anything to ask;
	 * OFFSET 0 keeps the planner from reading all orders that fulfil the conditions
	 * first.
	 */
	private PageQuery amongLines() {
		Conditions lines = new Conditions().parameter("l.sku = :sku", "sku", this.filter.sku())
			.and(places("l.order_id"));
		Conditions others = others();
		Conditions shown = others.isEmpty() ? others : new Conditions().and(
				"EXISTS (SELECT 1 FROM orders o WHERE o.id = r.id AND %s OFFSET 0)".formatted(others), others.values());
		return PageQuery.scanned("SELECT DISTINCT l.order_id AS id FROM order_line l", lines, "id DESC", shown);
	}

	/**
	 * Walks the index of each milestone, or of each in the channel or the source.
	 * Comparing all columns leaves no other way: where many orders of the milestone and
	 * many of the channel are expected, the planner would look for them among all orders,
	 * and those of yesterday are of another milestone than those of last year.
	 */
	private PageQuery amongMilestones() {
		String within = "";
		String where = "";
		if (this.further != null) {
			within = "o.source, ";
			where = "'%s', ".formatted(this.further);
		}
		else if (this.channel != null) {
			within = "o.channel, ";
			where = "'%s', ".formatted(this.channel);
		}
		String columns = within + "o.status, o.id";
		String key = where + "milestone.status, ";
		Stream<OrderStatus> milestones = (this.filter.status() != null) ? Stream.of(this.filter.status())
				: Stream.of(OrderStatus.values());
		Map<String, Object> values = new HashMap<>(this.conditions.values());
		values.putAll(this.below);
		values.putAll(this.notBelow);
		return new PageQuery("""
				SELECT o.id, true AS shown, false AS looked_at_last
				  FROM unnest(CAST('{%1$s}' AS text[])) AS milestone (status)
				 CROSS JOIN LATERAL (
				    SELECT o.id FROM orders o
				     WHERE (%2$s) < (%3$s least(%4$s)) AND (%2$s) >= (%3$s greatest(%5$s)) AND %6$s
				     ORDER BY %7$s DESC LIMIT :fetch) o
				 ORDER BY o.id DESC LIMIT :fetch""".formatted(
				milestones.map(OrderStatus::name).collect(Collectors.joining(",")), columns, key,
				listed(this.below, HIGHEST), listed(this.notBelow, LOWEST), this.conditions,
				columns.replace(",", " DESC,")), values);
	}

	private static String listed(Map<String, UUID> ids, String otherwise) {
		return Stream.concat(ids.keySet().stream().map((name) -> ":" + name), Stream.of(otherwise))
			.collect(Collectors.joining(", "));
	}

	private Conditions places(String id) {
		var places = new Conditions();
		this.below.forEach((name, value) -> places.parameter("%s < :%s".formatted(id, name), name, value));
		this.notBelow.forEach((name, value) -> places.parameter("%s >= :%s".formatted(id, name), name, value));
		return places;
	}

	/** Milestone and channel as literals: most are rare, and one has nearly all. */
	private Conditions others() {
		return new Conditions().literal("o.status", this.filter.status())
			.literal("o.channel", this.channel)
			.and(this.conditions);
	}

	public String sql() {
		return this.page.sql();
	}

	/** The values of the parameters; the number of rows to fetch comes on top. */
	public Map<String, Object> values() {
		return this.page.values();
	}

}
