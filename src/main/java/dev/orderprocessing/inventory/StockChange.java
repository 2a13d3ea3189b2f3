package dev.orderprocessing.inventory;

import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Sku;
import io.swagger.v3.oas.annotations.media.Schema;

/** How the stock stands after goods came, went or moved. */
public record StockChange(@Schema(description = "The rows that were touched, as they are now") List<StockView> stock,
		@Schema(description = "Order lines that waited and now have their units reserved, first come first served; without orders hidden "
				+ "from the caller") List<ServedBackorder> backordersServed) {

	/** Units that were reserved for an order line that waited for them. */
	public record ServedBackorder(UUID orderId, @Schema(example = "1") int lineNumber, Sku sku,
			@Schema(description = "Where the units are reserved", example = "MAIN") String warehouse,
			@Schema(example = "2") int units) {
	}

}
