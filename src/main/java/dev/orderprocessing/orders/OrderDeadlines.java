package dev.orderprocessing.orders;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import dev.orderprocessing.orders.rules.OrderSettings;
import dev.orderprocessing.orders.store.UnpaidSelection;
import dev.orderprocessing.payments.PaymentMethod;
import dev.orderprocessing.payments.Payments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** What becomes due on orders by the mere passing of time. */
@Component
class OrderDeadlines {

	private static final Logger log = LoggerFactory.getLogger(OrderDeadlines.class);

	private static final int BATCH = 100;

	private final Payments payments;

	private final UnpaidSelection unpaid;

	private final Orders orders;

	private final OrderSettlement settlement;

	private final OrderSettings settings;

	private final Clock clock;

	OrderDeadlines(Payments payments, UnpaidSelection unpaid, Orders orders, OrderSettlement settlement,
			OrderSettings settings, Clock clock) {
		this.payments = payments;
		this.unpaid = unpaid;
		this.orders = orders;
		this.settlement = settlement;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Renews authorisations that expire before their order is done, and asks once more
	 * for what the gateway has refused to give up.
	 */
	void keepAuthorizations() {
		each(this.payments.ordersWithEndingAuthorizations(BATCH), this.orders::authorizationEnds);
		each(this.payments.ordersWithRefusedReleases(BATCH), this.orders::releaseAgain);
	}

	/**
	 * Reminds of orders that wait for their payment, and cancels those that do so for too
	 * long.
	 */
	void clearUnpaid() {
		Instant now = this.clock.instant();
		OrderSettings.Unpaid terms = this.settings.unpaid();
		for (PaymentMethod method : PaymentMethod.values()) {
			terms.patience(method)
				.ifPresent((patience) -> each(this.unpaid.due(method, patience, terms.reminder(), now, BATCH),
						this.orders::unpaid));
		}
	}

	private void each(List<UUID> ids, Consumer<UUID> command) {
		for (UUID order : ids) {
			try {
				command.accept(order);
				this.settlement.settle(order);
			}
			catch (RuntimeException ex) {
				log.warn("What is due on order {} could not be done and will be tried again", order, ex);
			}
		}
	}

}
