package dev.orderprocessing.orders.events;

import dev.orderprocessing.kernel.Money;

/**
 * The card that was to pay for the order is not, or soon no longer, authorised: another
 * one is needed for the amount.
 */
public record AuthorizationNotRenewed(String orderNumber, String channel, Money amount) {
}
