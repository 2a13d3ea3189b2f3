package dev.orderprocessing.orders.work;

import java.util.EnumSet;
import java.util.Set;

import dev.orderprocessing.invoicing.InvoiceView;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.orders.events.PaymentReceived;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderCommands.Pay;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.orders.model.PaymentStatus;
import dev.orderprocessing.payments.PaymentMethod;
import dev.orderprocessing.payments.Payments;

import org.springframework.stereotype.Component;

/**
 * Asks for money: a card is authorised and later captured, a prepayment is waited for,
 * and what arrives by other ways is recorded.
 */
@Component
public class PaymentRequests {

	private final Payments payments;

	PaymentRequests(Payments payments) {
		this.payments = payments;
	}

	/**
	 * Asks for what a verified order owes: orders the authorisation of the card, or waits
	 * for the prepayment, under a PAYMENT hold until either is there. An order that has
	 * not passed verification is asked nothing yet.
	 */
	public void askForPayment(Step step) {
		Order order = step.order();
		if (order.status() != OrderStatus.VERIFIED) {
			return;
		}
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
		step.order().holdItself(HoldType.PAYMENT, reason, step.act());
	}

	/** Lifts the PAYMENT hold, if there is one. */
	void liftHold(Step step, String reason) {
		step.order().lift(HoldType.PAYMENT, reason, step.act().bySystem());
	}

	/**
	 * Asks for less after a cancellation: gives up the authorisation of a cancelled
	 * order, and lifts the PAYMENT hold of one that owes nothing more.
	 */
	public void askForLess(Step step) {
		Order order = step.order();
		if (order.status() != OrderStatus.CANCELLED) {
			if (order.balance().isZero()) {
				order.paymentStatus(PaymentStatus.PAID);
				liftHold(step, "Nothing more is owed.");
			}
		}
		else if (order.paymentStatus() == PaymentStatus.AUTHORIZED) {
			giveUp(order);
		}
	}

	/** Gives up the authorisation of an order. */
	void giveUp(Order order) {
		this.payments.orderVoid(order.id());
		order.paymentStatus(PaymentStatus.PENDING);
	}

	/** Charges the authorised card with what is open on an invoice. */
	void capture(Order order, InvoiceView invoice, Money open) {
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
	public void pay(Step step, Pay command) {
		Order order = step.order();
		Role role = step.act().by().role();
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
		order.follow(step.act(), "%s by %s".formatted(amount, method));
		step.announce(
				(number, channel) -> new PaymentReceived(number, channel, method.name(), amount, order.balance()));
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
		order.follow(step.act(), "%s by CARD".formatted(amount));
	}

}
