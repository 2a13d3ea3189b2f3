package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.Sku;

/** Units of a SKU that come, go (negative) or move. */
public record StockLine(Sku sku, int quantity) {
}
