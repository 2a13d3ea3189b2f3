package dev.orderprocessing.shipping;

import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Sku;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Goods that leave one warehouse together.
 */
public record Dispatch(UUID orderId, String orderNumber, String deliveryMethod, String warehouse, Label label,
		List<Line> lines, int weightGrams) {

	/** Units of one order line. */
	@Schema(name = "ShipmentLine")
	public record Line(@Schema(description = "The line of the order", example = "1") int lineNumber, Sku sku,
			@Schema(description = "Units", example = "2") int quantity) {
	}

}
