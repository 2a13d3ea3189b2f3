package dev.orderprocessing.orders.events;

/** A shipment reached the buyer. */
public record ShipmentDelivered(String orderNumber, String channel, String shipmentNumber, int units,
		boolean complete) {
}
