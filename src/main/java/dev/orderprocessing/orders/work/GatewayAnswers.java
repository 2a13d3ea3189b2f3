package dev.orderprocessing.orders.work;

import java.util.List;

import dev.orderprocessing.invoicing.InvoiceView;
import dev.orderprocessing.invoicing.Invoicing;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.orders.events.PaymentAuthorized;
import dev.orderprocessing.orders.events.PaymentDeclined;
import dev.orderprocessing.orders.events.PaymentReceived;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.orders.model.PaymentStatus;
import dev.orderprocessing.payments.CardStanding;
import dev.orderprocessing.payments.GatewayOutcome;
import dev.orderprocessing.payments.GatewayOutcome.Result;
import dev.orderprocessing.payments.PaymentMethod;
import dev.orderprocessing.payments.PaymentView;
import dev.orderprocessing.payments.Payments;

import org.springframework.stereotype.Component;

/** Takes up what the payment gateway says to the calls that were ordered. */
@Component
public class GatewayAnswers {

	private final Invoicing invoicing;

	private final Payments payments;

	private final PaymentRequests requests;

	GatewayAnswers(Invoicing invoicing, Payments payments, PaymentRequests requests) {
		this.invoicing = invoicing;
		this.payments = payments;
		this.requests = requests;
	}

	/**
	 * Takes up the answer of the gateway.
	 * @return whether anything has changed
	 */
	public boolean takeUp(Step step, GatewayOutcome outcome) {
		boolean isFirstSilence = outcome.result() == Result.UNKNOWN
				&& step.order().paymentStatus() == PaymentStatus.PENDING;
		if (!this.payments.record(outcome) && !isFirstSilence) {
			return false;
		}
		switch (outcome.operation()) {
			case AUTHORIZE -> authorizationAnswered(step, outcome);
			case CAPTURE -> captureAnswered(step, outcome);
			case VOID -> voidAnswered(step, outcome);
			case REFUND -> this.requests.adjust(step);
		}
		return true;
	}

	private void authorizationAnswered(Step step, GatewayOutcome outcome) {
		Order order = step.order();
		CardStanding before = this.requests.cards(order);
		this.requests.adjust(step);
		switch (outcome.result()) {
			case SUCCEEDED -> authorized(step, outcome);
			case DECLINED -> {
				announceDecline(step, outcome);
				if (before.ending().isPositive()) {
					PaymentRequests.needAnotherCard(step,
							"The authorisation of the card expires and could not be renewed: %s. %s are to be paid."
								.formatted(reason(outcome), order.balance()));
				}
				order.follow(step.act(), "The card was declined: %s.".formatted(reason(outcome)));
			}
			case UNKNOWN ->
				order.follow(step.act(), "The gateway has not answered; it is asked again until the outcome is known.");
		}
	}

	private void authorized(Step step, GatewayOutcome outcome) {
		Order order = step.order();
		if (order.status() == OrderStatus.CANCELLED) {
			order.follow(step.act(), "Authorised after the cancellation; given up again.");
			return;
		}
		order.follow(step.act(), "Card authorised for %s.".formatted(outcome.amount()));
		step.announce((number, channel) -> new PaymentAuthorized(number, channel, outcome.amount()));
		captureWhatIsInvoiced(step);
	}

	/** A card that was authorised after the invoice is captured at once. */
	private void captureWhatIsInvoiced(Step step) {
		Order order = step.order();
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
				this.requests.capture(step, invoice, open);
			}
		}
	}

	private void captureAnswered(Step step, GatewayOutcome outcome) {
		Order order = step.order();
		if (outcome.result() == Result.SUCCEEDED) {
			order.paid(outcome.amount());
		}
		this.requests.adjust(step);
		switch (outcome.result()) {
			case SUCCEEDED -> {
				order.follow(step.act(), "%s captured.".formatted(outcome.amount()));
				step.announce((number, channel) -> new PaymentReceived(number, channel, PaymentMethod.CARD.name(),
						outcome.amount(), order.balance()));
			}
			case DECLINED -> {
				PaymentRequests.waitingFor(order, this.requests.cards(order))
					.ifPresent((why) -> PaymentRequests.wait(step, why));
				order.follow(step.act(), "Capture declined: %s.".formatted(reason(outcome)));
				announceDecline(step, outcome);
			}
			case UNKNOWN -> order.follow(step.act(), "Capture of %s has no answer yet.".formatted(outcome.amount()));
		}
	}

	private void voidAnswered(Step step, GatewayOutcome outcome) {
		this.requests.adjust(step);
		step.order().follow(step.act(), switch (outcome.result()) {
			case SUCCEEDED -> "Authorisation of %s given up.".formatted(outcome.amount());
			case DECLINED -> "The gateway refuses to give up %s: %s.".formatted(outcome.amount(), reason(outcome));
			case UNKNOWN -> "Giving up %s has no answer yet.".formatted(outcome.amount());
		});
	}

	private static void announceDecline(Step step, GatewayOutcome outcome) {
		step.announce((number, channel) -> new PaymentDeclined(number, channel, outcome.operation().name(),
				outcome.amount(), reason(outcome)));
	}

	private static String reason(GatewayOutcome outcome) {
		String reason = outcome.reason();
		return (reason != null) ? reason : "no reason given";
	}

}
