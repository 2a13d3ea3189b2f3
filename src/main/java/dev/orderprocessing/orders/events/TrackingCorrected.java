package dev.orderprocessing.orders.events;

import org.jspecify.annotations.Nullable;

/**
 * A shipment under way is followed by another carrier or number than was told.
 *
 * @param trackingUrl the carrier's page on which to follow the shipment, where it has one
 */
public record TrackingCorrected(String orderNumber, String channel, String shipmentNumber, String carrier,
		@Nullable String trackingNumber, @Nullable String trackingUrl) {
}
