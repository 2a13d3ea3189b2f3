package dev.orderprocessing.orders.events;

/** Units left a warehouse. */
public record UnitsShipped(String orderNumber, String channel, String shipmentNumber, String warehouse, String carrier,
		int units, boolean complete) {
}
