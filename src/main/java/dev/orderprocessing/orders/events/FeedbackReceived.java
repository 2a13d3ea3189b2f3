package dev.orderprocessing.orders.events;

/** The buyer said how it was. */
public record FeedbackReceived(String orderNumber, String channel, int rating) {
}
