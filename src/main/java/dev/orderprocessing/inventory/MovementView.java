package dev.orderprocessing.inventory;

import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Sku;
import org.jspecify.annotations.Nullable;

/**
 * A row of the movement ledger.
 *
 * @param quantity signed: what came (+) or went (−)
 * @param onHandAfter what lay in the warehouse right after
 * @param orderId the order that caused it, for goods issues and returns
 */
public record MovementView(long id, Sku sku, String warehouse, MovementType type, int quantity, int onHandAfter,
		@Nullable String reason, @Nullable String reference, @Nullable UUID orderId, String actor, Instant at) {
}
