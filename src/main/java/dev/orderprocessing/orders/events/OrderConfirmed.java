package dev.orderprocessing.orders.events;

import dev.orderprocessing.kernel.Money;

/** Everything is delivered, invoiced and paid. */
public record OrderConfirmed(String orderNumber, String channel, Money grandTotal) {
}
