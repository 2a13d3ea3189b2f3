package dev.orderprocessing.inventory.events;

import dev.orderprocessing.kernel.Sku;
import org.jspecify.annotations.Nullable;

/** Goods moved from one warehouse to another. */
public record StockTransferred(String from, String to, Sku sku, int quantity, @Nullable String reference) {
}
