package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.Sku;

/**
 * Units that an order line asks for.
 *
 * @param backorderable whether what is missing may wait for the next receipt
 */
public record Demand(int lineNumber, Sku sku, int quantity, boolean backorderable) {
}
