package dev.orderprocessing.orders.events;

import dev.orderprocessing.kernel.Money;

/** An invoice was issued. */
public record OrderInvoiced(String orderNumber, String channel, String invoiceNumber, Money amount, boolean complete) {
}
