package dev.orderprocessing.inventory;

import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Sku;
import org.jspecify.annotations.Nullable;

/** Which movements to list; absent means any; {@code to} is exclusive. */
public record MovementFilter(@Nullable Sku sku, @Nullable WarehouseCode warehouse, @Nullable MovementType type,
		@Nullable UUID orderId, @Nullable Instant from, @Nullable Instant to) {
}
