package dev.orderprocessing.orders.events;

/** The order is held until somebody releases it. */
public record OrderHeld(String orderNumber, String channel, String holdType, String reason) {
}
