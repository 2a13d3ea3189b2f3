package dev.orderprocessing.inventory;

import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Sku;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A row of the movement ledger. */
public record MovementView(long id, Sku sku, @Schema(example = "MAIN") String warehouse,
		@Schema(description = "Why the units moved") MovementType type,
		@Schema(description = "Units that came in; negative when they went out", example = "-2") int quantity,
		@Schema(description = "Units on hand there right after the movement", example = "98") int onHandAfter,
		@Schema(description = "Why the stock was adjusted, or where a transfer went or came from") @Nullable String reason,
		@Schema(description = "Delivery note, shipment or the like", example = "SH-100001") @Nullable String reference,
		@Schema(description = "The order that caused it, for goods issues and returns") @Nullable UUID orderId,
		@Schema(description = "Number of the order", example = "SO-100014") @Nullable String orderNumber,
		@Schema(description = "Name of the caller's key, or system", example = "demo-ops") String actor, Instant at) {
}
