package dev.orderprocessing.orders.events;

/** The order does not tell any more who bought; erase your copies. */
public record OrderErased(String orderNumber, String channel) {
}
