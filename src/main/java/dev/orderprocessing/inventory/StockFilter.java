package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.Sku;
import org.jspecify.annotations.Nullable;

/** Which stock rows to list; absent means any. */
public record StockFilter(@Nullable Sku sku, @Nullable WarehouseCode warehouse, @Nullable Threshold below) {

	/** What unreserved stock can be short of. */
	public enum Threshold {

		REORDER, SAFETY

	}

}
