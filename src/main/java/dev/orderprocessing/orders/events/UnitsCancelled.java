package dev.orderprocessing.orders.events;

import dev.orderprocessing.journal.Reasoned;

/** Some units of the order were cancelled. */
public record UnitsCancelled(String orderNumber, String channel, int units, String reason) implements Reasoned {
}
