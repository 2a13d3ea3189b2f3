package dev.orderprocessing.orders.rules;

import java.math.BigDecimal;
import java.time.Duration;

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
 */
@Validated
@ConfigurationProperties("order-processing.orders")
public record OrderSettings(@DefaultValue("DELIVERED") InvoicePolicy invoicePolicy,
		@DefaultValue("10m") Duration duplicateWindow, @DefaultValue("500") @Positive int unusualQuantity,
		@DefaultValue("10000") @Positive BigDecimal unusualValue, @DefaultValue("200") @Min(1) @Max(1000) int maxLines,
		@DefaultValue("10s") Duration paymentRetry) {

	/** When units are invoiced. */
	public enum InvoicePolicy {

		/** When they have been delivered. */
		DELIVERED,
		/** When they have left the warehouse. */
		SHIPPED

	}

}
