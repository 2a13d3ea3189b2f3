package dev.orderprocessing.pricing;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.CountryCode;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What a country takes on a category of goods.
 *
 * @param rate in percent, with two decimals
 */
public record TaxRateView(CountryCode country, TaxCategory category,
		@JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "19.00") BigDecimal rate) {
}
