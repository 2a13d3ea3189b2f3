package dev.orderprocessing.inventory;

import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Sku;

/**
 * Units of an order line that wait for stock.
 *
 * @param position place in the queue of the SKU, 1 is served next
 * @param unitsAhead units that are served before these
 */
public record BackorderView(Sku sku, int position, int unitsAhead, UUID orderId, int lineNumber, int quantity,
		Instant since) {
}
