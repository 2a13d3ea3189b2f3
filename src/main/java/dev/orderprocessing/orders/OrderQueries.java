package dev.orderprocessing.orders;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import dev.orderprocessing.inventory.Inventory;
import dev.orderprocessing.inventory.LinePosition;
import dev.orderprocessing.invoicing.InvoiceView;
import dev.orderprocessing.invoicing.Invoicing;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.PageRequest;
import dev.orderprocessing.kernel.Slice;
import dev.orderprocessing.payments.PaymentView;
import dev.orderprocessing.payments.Payments;
import dev.orderprocessing.shipping.ShipmentView;
import dev.orderprocessing.shipping.Shipping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door for reading orders. A caller bound to a channel sees that channel only. */
@Service
@Transactional(readOnly = true)
public class OrderQueries {

	private final OrderStore store;

	private final OrderRecords records;

	private final OrderSettings settings;

	private final Inventory inventory;

	private final Shipping shipping;

	private final Invoicing invoicing;

	private final Payments payments;

	private final CurrentActor currentActor;

	private final JdbcClient jdbc;

	OrderQueries(OrderStore store, OrderRecords records, OrderSettings settings, Inventory inventory, Shipping shipping,
			Invoicing invoicing, Payments payments, CurrentActor currentActor, JdbcClient jdbc) {
		this.store = store;
		this.records = records;
		this.settings = settings;
		this.inventory = inventory;
		this.shipping = shipping;
		this.invoicing = invoicing;
		this.payments = payments;
		this.currentActor = currentActor;
		this.jdbc = jdbc;
	}

	/** One order by id or number. */
	public OrderView get(String order) {
		return views(List.of(this.store.get(order))).getFirst();
	}

	/**
	 * A page of orders, newest first; the number of statements does not depend on the
	 * size of the page.
	 */
	public Slice<OrderView> list(OrderFilter filter, PageRequest page) {
		Slice<UUID> ids = Slice.of(ids(filter, page), page, UUID::toString);
		if (ids.items().isEmpty()) {
			return new Slice<>(List.of(), null);
		}
		Map<UUID, OrderView> views = new HashMap<>();
		views(this.store.all(ids.items())).forEach((view) -> views.put(view.id(), view));
		return ids.map((id) -> Objects.requireNonNull(views.get(id)));
	}

	private List<UUID> ids(OrderFilter filter, PageRequest page) {
		List<String> conditions = new ArrayList<>();
		Map<String, Object> values = new HashMap<>();
		restrict(conditions, values, "o.status = :status", "status", filter.status(), Enum::name);
		restrict(conditions, values, "o.customer_id = :customer", "customer", filter.customer(), (id) -> id);
		restrict(conditions, values, "o.channel = :channel", "channel", filter.channel(), Enum::name);
		restrict(conditions, values, "o.number = :number", "number", filter.number(),
				(number) -> number.toUpperCase(Locale.ROOT));
		restrict(conditions, values, "o.external_reference = :reference", "reference", filter.externalReference(),
				(reference) -> reference);
		restrict(conditions, values, "o.placed_at >= :from", "from", filter.placedFrom(), Timestamp::from);
		restrict(conditions, values, "o.placed_at < :before", "before", filter.placedBefore(), Timestamp::from);
		restrict(conditions, values, "EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.sku = :sku)",
				"sku", filter.sku(), Object::toString);
		restrict(conditions, values, """
				EXISTS (SELECT 1 FROM order_hold h
				         WHERE h.order_id = o.id AND h.type = :hold AND h.released_at IS NULL)""", "hold",
				filter.hold(), Enum::name);
		Channel own = this.currentActor.get().channel();
		restrict(conditions, values, "o.channel = :own", "own", own, Enum::name);
		restrict(conditions, values, "o.id < :after", "after", page.afterId(), (id) -> id);
		String where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
		return this.jdbc.sql("SELECT o.id FROM orders o %s ORDER BY o.id DESC LIMIT :fetch".formatted(where))
			.params(values)
			.param("fetch", page.fetch())
			.query((row, n) -> Objects.requireNonNull(row.getObject("id", UUID.class)))
			.list();
	}

	private static <T> void restrict(List<String> conditions, Map<String, Object> values, String condition, String name,
			@org.jspecify.annotations.Nullable T value, Function<T, Object> parameter) {
		if (value != null) {
			conditions.add(condition);
			values.put(name, parameter.apply(value));
		}
	}

	private List<OrderView> views(List<Order> orders) {
		Map<UUID, List<LinePosition>> positions = this.inventory.positions(orders.stream().map(Order::id).toList());
		return orders.stream()
			.map((order) -> OrderView.from(new OrderSituation(order, positions.getOrDefault(order.id(), List.of()),
					this.settings.invoicePolicy())))
			.toList();
	}

	/** The findings of the latest verification; empty when it has not run. */
	public Optional<VerificationReport> verification(String order) {
		return this.records.latestFindings(this.store.id(order));
	}

	/** Every step of an order, oldest first. */
	public List<HistoryEntry> history(String order) {
		return this.records.history(this.store.id(order));
	}

	/** The shipments of an order, oldest first. */
	public List<ShipmentView> shipments(String order) {
		return this.shipping.shipmentsOf(this.store.id(order));
	}

	/** The invoices of an order, oldest first. */
	public List<InvoiceView> invoices(String order) {
		return this.invoicing.invoicesOf(this.store.id(order));
	}

	/** The payments of an order, oldest first. */
	public List<PaymentView> payments(String order) {
		return this.payments.paymentsOf(this.store.id(order));
	}

}
