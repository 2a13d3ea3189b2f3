package dev.orderprocessing.orders.events;

/** Every check passed, or was overridden, and the stock is reserved. */
public record OrderVerified(String orderNumber, String channel, int warnings, boolean overridden) {
}
