package dev.orderprocessing.orders.events;

import dev.orderprocessing.kernel.Money;

/** Lines, address or delivery changed before fulfillment. */
public record OrderAmended(String orderNumber, String channel, Money grandTotal, java.util.List<String> changed) {
}
