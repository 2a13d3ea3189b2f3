package dev.orderprocessing.inventory.events;

import dev.orderprocessing.kernel.Sku;
import org.jspecify.annotations.Nullable;

/** Goods arrived at a warehouse; {@code onHand} is what lies there since. */
public record GoodsReceived(String warehouse, Sku sku, int quantity, int onHand, @Nullable String reference) {
}
