package dev.orderprocessing.orders.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.inventory.Inventory;
import dev.orderprocessing.inventory.LinePosition;
import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.orders.events.OrderAmended;
import dev.orderprocessing.orders.events.OrderPlaced;
import dev.orderprocessing.orders.model.Act;
import dev.orderprocessing.orders.model.AmendOrder;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderDraft;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.orders.model.PlaceOrder;
import dev.orderprocessing.orders.rules.OrderSettings;
import dev.orderprocessing.orders.store.OrderNumbers;
import dev.orderprocessing.orders.store.OrderStore;
import dev.orderprocessing.orders.store.OtherOrders;
import dev.orderprocessing.payments.PaymentMethod;
import dev.orderprocessing.pricing.Pricing;

import org.springframework.stereotype.Component;

/**
 * Makes an order of a request, and of an amendment, which places it anew: refuses what
 * cannot be meant, and freezes prices and tax.
 */
@Component
public class Placement {

	private final OrderStore store;

	private final OrderNumbers numbers;

	private final OrderDrafts drafts;

	private final OtherOrders others;

	private final OrderSettings settings;

	private final Inventory inventory;

	private final Pricing pricing;

	Placement(OrderStore store, OrderNumbers numbers, OrderDrafts drafts, OtherOrders others, OrderSettings settings,
			Inventory inventory, Pricing pricing) {
		this.store = store;
		this.numbers = numbers;
		this.drafts = drafts;
		this.others = others;
		this.settings = settings;
		this.inventory = inventory;
		this.pricing = pricing;
	}

	/** Puts the order together; its coupons are taken last, with {@link #redeem}. */
	public Step place(PlaceOrder command, Act act) {
		refuseOtherChannel(act.by(), command);
		refuseImpossible(command);
		refuseTakenReference(command);
		OrderDraft draft = this.drafts.draft(command.currency(), command.customerId(), command.lines(),
				command.shippingAddress().country(), command.deliveryMethod(), command.couponCodes(), Map.of());
		Order order = Order.place(this.numbers.next(), command, draft, act);
		Step step = Step.placing(order, act);
		step.drafted(draft);
		step.announce((number, channel) -> new OrderPlaced(number, channel, order.paymentMethod().name(),
				order.grandTotal(), order.lines().size(), order.live()));
		return step;
	}

	/**
	 * Counts a use of each coupon of an order that is being placed. Late, so that a
	 * coupon that many use is locked briefly, and after the stock, as a cancellation
	 * does.
	 */
	public void redeem(Step step) {
		step.draft().map(OrderDraft::priced).ifPresent(this.pricing::redeem);
	}

	private void refuseOtherChannel(Actor actor, PlaceOrder command) {
		if (!actor.mayActFor(command.channel())) {
			throw BusinessException.atField(ProblemCode.FORBIDDEN, "/channel",
					"Your key places orders of channel %s only.".formatted(actor.channel()));
		}
	}

	private void refuseImpossible(PlaceOrder command) {
		List<FieldProblem> problems = new ArrayList<>();
		if ((command.customerId() == null) == (command.guest() == null)) {
			problems.add(FieldProblem.at("/customerId", "EXACTLY_ONE",
					"Send either customerId for a known customer or customer with name and email, not both."));
		}
		PlaceOrder.Guest guest = command.guest();
		if (guest != null && guest.email() == null && command.channel().needsEmail()) {
			problems.add(FieldProblem.at("/customer/email", "REQUIRED",
					"An order of channel %s needs the buyer's e-mail address; orders by PHONE, IN_PERSON and MARKETPLACE don't."
						.formatted(command.channel())));
		}
		if (command.lines().size() > this.settings.maxLines()) {
			problems.add(FieldProblem.at("/lines", "TOO_MANY", "An order has at most %d lines, this one has %d."
				.formatted(this.settings.maxLines(), command.lines().size())));
		}
		boolean card = command.paymentMethod() == PaymentMethod.CARD;
		if (card && command.cardToken() == null) {
			problems.add(FieldProblem.at("/payment/token", "REQUIRED", "Payment by CARD needs the card's token."));
		}
		if (!card && command.cardToken() != null) {
			problems.add(FieldProblem.at("/payment/token", "NOT_EXPECTED",
					"Only payment by CARD has a token; this order is paid by %s.".formatted(command.paymentMethod())));
		}
		if (!problems.isEmpty()) {
			throw new BusinessException(ProblemCode.INVALID_REQUEST,
					problems.stream().map(FieldProblem::detail).collect(Collectors.joining(" ")), problems);
		}
	}

