package dev.orderprocessing.orders;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.orderprocessing.invoicing.InvoiceView;
import dev.orderprocessing.invoicing.Invoicing;
import dev.orderprocessing.invoicing.IssueInvoice;
import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.orders.OrderCommands.Pay;
import dev.orderprocessing.orders.events.OrderInvoiced;
import dev.orderprocessing.orders.events.PaymentAuthorized;
import dev.orderprocessing.orders.events.PaymentDeclined;
import dev.orderprocessing.orders.events.PaymentReceived;
import dev.orderprocessing.payments.GatewayOutcome;
import dev.orderprocessing.payments.GatewayOutcome.Result;
import dev.orderprocessing.payments.PaymentMethod;
import dev.orderprocessing.payments.PaymentView;
import dev.orderprocessing.payments.Payments;

import org.springframework.stereotype.Component;

/**
 * The money side of the order commands: asking for payment, invoicing, and taking up what
 * the gateway says.
 */
@Component
class Billing {

	private static final String COMMAND = OrderAction.PAY.path();

	private final Invoicing invoicing;

	private final Payments payments;

	Billing(Invoicing invoicing, Payments payments) {
		this.invoicing = invoicing;
		this.payments = payments;
	}

	/**
	 * Orders the authorisation of the card, or waits for the prepayment: a PAYMENT hold
	 * until either is there.
	 */
	void askForPayment(Step step) {
		Order order = step.order();
		if (order.balance().isZero()) {
			order.paymentStatus(PaymentStatus.PAID);
			liftHold(step, "Nothing is owed.");
			return;
		}
		switch (order.paymentMethod()) {
			case CARD -> authorize(step);
			case BANK_TRANSFER -> {
				order.paymentStatus(PaymentStatus.OPEN);
				waitForPayment(step, "The bank transfer of %s has not arrived.".formatted(order.balance()));
			}
			case INVOICE, CASH_ON_DELIVERY -> order.paymentStatus(PaymentStatus.OPEN);
		}
	}

	private void authorize(Step step) {
		Order order = step.order();
		Money authorized = this.payments.authorized(order.id(), order.currency());
		if (authorized.compareTo(order.balance()) >= 0) {
			order.paymentStatus(PaymentStatus.AUTHORIZED);
			liftHold(step, "The card is authorised.");
			return;
		}
		if (authorized.isPositive()) {
			this.payments.orderVoid(order.id());
		}
		String token = order.paymentToken();
		if (token == null) {
			throw new IllegalStateException("an order by card without a token");
		}
		this.payments.orderAuthorization(order.id(), order.balance(), token);
		order.paymentStatus(PaymentStatus.PENDING);
		waitForPayment(step, "The card is not authorised yet.");
	}

	private static void waitForPayment(Step step, String reason) {
		step.order()
			.activeHold(HoldType.PAYMENT)
			.ifPresentOrElse((hold) -> hold.explain(reason),
					() -> step.order().hold(HoldType.PAYMENT, reason, Actor.SYSTEM.name(), step.now()));
	}

	private static void liftHold(Step step, String reason) {
		step.order()
			.activeHold(HoldType.PAYMENT)
			.ifPresent((hold) -> hold.release(Actor.SYSTEM.name(), reason, step.now()));
	}

	/** Lifts the PAYMENT hold when a cancellation has left nothing to pay. */
	void liftPaidHold(Step step) {
		if (step.order().balance().isZero()) {
			step.order().paymentStatus(PaymentStatus.PAID);
			liftHold(step, "Nothing more is owed.");
		}
	}

	/** Gives up the authorisation of a cancelled order. */
	void giveUp(Step step) {
		Order order = step.order();
		if (order.paymentStatus() == PaymentStatus.AUTHORIZED) {
			this.payments.orderVoid(order.id());
			order.paymentStatus(PaymentStatus.PENDING);
		}
	}

	/**
	 * Issues an invoice over all units that are due, captures the card or applies money
	 * that is there.
	 */
	void invoiceWhatIsDue(Step step) {
		Order order = step.order();
		List<IssueInvoice.Line> lines = new ArrayList<>();
		for (OrderLine line : order.lines()) {
			int units = step.situation().invoiceable(line);
			if (units > 0) {
				lines.add(invoiceLine(line, units));
			}
		}
		boolean withShipping = !order.shippingInvoiced();
		IssueInvoice.ShippingCharge shipping = (withShipping && order.shippingGross().isPositive())
				? new IssueInvoice.ShippingCharge("Shipping " + order.deliveryMethod(), order.shippingTaxRate(),
						order.shippingNet(), order.shippingTax(), order.shippingGross())
				: null;
		PostalAddress billTo = order.billingAddress();
		IssueInvoice command = new IssueInvoice(order.id(), order.number(), order.channel(), order.buyer().customerId(),
				(billTo != null) ? billTo : order.shippingAddress(), order.currency(), order.pricesIncludeTax(),
				order.paymentTermsDays(), order.paymentMethod().name(), lines, shipping);
		order.invoiced(command.gross(), withShipping);
		order.follow(OrderAction.INVOICE.path(), step.actor(), step.now(), null);
		// all that is known is written before the number is taken, which others wait for
		InvoiceView invoice = this.invoicing.issue(command);
		order.explain(OrderAction.INVOICE.path(), invoice.number());
		if (order.paidAmount().isPositive()) {
			this.payments.allocateTo(order.id(), invoice.id());
		}
		capture(order, invoice, invoice.gross());
		step.announce(new OrderInvoiced(order.number(), order.channel().name(), invoice.number(), invoice.gross(),
				order.count(OrderLine::invoiced) == order.live()));
	}

