package dev.orderprocessing.shipping;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A shipment on its way or delivered. */
public record ShipmentView(UUID id,
		@Schema(description = "As printed on the label", example = "SH-100001") String number, UUID orderId,
		@Schema(example = "SO-100009") String orderNumber,
		@Schema(description = "The warehouse it left from", example = "MAIN") String warehouse,
		@Schema(example = "STANDARD") String deliveryMethod, @Schema(example = "DHL") String carrier,
		@Schema(example = "00340434161094042557") @Nullable String trackingNumber,
		@Schema(description = "Where the buyer can follow it; absent when the carrier has no such page") @Nullable String trackingUrl,
		List<Dispatch.Line> lines, @Schema(description = "Grams, without packaging", example = "700") int weightGrams,
		Instant dispatchedAt, @Schema(description = "Absent while under way") @Nullable Instant deliveredAt,
		@Schema(description = "Who received it, or what the carrier noted",
				example = "Signed by A. Buyer") @Nullable String proof) {
}
