package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.Sku;

/**
 * What lies of one SKU in one warehouse.
 *
 * @param reserved units that belong to orders and have not left yet
 * @param safetyStock units that are not promised to anybody
 * @param reorderPoint when fewer than this many are unreserved, it is time to order
 * @param availableToPromise on hand − reserved − safety stock, at least 0; 0 in a
 * warehouse that is not active
 */
public record StockView(Sku sku, String warehouse, int onHand, int reserved, int safetyStock, int reorderPoint,
		int availableToPromise) {
}
