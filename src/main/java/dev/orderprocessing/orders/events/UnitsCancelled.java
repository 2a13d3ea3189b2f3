package dev.orderprocessing.orders.events;

/** Some units of the order were cancelled. */
public record UnitsCancelled(String orderNumber, String channel, int units, String reason) {
}
