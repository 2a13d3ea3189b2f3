package dev.orderprocessing.orders.work;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.SourceCode;
import dev.orderprocessing.orders.events.OrderPlaced;
import dev.orderprocessing.orders.model.Act;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderDraft;
import dev.orderprocessing.orders.model.PlaceOrder;
import dev.orderprocessing.orders.rules.OrderSettings;
import dev.orderprocessing.orders.store.OrderNumbers;
import dev.orderprocessing.orders.store.OtherOrders;
import dev.orderprocessing.payments.PaymentMethod;
import dev.orderprocessing.pricing.Pricing;
import dev.orderprocessing.sources.Sources;

import org.springframework.stereotype.Component;

/**
 * Makes an order of a request: refuses what cannot be meant, and freezes prices and tax.
 */
@Component
public class Placement {

	private final OrderNumbers numbers;

	private final OrderDrafts drafts;

	private final OtherOrders others;

	private final OrderSettings settings;

	private final Sources sources;

	private final Pricing pricing;

	Placement(OrderNumbers numbers, OrderDrafts drafts, OtherOrders others, OrderSettings settings, Sources sources,
			Pricing pricing) {
		this.numbers = numbers;
		this.drafts = drafts;
		this.others = others;
		this.settings = settings;
		this.sources = sources;
		this.pricing = pricing;
	}

	/** Puts the order together; its coupons are taken last, with {@link #redeem}. */
	public Step place(PlaceOrder command, Act act) {
		refuseOtherChannel(act.by(), command);
		refuseImpossible(command);
		SourceCode source = this.sources.ofNewOrder(command.source(), command.channel());
		refuseTakenReference(command, source);
		OrderDraft draft = this.drafts.draft(command.currency(), command.customerId(), command.lines(),
				command.shippingAddress().country(), command.deliveryMethod(), command.couponCodes());
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

	private void refuseTakenReference(PlaceOrder command, SourceCode source) {
		String reference = command.externalReference();
		if (reference == null) {
			return;
		}
		this.others.withReference(command.channel(), source, reference).ifPresent((number) -> {
			throw BusinessException.atField(ProblemCode.DUPLICATE_EXTERNAL_REFERENCE, "/externalReference",
					"%s of source %s is order %s already. If you retry a request, send it with the same Idempotency-Key."
						.formatted(reference, source, number))
				.with("order", number);
		});
	}

}
