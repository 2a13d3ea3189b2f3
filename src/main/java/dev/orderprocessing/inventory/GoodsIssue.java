package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.Sku;

/**
 * Units of one order line that leave one warehouse.
 *
 * @param reference what the ledger names: the shipment; one for each warehouse
 */
public record GoodsIssue(String reference, int lineNumber, Sku sku, String warehouse, int quantity) {
}
