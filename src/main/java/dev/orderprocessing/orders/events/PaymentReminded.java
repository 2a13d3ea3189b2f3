package dev.orderprocessing.orders.events;

import java.time.LocalDate;

import dev.orderprocessing.kernel.Money;

/**
 * The order waits for its payment, and is cancelled when nothing has come by this day.
 */
public record PaymentReminded(String orderNumber, String channel, Money amount, LocalDate until) {
}
