package dev.orderprocessing.orders.events;

/** Backordered units were reserved from a receipt. */
public record BackorderServed(String orderNumber, String channel, int units) {
}
