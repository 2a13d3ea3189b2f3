package dev.orderprocessing.catalog;

import java.util.List;

import dev.orderprocessing.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;

/** Work that can be ordered with a product. */
public record ServiceOffer(@Schema(example = "ENGRAVING") String code, @Schema(example = "Engraving") String name,
		@Schema(description = "Whether the buyer must say something, such as what to engrave") boolean needsText,
		@Schema(description = "Surcharge per unit, at most one per currency") List<Money> prices) {
}
