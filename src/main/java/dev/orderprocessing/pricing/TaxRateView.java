package dev.orderprocessing.pricing;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.CountryCode;
import io.swagger.v3.oas.annotations.media.Schema;

/** What a country takes on a category of goods. */
public record TaxRateView(CountryCode country, TaxCategory category,
		@JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(description = "In percent, with two decimals",
				type = "string", example = "19.00") BigDecimal rate) {
}
