package dev.orderprocessing.inventory;

import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Sku;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Units of an order line that wait for stock. */
public record BackorderView(Sku sku,
		@Schema(description = "Place in the queue of the SKU; 1 is served next", example = "1") int position,
		@Schema(description = "Units that are served before these", example = "0") int unitsAhead, UUID orderId,
		@Schema(description = "Number of the order", example = "SO-100014") @Nullable String orderNumber,
		@Schema(example = "1") int lineNumber, @Schema(description = "Units that wait", example = "2") int quantity,
		Instant since) {
}
