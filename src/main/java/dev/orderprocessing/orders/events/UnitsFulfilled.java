package dev.orderprocessing.orders.events;

/** Units were picked, worked on and packed. */
public record UnitsFulfilled(String orderNumber, String channel, int units, boolean complete) {
}
