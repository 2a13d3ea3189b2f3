package dev.orderprocessing.orders;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.inventory.Inventory;
import dev.orderprocessing.inventory.LinePosition;
import dev.orderprocessing.invoicing.InvoiceView;
import dev.orderprocessing.invoicing.Invoicing;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.database.ScannedRow;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import dev.orderprocessing.orders.model.HistoryEntry;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.VerificationReport;
import dev.orderprocessing.orders.rules.OrderSettings;
import dev.orderprocessing.orders.rules.OrderSituation;
import dev.orderprocessing.orders.store.OrderFilter;
import dev.orderprocessing.orders.store.OrderRecords;
import dev.orderprocessing.orders.store.OrderSelection;
import dev.orderprocessing.orders.store.OrderStore;
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
		if (filter.hold() == HoldType.FRAUD && this.currentActor.get().role() == Role.STOREFRONT) {
			throw BusinessException.atParameter(ProblemCode.FORBIDDEN, "hold",
					"Which orders are suspected is for staff; choose another hold.");
		}
		Slice<UUID> ids = Slice.ofScanned(ids(filter, page), page, UUID::toString);
		if (ids.items().isEmpty()) {
			return new Slice<>(List.of(), ids.nextCursor());
		}
		Map<UUID, OrderView> views = new HashMap<>();
		views(this.store.all(ids.items())).forEach((view) -> views.put(view.id(), view));
		return ids.map((id) -> Objects.requireNonNull(views.get(id)));
	}

	private List<ScannedRow<UUID>> ids(OrderFilter filter, PageRequest page) {
		OrderSelection selection = new OrderSelection(filter, this.currentActor.get().channel(), page.afterId());
		return this.jdbc.sql(selection.sql())
			.params(selection.values())
			.param("fetch", page.fetch())
			.query((row, n) -> ScannedRow.at(Objects.requireNonNull(row.getObject("id", UUID.class)), row))
			.list();
	}

	private List<OrderView> views(List<Order> orders) {
		Map<UUID, List<LinePosition>> positions = this.inventory.positions(orders.stream().map(Order::id).toList());
		return orders.stream()
			.map((order) -> OrderView.from(new OrderSituation(order, positions.getOrDefault(order.id(), List.of()),
					this.settings.invoicePolicy()), this.currentActor.get().role()))
			.toList();
	}

	/** The findings of the latest verification; empty when it has not run. */
	public Optional<VerificationReport> verification(String order) {
		return this.records.latestFindings(this.store.id(order))
			.map((report) -> report.shownTo(this.currentActor.get()));
	}

	/** Every step of an order, oldest first. */
	public List<HistoryEntry> history(String order) {
		return this.records.history(this.store.id(order))
			.stream()
			.map((entry) -> entry.shownTo(this.currentActor.get().role()))
			.toList();
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
