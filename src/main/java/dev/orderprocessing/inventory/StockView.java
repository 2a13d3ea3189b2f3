package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.Sku;
import io.swagger.v3.oas.annotations.media.Schema;

/** What lies of one SKU in one warehouse. */
public record StockView(Sku sku, @Schema(example = "MAIN") String warehouse,
		@Schema(description = "Units in the warehouse", example = "100") int onHand,
		@Schema(description = "Units of these that belong to orders and have not left yet",
				example = "20") int reserved,
		@Schema(description = "Units that are promised to nobody", example = "10") int safetyStock,
		@Schema(description = "When fewer units than this are unreserved, it is time to order",
				example = "50") int reorderPoint,
		@Schema(description = "Units that can be sold: on hand − reserved − safety stock, at least 0; 0 in a "
				+ "warehouse that is not active", example = "70") int availableToPromise) {
}
