package dev.orderprocessing.orders.events;

import dev.orderprocessing.journal.Reasoned;

/** A hold was lifted. */
public record OrderHoldReleased(String orderNumber, String channel, String holdType,
		String reason) implements Reasoned {
}
