package dev.orderprocessing.orders.events;

import dev.orderprocessing.journal.Reasoned;

/** The order is held until somebody releases it. */
public record OrderHeld(String orderNumber, String channel, String holdType, String reason) implements Reasoned {
}