	private static IssueInvoice.Line invoiceLine(OrderLine line, int units) {
		LineAmounts amounts = line.invoice(units);
		String services = line.services().stream().map(LineService::code).collect(Collectors.joining(", "));
		return new IssueInvoice.Line(line.lineNumber(), line.sku(),
				services.isEmpty() ? line.name() : "%s (%s)".formatted(line.name(), services), units,
				line.unitPrice().plus(line.servicesPrice()), amounts.discount(), line.taxRate(), amounts.net(),
				amounts.tax(), amounts.gross());
	}

	private void capture(Order order, InvoiceView invoice, Money open) {
		if (order.paymentStatus() == PaymentStatus.OPEN || order.paymentStatus() == PaymentStatus.PAID) {
			return;
		}
		Money authorized = this.payments.authorized(order.id(), order.currency());
		Money amount = open.min(order.balance()).min(authorized);
		if (amount.isPositive()) {
			this.payments.orderCapture(order.id(), invoice.id(), amount);
			order.paymentStatus(PaymentStatus.PENDING);
		}
	}

	/** Records money that has arrived, or orders the authorisation of a card. */
	void pay(Step step, Pay command, Role role) {
		Order order = step.order();
		PaymentMethod method = (command.method() != null) ? command.method() : order.paymentMethod();
		if (!methodsOf(role).contains(method)) {
			throw BusinessException.atField(ProblemCode.FORBIDDEN, "/method",
					"%s may record payments by %s, not by %s.".formatted(role, methodsOf(role), method));
		}
		Money amount = (command.amount() != null) ? command.amount() : order.balance();
		refuseWrongAmount(order, amount);
		if (method == PaymentMethod.CARD) {
			payByCard(step, command, amount);
			return;
		}
		if (command.cardToken() != null) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/token", "Only payment by CARD has a token.");
		}
		this.payments.receive(order.id(), method, amount, command.reference());
		order.paid(amount);
		if (order.balance().isZero()) {
			liftHold(step, "Paid.");
		}
		order.follow(COMMAND, step.actor(), step.now(), "%s by %s".formatted(amount, method));
		step.announce(
				new PaymentReceived(order.number(), order.channel().name(), method.name(), amount, order.balance()));
	}

	private static Set<PaymentMethod> methodsOf(Role role) {
		return switch (role) {
			case FINANCE -> EnumSet.allOf(PaymentMethod.class);
			case OPS -> EnumSet.of(PaymentMethod.CARD, PaymentMethod.CASH_ON_DELIVERY);
			case STOREFRONT -> EnumSet.of(PaymentMethod.CARD);
			case PARTNER, ADMIN -> EnumSet.noneOf(PaymentMethod.class);
		};
	}

	private static void refuseWrongAmount(Order order, Money amount) {
		if (!amount.currency().equals(order.currency())) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/amount/currency",
					"Order %s is in %s, the payment in %s.".formatted(order.number(), order.currency(),
							amount.currency()));
		}
		if (!amount.isPositive()) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/amount/amount",
					"A payment is more than zero, not %s.".formatted(amount));
		}
		if (amount.compareTo(order.balance()) > 0) {
			throw BusinessException.atField(ProblemCode.PAYMENT_EXCEEDS_BALANCE, "/amount/amount",
					"%s is more than the balance of %s; record at most the balance.".formatted(amount,
							order.balance()));
		}
	}

	private void payByCard(Step step, Pay command, Money amount) {
		Order order = step.order();
		String token = command.cardToken();
		if (token == null) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/token",
					"Payment by CARD needs the token of the card.");
		}
		if (amount.compareTo(order.balance()) < 0) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/amount/amount",
					"A card is authorised for the whole balance of %s.".formatted(order.balance()));
		}
		order.payWith(token);
		this.payments.orderAuthorization(order.id(), amount, token);
		order.paymentStatus(PaymentStatus.PENDING);
		order.follow(COMMAND, step.actor(), step.now(), "%s by CARD".formatted(amount));
	}

	/**
	 * Takes up the answer of the gateway.
	 * @return whether anything has changed
	 */
	boolean answered(Step step, GatewayOutcome outcome) {
		boolean isFirstSilence = outcome.result() == Result.UNKNOWN
				&& step.order().paymentStatus() == PaymentStatus.PENDING;
		if (!this.payments.record(outcome) && !isFirstSilence) {
			return false;
		}
		switch (outcome.operation()) {
			case AUTHORIZE -> authorizationAnswered(step, outcome);
			case CAPTURE -> captureAnswered(step, outcome);
			case VOID -> voidAnswered(step, outcome);
			case REFUND -> {
			}
		}
		return true;
	}

	private void authorizationAnswered(Step step, GatewayOutcome outcome) {
		Order order = step.order();
		if (outcome.result() == Result.SUCCEEDED) {
			authorized(step, outcome);
			return;
		}
		boolean declined = outcome.result() == Result.DECLINED;
		order.paymentStatus(declined ? PaymentStatus.DECLINED : PaymentStatus.UNKNOWN);
		String reason = declined ? "The card was declined: %s.".formatted(reason(outcome))
				: "The gateway has not answered; it is asked again until the outcome is known.";
		order.activeHold(HoldType.PAYMENT).ifPresent((hold) -> hold.explain(reason));
		order.follow(COMMAND, step.actor(), step.now(), reason);
		if (declined) {
			announceDecline(step, outcome);
		}
	}

	private void authorized(Step step, GatewayOutcome outcome) {
		Order order = step.order();
		if (order.status() == OrderStatus.CANCELLED) {
			this.payments.orderVoid(order.id());
			order.paymentStatus(PaymentStatus.PENDING);
			order.follow(COMMAND, step.actor(), step.now(), "Authorised after the cancellation; given up again.");
			return;
		}
		order.paymentStatus(PaymentStatus.AUTHORIZED);
		liftHold(step, "The card is authorised.");
		order.follow(COMMAND, step.actor(), step.now(), "Card authorised for %s.".formatted(outcome.amount()));
		step.announce(new PaymentAuthorized(order.number(), order.channel().name(), outcome.amount()));
		captureWhatIsInvoiced(order);
	}

	/** A card that was authorised after the invoice is captured at once. */
	private void captureWhatIsInvoiced(Order order) {
		if (!order.invoicedAmount().isPositive()) {
			return;
		}
		List<PaymentView> known = this.payments.paymentsOf(order.id());
		for (InvoiceView invoice : this.invoicing.invoicesOf(order.id())) {
			Money allocated = Money.sum(known.stream()
				.flatMap((payment) -> payment.allocations().stream())
				.filter((allocation) -> allocation.invoiceNumber().equals(invoice.number()))
				.map(PaymentView.Allocation::amount)
				.toList(), order.currency());
			Money open = invoice.gross().minus(allocated);
			if (open.isPositive()) {
				capture(order, invoice, open);
			}
		}
	}

	private void captureAnswered(Step step, GatewayOutcome outcome) {
		Order order = step.order();
		switch (outcome.result()) {
			case SUCCEEDED -> {
				order.paid(outcome.amount());
				if (!order.balance().isZero()) {
					Money left = this.payments.authorized(order.id(), order.currency());
					order.paymentStatus(left.isPositive() ? PaymentStatus.AUTHORIZED : PaymentStatus.OPEN);
				}
				order.follow(COMMAND, step.actor(), step.now(), "%s captured.".formatted(outcome.amount()));
				step.announce(new PaymentReceived(order.number(), order.channel().name(), PaymentMethod.CARD.name(),
						outcome.amount(), order.balance()));
			}
			case DECLINED -> {
				order.paymentStatus(PaymentStatus.DECLINED);
				order.follow(COMMAND, step.actor(), step.now(), "Capture declined: %s.".formatted(reason(outcome)));
				announceDecline(step, outcome);
			}
			case UNKNOWN -> {
				order.paymentStatus(PaymentStatus.UNKNOWN);
				order.follow(COMMAND, step.actor(), step.now(),
						"Capture of %s has no answer yet.".formatted(outcome.amount()));
			}
		}
	}

	private static void voidAnswered(Step step, GatewayOutcome outcome) {
		Order order = step.order();
		if (order.status() == OrderStatus.CANCELLED) {
			order.paymentStatus((outcome.result() == Result.UNKNOWN) ? PaymentStatus.UNKNOWN : PaymentStatus.VOIDED);
			order.follow(COMMAND, step.actor(), step.now(),
					"Authorisation of %s given up.".formatted(outcome.amount()));
		}
	}

	private static void announceDecline(Step step, GatewayOutcome outcome) {
		step.announce(new PaymentDeclined(step.order().number(), step.order().channel().name(),
				outcome.operation().name(), outcome.amount(), reason(outcome)));
	}

	private static String reason(GatewayOutcome outcome) {
		String reason = outcome.reason();
		return (reason != null) ? reason : "no reason given";
	}

}
