package dev.orderprocessing.orders.events;

import dev.orderprocessing.kernel.Money;

/** Money arrived. */
public record PaymentReceived(String orderNumber, String channel, String paymentMethod, Money amount, Money balance) {
}
