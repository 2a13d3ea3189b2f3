package dev.orderprocessing.inventory.events;

import dev.orderprocessing.journal.Reasoned;
import dev.orderprocessing.kernel.Sku;

/** A count differed from the books; {@code quantity} is the signed correction. */
public record StockAdjusted(String warehouse, Sku sku, int quantity, int onHand, String reason) implements Reasoned {
}
