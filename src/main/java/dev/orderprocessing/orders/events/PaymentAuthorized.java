package dev.orderprocessing.orders.events;

import dev.orderprocessing.kernel.Money;

/** The card was authorised. */
public record PaymentAuthorized(String orderNumber, String channel, Money amount) {
}
