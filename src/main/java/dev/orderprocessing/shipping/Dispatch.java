package dev.orderprocessing.shipping;

import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Sku;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Goods that leave one warehouse together.
 *
 * @param carrier code such as DHL; absent: the built-in carrier, which gives out a
 * tracking number of its own
 * @param trackingUrl absent: made from the carrier's template, if it has one
 */
public record Dispatch(UUID orderId, String orderNumber, String deliveryMethod, String warehouse,
		@Nullable String carrier, @Nullable String trackingNumber, @Nullable String trackingUrl, List<Line> lines,
		int weightGrams) {

	/** Units of one order line. */
	@Schema(name = "ShipmentLine")
	public record Line(@Schema(description = "The line of the order", example = "1") int lineNumber, Sku sku,
			@Schema(description = "Units", example = "2") int quantity) {
	}

}
