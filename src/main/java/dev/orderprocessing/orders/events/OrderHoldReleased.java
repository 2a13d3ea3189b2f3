package dev.orderprocessing.orders.events;

/** A hold was lifted. */
public record OrderHoldReleased(String orderNumber, String channel, String holdType, String reason) {
}
