package dev.orderprocessing.orders;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.orderprocessing.orders.rules.OrderSettings;
import dev.orderprocessing.payments.Payments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What orders do by themselves, on one instance at a time. */
@Configuration(proxyBeanMethods = false)
class OrderJobs {

	private static final Logger log = LoggerFactory.getLogger(OrderJobs.class);

	private static final int BATCH = 100;

	/**
	 * Asks the gateway for payments whose outcome is unknown, because of a time-out or a
	 * crash, and takes it up.
	 */
	@Bean
	RecurringTask<Void> resolvePayments(Payments payments, OrderSettlement settlement, OrderSettings settings,
			Clock clock) {
		return Tasks.recurring("orders-resolve-payments", FixedDelay.of(settings.paymentRetry()))
			.execute((instance, context) -> payments
				.ordersWithPendingIntents(clock.instant().minus(settings.paymentRetry()), BATCH)
				.forEach((orderId) -> resolve(settlement, orderId)));
	}

	/** Renews authorisations, and gives up what is no longer needed. */
	@Bean
	RecurringTask<Void> keepAuthorizations(OrderDeadlines deadlines) {
		return Tasks.recurring("orders-keep-authorizations", FixedDelay.of(Duration.ofMinutes(5)))
			.execute((instance, context) -> deadlines.keepAuthorizations());
	}

	/** Reminds of orders that are not paid, and cancels them in the end. */
	@Bean
	RecurringTask<Void> clearUnpaidOrders(OrderDeadlines deadlines) {
		return Tasks.recurring("orders-clear-unpaid", FixedDelay.of(Duration.ofMinutes(5)))
			.execute((instance, context) -> deadlines.clearUnpaid());
	}

	private static void resolve(OrderSettlement settlement, UUID orderId) {
		try {
			settlement.settle(orderId);
		}
		catch (RuntimeException ex) {
			log.warn("The payment of order {} could not be resolved and will be tried again", orderId, ex);
		}
	}

}
