package dev.orderprocessing.shipping;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A shipment on its way or delivered.
 *
 * @param number for people, such as SH-100007
 * @param deliveredAt absent while under way
 * @param proof who received it, or what the carrier noted
 */
public record ShipmentView(UUID id, String number, UUID orderId, String orderNumber, String warehouse,
		String deliveryMethod, String carrier, @Nullable String trackingNumber, @Nullable String trackingUrl,
		List<Dispatch.Line> lines, int weightGrams, Instant dispatchedAt, @Nullable Instant deliveredAt,
		@Nullable String proof) {
}
