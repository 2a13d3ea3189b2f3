package dev.orderprocessing.orders.work;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

import dev.orderprocessing.orders.events.PaymentReminded;
import dev.orderprocessing.orders.model.Hold;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderCommands.Cancel;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.orders.rules.OrderSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What happens to an order that is not paid for: the buyer is reminded once, and then it
 * is cancelled, so that others can buy what it holds. It is held for its payment all the
 * time; an order that finance has let go is not looked at.
 */
@Component
public class UnpaidOrders {

	private final OrderSettings.Unpaid settings;

	private final Cancellation cancellation;

	private final PaymentRequests requests;

	UnpaidOrders(OrderSettings settings, Cancellation cancellation, PaymentRequests requests) {
		this.settings = settings.unpaid();
		this.cancellation = cancellation;
		this.requests = requests;
	}

	/**
	 * Reminds of an order or cancels it, whichever is due now that it is locked.
	 * @return whether either was
	 */
	public boolean takeUp(Step step) {
		Order order = step.order();
		Optional<Hold> hold = order.activeHold(HoldType.PAYMENT);
		Optional<Duration> patience = this.settings.patience(order.paymentMethod());
		if (hold.isEmpty() || patience.isEmpty() || !isWaiting(order)) {
			return false;
		}
		Instant now = step.act().at();
		Instant reminded = hold.get().remindedAt();
		Instant end = end(hold.get(), patience.get(), reminded);
		if (reminded == null && this.settings.reminder().isPositive()) {
			return remind(step, hold.get(), end, now);
		}
		if (end.isAfter(now)) {
			return false;
		}
		this.cancellation.cancel(step, new Cancel("Not paid within %s.".formatted(said(patience.get())), null));
		this.requests.adjust(step);
		return true;
	}

	/** Nothing of it has left the house, and nothing is being asked of the gateway. */
	private static boolean isWaiting(Order order) {
		boolean mayBeCancelled = order.status() == OrderStatus.VERIFIED || order.status() == OrderStatus.FULFILLED;
		return mayBeCancelled && order.count(OrderLine::shipped) == 0 && switch (order.paymentStatus()) {
			case OPEN, DECLINED, VOIDED -> true;
			case PENDING, UNKNOWN, AUTHORIZED, PAID -> false;
		};
	}

	/** Whoever was reminded late has as long as everybody to pay. */
	private Instant end(Hold hold, Duration patience, @Nullable Instant reminded) {
		Instant end = hold.placedAt().plus(patience);
		Instant earliest = (reminded != null) ? reminded.plus(this.settings.reminder()) : end;
		return earliest.isAfter(end) ? earliest : end;
	}

	private boolean remind(Step step, Hold hold, Instant end, Instant now) {
		if (end.minus(this.settings.reminder()).isAfter(now)) {
			return false;
		}
		Order order = step.order();
		hold.remind(now);
		Instant last = now.plus(this.settings.reminder());
		LocalDate until = (last.isAfter(end) ? last : end).atZone(ZoneOffset.UTC).toLocalDate();
		order.follow(step.act(), "The buyer is reminded to pay %s by %s.".formatted(order.balance(), until));
		step.announce((number, channel) -> new PaymentReminded(number, channel, order.balance(), until));
		return true;
	}

	private static String said(Duration patience) {
		return (patience.toDays() > 0) ? "%d days".formatted(patience.toDays()) : patience.toString();
	}

}
