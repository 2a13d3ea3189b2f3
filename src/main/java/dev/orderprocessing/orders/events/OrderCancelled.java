package dev.orderprocessing.orders.events;

import dev.orderprocessing.journal.Reasoned;
import dev.orderprocessing.kernel.Money;

/** The whole order was cancelled. */
public record OrderCancelled(String orderNumber, String channel, String reason, Money refundDue) implements Reasoned {
}
