package dev.orderprocessing.orders.work;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import dev.orderprocessing.invoicing.InvoiceView;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.orders.events.AuthorizationNotRenewed;
import dev.orderprocessing.orders.events.PaymentReceived;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderCommands.Pay;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.payments.CardStanding;
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
	 * Asks for what an order owes now, and only for that: gives up what its card is
	 * authorised for beyond it, orders the authorisation of what is missing, or waits for
	 * the prepayment, under a PAYMENT hold until either is there. Whatever changes the
	 * amounts of an order or its way to be paid ends with this. An order that has not
	 * passed verification is asked for nothing yet.
	 */
	public void askForPayment(Step step) {
		Order order = step.order();
		CardStanding cards = keepNoMoreThanIsOwed(step);
		Money missing = cards.missing(order.balance());
		String token = order.paymentToken();
		if (order.isUnderWay() && token != null && missing.isPositive()) {
			this.payments.orderAuthorization(order.id(), missing, token);
			cards = cards.asking(missing);
		}
		conclude(step, cards);
		if (order.isUnderWay() && step.asksForMore()) {
			waitingFor(order, cards).ifPresent((reason) -> wait(step, reason));
		}
	}

	/**
	 * Asks for no more than is still owed, after a cancellation or a payment; what an
	 * order that has ended had authorised is given up altogether.
	 */
	public void adjust(Step step) {
		conclude(step, keepNoMoreThanIsOwed(step));
	}

	private CardStanding keepNoMoreThanIsOwed(Step step) {
		Order order = step.order();
		if (step.isPlacing() || !order.mayHaveCard()) {
			return CardStanding.none(order.currency());
		}
		boolean kept = order.paymentToken() != null && !order.isCardDropped()
				&& order.status() != OrderStatus.CANCELLED;
		this.payments.orderRelease(order.id(), kept ? order.balance() : Money.zero(order.currency()));
		return cards(order);
	}

	CardStanding cards(Order order) {
		return this.payments.cards(order.id(), order.currency());
	}

	/**
	 * Lets the payment status follow, and the PAYMENT hold, if there is one, say what is
	 * true now or be lifted.
	 */
	void conclude(Step step, CardStanding cards) {
		Order order = step.order();
		order.paymentFollows(cards);
		if (order.activeHold(HoldType.PAYMENT).isPresent()) {
			waitingFor(order, cards).ifPresentOrElse((reason) -> wait(step, reason),
					() -> liftHold(step, lifting(order)));
		}
	}

	private static String lifting(Order order) {
		if (order.balance().isZero()) {
			return order.paidAmount().isPositive() ? "Paid." : "Nothing is owed.";
		}
		return (order.paymentToken() != null) ? "The card is authorised."
				: "Nothing is to be paid ahead by %s.".formatted(order.paymentMethod());
	}

	/** What has to be there before an order may go on, if anything. */
	static Optional<String> waitingFor(Order order, CardStanding cards) {
		Money balance = order.balance();
		if (balance.isZero() || cards.isGoodFor(balance)) {
			return Optional.empty();
		}
		if (cards.asked().isPositive()) {
			return Optional.of(cards.toCall() ? "The card is not authorised yet."
					: "The gateway has not answered; it is asked again until the outcome is known.");
		}
		if (order.paymentToken() != null) {
			return Optional.of(waitingForCard(cards, balance));
		}
		if (order.paymentMethod() != PaymentMethod.BANK_TRANSFER) {
			return Optional.empty();
		}
		return Optional.of(order.paidAmount().isPositive()
				? "%s of the bank transfer have not arrived; %s have.".formatted(balance, order.paidAmount())
				: "The bank transfer of %s has not arrived.".formatted(balance));
	}

	private static String waitingForCard(CardStanding cards, Money balance) {
		String reason = (cards.reason() != null) ? cards.reason() : "no reason given";
		return switch (cards.last()) {
			case AUTHORIZATION_DECLINED ->
				"The card was declined: %s. %s are to be paid.".formatted(reason, cards.missing(balance));
			case CAPTURE_DECLINED ->
				"The charge of the card was declined: %s. %s are to be paid.".formatted(reason, cards.missing(balance));
			case GIVEN_UP, MADE, NONE -> "No card is authorised for %s.".formatted(cards.missing(balance));
		};
	}

	/** Holds the order until it is paid for, or tells why it is still held. */
	static void wait(Step step, String reason) {
		step.order().holdItself(HoldType.PAYMENT, reason, step.act());
	}

	/** Lifts the PAYMENT hold, if there is one. */
	private static void liftHold(Step step, String reason) {
		step.order().lift(HoldType.PAYMENT, reason, step.act().bySystem());
	}

	/** Charges the authorised card with what is open on an invoice. */
	void capture(Step step, InvoiceView invoice, Money open) {
		Order order = step.order();
		if (!order.mayHaveCard() || order.balance().isZero()) {
			return;
		}
		CardStanding cards = cards(order);
		Money amount = open.min(order.balance()).min(cards.authorized());
		if (amount.isPositive()) {
			this.payments.orderCapture(order.id(), invoice.id(), amount);
			conclude(step, cards.capturing(amount));
		}
	}

	/** Asks once more for what the gateway has refused to give up, where it is time. */
	public boolean releaseAgain(Step step) {
		Order order = step.order();
		if (!this.payments.orderRefusedReleases(order.id())) {
			return false;
		}
		conclude(step, cards(order));
		order.follow(step.act(), "What the gateway has refused to give up is asked for again.");
		return true;
	}

	/**
	 * Orders another authorisation in the place of one that expires soon. One that has
	 * expired counts as given up: if nothing takes its place the order waits for another
	 * card.
	 * @return whether there was anything to do
	 */
	public boolean renew(Step step) {
		Order order = step.order();
		CardStanding before = cards(order);
		if (before.toCall() || before.unanswered()) {
			return false;
		}
		String token = order.paymentToken();
		Money owed = (order.isUnderWay() && token != null) ? order.balance() : Money.zero(order.currency());
		boolean asked = this.payments.orderRenewal(order.id(), owed, (token != null) ? token : "");
		boolean expired = this.payments.expire(order.id());
		if (!asked && !expired) {
			return false;
		}
		CardStanding cards = cards(order);
		conclude(step, cards);
		if (!asked) {
			waitingFor(order, cards).ifPresent((reason) -> needAnotherCard(step, reason));
		}
		order.follow(step.act(),
				asked ? "The authorisation of the card is renewed." : "The authorisation of the card has expired.");
		return true;
	}

	/** Holds an order that was not held for its payment, and lets its buyer know. */
	static void needAnotherCard(Step step, String reason) {
		Order order = step.order();
		if (order.isUnderWay() && order.activeHold(HoldType.PAYMENT).isEmpty()) {
			wait(step, reason);
			step.announce((number, channel) -> new AuthorizationNotRenewed(number, channel, order.balance()));
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
		if (order.status() == OrderStatus.CANCELLED) {
			refuseForCancelled(order, command, method);
		}
		refuseCashAhead(order, method);
		if (method == PaymentMethod.CARD) {
			payByCard(step, command);
			return;
		}
		if (command.cardToken() != null) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/token", "Only payment by CARD has a token.");
		}
		Money amount = (command.amount() != null) ? command.amount() : order.balance();
		refuseWrongAmount(order, amount);
		this.payments.receive(order.id(), method, amount, command.reference());
		order.paid(amount);
		adjust(step);
		order.follow(step.act(), "%s by %s".formatted(amount, method));
		step.announce(
				(number, channel) -> new PaymentReceived(number, channel, method.name(), amount, order.balance()));
	}

	/**
	 * What arrives too late is recorded, so that it is paid back; nothing is asked for.
	 */
	private static void refuseForCancelled(Order order, Pay command, PaymentMethod method) {
		if (method == PaymentMethod.CARD || method == PaymentMethod.CASH_ON_DELIVERY) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/method",
					"Order %s is cancelled and asks for no money. What has arrived all the same is recorded as BANK_TRANSFER or INVOICE and is due back."
						.formatted(order.number()));
		}
		if (command.amount() == null) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/amount",
					"Order %s is cancelled and owes nothing; say the amount that has arrived."
						.formatted(order.number()));
		}
	}

	/** Cash is taken at the door, where it was agreed. */
	private static void refuseCashAhead(Order order, PaymentMethod method) {
		if (method != PaymentMethod.CASH_ON_DELIVERY) {
			return;
		}
		if (order.paymentMethod() != PaymentMethod.CASH_ON_DELIVERY) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/method",
					"Order %s is paid by %s; CASH_ON_DELIVERY is recorded on orders of that method only, after delivery. Record how the money really came: by %s or BANK_TRANSFER."
						.formatted(order.number(), order.paymentMethod(), order.paymentMethod()));
		}
		if (order.count(OrderLine::delivered) == 0) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/method",
					"CASH_ON_DELIVERY is recorded after delivery and nothing of order %s is delivered yet. Deliver a shipment first."
						.formatted(order.number()));
		}
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
		if (amount.compareTo(order.balance()) > 0 && order.status() != OrderStatus.CANCELLED) {
			throw BusinessException.atField(ProblemCode.PAYMENT_EXCEEDS_BALANCE, "/amount/amount",
					"%s is more than the balance of %s; record at most the balance.".formatted(amount,
							order.balance()));
		}
	}

	private void payByCard(Step step, Pay command) {
		Order order = step.order();
		String token = command.cardToken();
		if (token == null) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/token",
					"Payment by CARD needs the token of the card.");
		}
		CardStanding cards = order.mayHaveCard() ? cards(order) : CardStanding.none(order.currency());
		Money missing = cards.missing(order.balance());
		Money amount = (command.amount() != null) ? command.amount() : missing;
		refuseWrongAmount(order, amount);
		if (amount.compareTo(missing) != 0) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/amount/amount",
					"A card is authorised for all that is missing, %s; leave the amount out.".formatted(missing));
		}
		order.payWith(token);
		this.payments.orderAuthorization(order.id(), amount, token);
		conclude(step, cards.asking(amount));
		order.follow(step.act(), "%s by CARD".formatted(amount));
	}

}
