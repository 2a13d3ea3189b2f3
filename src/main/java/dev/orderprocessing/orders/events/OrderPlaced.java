package dev.orderprocessing.orders.events;

import dev.orderprocessing.kernel.Money;

/** An order came in. */
public record OrderPlaced(String orderNumber, String channel, String paymentMethod, Money grandTotal, int lines,
		int units) {
}
