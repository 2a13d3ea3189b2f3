package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.Sku;

/** Units of one order line that leave one warehouse. */
public record GoodsIssue(int lineNumber, Sku sku, String warehouse, int quantity) {
}
