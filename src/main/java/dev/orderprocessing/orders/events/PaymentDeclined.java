package dev.orderprocessing.orders.events;

import dev.orderprocessing.journal.Reasoned;
import dev.orderprocessing.kernel.Money;

/** The gateway refused. */
public record PaymentDeclined(String orderNumber, String channel, String operation, Money amount,
		String reason) implements Reasoned {
}
