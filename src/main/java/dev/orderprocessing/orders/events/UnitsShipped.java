package dev.orderprocessing.orders.events;

import org.jspecify.annotations.Nullable;

/**
 * Units left a warehouse.
 *
 * @param trackingUrl the carrier's page on which to follow the shipment, where it has one
 * @param units how many units this shipment carries
 * @param complete whether nothing of the order is left to be shipped
 */
public record UnitsShipped(String orderNumber, String channel, String shipmentNumber, String warehouse, String carrier,
		@Nullable String trackingNumber, @Nullable String trackingUrl, int units, boolean complete) {
}
