package dev.orderprocessing.orders.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import dev.orderprocessing.payments.PaymentMethod;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What can be set about orders.
 *
 * @param invoicePolicy when units are invoiced
 * @param duplicateWindow how far back a likely duplicate is looked for
 * @param unusualQuantity units of one line from which verification warns
 * @param unusualValue total from which verification warns, in the order's currency
 * @param maxLines most lines of one order
 * @param paymentRetry how long a payment may have no outcome before the gateway is asked
 * again
 * @param unpaid how long an order waits for its payment
 */
@Validated
@ConfigurationProperties("order-processing.orders")
public record OrderSettings(@DefaultValue("DELIVERED") InvoicePolicy invoicePolicy,
		@DefaultValue("10m") Duration duplicateWindow, @DefaultValue("500") @Positive int unusualQuantity,
		@DefaultValue("10000") @Positive BigDecimal unusualValue, @DefaultValue("200") @Min(1) @Max(1000) int maxLines,
		@DefaultValue("10s") Duration paymentRetry, @DefaultValue Unpaid unpaid) {

	/**
	 * How long an order waits for a payment that has to come first, and what is reserved
	 * for it with it; 0 is without end.
	 *
	 * @param bankTransfer for the prepayment
	 * @param card for another card when one was declined
	 * @param reminder how long before the end the buyer is reminded; 0 is never
	 */
	public record Unpaid(@DefaultValue("14d") Duration bankTransfer, @DefaultValue("7d") Duration card,
			@DefaultValue("3d") Duration reminder) {

		public Unpaid {
			if (Stream.of(bankTransfer, card, reminder).anyMatch(Duration::isNegative)) {
				throw new IllegalArgumentException(
						"order-processing.orders.unpaid: durations are 0 or more, not bank-transfer %s, card %s, reminder %s"
							.formatted(bankTransfer, card, reminder));
			}
		}

		/** How long an order of this method waits, if not without end. */
		public Optional<Duration> patience(PaymentMethod method) {
			return switch (method) {
				case BANK_TRANSFER -> Optional.of(this.bankTransfer).filter(Duration::isPositive);
				case CARD -> Optional.of(this.card).filter(Duration::isPositive);
				case INVOICE, CASH_ON_DELIVERY -> Optional.empty();
			};
		}

	}

	/** When units are invoiced. */
	public enum InvoicePolicy {

		/** When they have been delivered. */
		DELIVERED,
		/** When they have left the warehouse. */
		SHIPPED

	}

}
