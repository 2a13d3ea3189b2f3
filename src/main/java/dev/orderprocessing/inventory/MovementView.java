package dev.orderprocessing.inventory;

import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Sku;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A row of the movement ledger. */
public record MovementView(long id, Sku sku, @Schema(example = "MAIN") String warehouse,
		@Schema(description = "Why the units moved") MovementType type,
		@Schema(description = "Units that came, or went when negative", example = "-2") int quantity,
		@Schema(description = "Units that lay there right after", example = "98") int onHandAfter,
		@Schema(description = "Of an adjustment") @Nullable String reason,
		@Schema(description = "Delivery note, shipment or the like", example = "SH-100001") @Nullable String reference,
		@Schema(description = "The order that caused it, for goods issues and returns") @Nullable UUID orderId,
		@Schema(description = "Name of the key, or system", example = "demo-ops") String actor, Instant at) {
}