	private void refuseTakenReference(PlaceOrder command) {
		String reference = command.externalReference();
		if (reference == null) {
			return;
		}
		this.others.withReference(command.channel().name(), reference).ifPresent((number) -> {
			throw BusinessException
				.atField(ProblemCode.DUPLICATE_EXTERNAL_REFERENCE, "/externalReference",
						"%s %s is order %s already. If you retry a request, send it with the same Idempotency-Key."
							.formatted(command.channel(), reference, number))
				.with("order", number);
		});
	}

	/**
	 * Puts the order together anew: agreed prices stay, stock and coupons are given back
	 * and taken again.
	 */
	public void amend(Step step, AmendOrder command) {
		Order order = step.order();
		List<PlaceOrder.Line> lines = (command.lines() != null) ? command.lines() : currentLines(order);
		if (lines.size() > this.settings.maxLines()) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/lines",
					"An order has at most %d lines.".formatted(this.settings.maxLines()));
		}
		UUID customerId = order.buyer().customerId();
		if (customerId != null && order.paymentMethod() == PaymentMethod.INVOICE) {
			this.others.lockCredit(customerId);
		}
		var address = (command.shippingAddress() != null) ? command.shippingAddress() : order.shippingAddress();
		String method = (command.deliveryMethod() != null) ? command.deliveryMethod() : order.deliveryMethod();
		Map<Sku, Money> agreed = order.lines()
			.stream()
			.collect(Collectors.toMap(OrderLine::sku, OrderLine::unitPrice, (first, second) -> first));
		boolean coupons = !order.couponCodes().isEmpty();
		if (coupons) {
			this.pricing.restore(order.couponCodes());
		}
		OrderDraft draft = this.drafts.draft(order.currency(), order.buyer().customerId(), lines, address.country(),
				method, order.couponCodes(), agreed);
		if (coupons) {
			this.pricing.redeem(draft.priced());
		}
		Map<Integer, Integer> held = step.situation()
			.positions()
			.stream()
			.collect(Collectors.toMap(LinePosition::lineNumber,
					(position) -> position.reservedUnits() + position.backordered(), Integer::sum));
		if (!held.isEmpty()) {
			this.inventory
				.lock(Stream.concat(agreed.keySet().stream(), lines.stream().map(PlaceOrder.Line::sku)).toList());
			this.inventory.release(order.id(), held);
		}
		order.clearLines();
		this.store.flush();
		order.amend(draft, command, step.act());
		step.drafted(draft);
		this.store.flush();
		step.announce((number, channel) -> new OrderAmended(number, channel, order.grandTotal(), changed(command)));
	}

	private static List<PlaceOrder.Line> currentLines(Order order) {
		return order.lines()
			.stream()
			.filter((line) -> line.live() > 0)
			.map((line) -> new PlaceOrder.Line(line.sku(), line.live(), line.expectedPrice(),
					line.services()
						.stream()
						.map((service) -> new PlaceOrder.Service(service.code(), service.text()))
						.toList()))
			.toList();
	}

	private static List<String> changed(AmendOrder command) {
		List<String> changed = new ArrayList<>();
		if (command.lines() != null) {
			changed.add("lines");
		}
		if (command.shippingAddress() != null) {
			changed.add("shippingAddress");
		}
		if (command.billingAddress() != null) {
			changed.add("billingAddress");
		}
		if (command.deliveryMethod() != null || command.partialDelivery() != null) {
			changed.add("delivery");
		}
		if (command.note() != null) {
			changed.add("note");
		}
		return changed;
	}

}
