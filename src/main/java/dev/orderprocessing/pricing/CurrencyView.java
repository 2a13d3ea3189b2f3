package dev.orderprocessing.pricing;

import java.util.Currency;

import io.swagger.v3.oas.annotations.media.Schema;

/** How we sell in a currency. */
public record CurrencyView(@Schema(type = "string", description = "ISO 4217 code", example = "EUR") Currency currency,
		@Schema(description = "Whether prices, surcharges, fixed coupons and delivery fees contain tax") boolean pricesIncludeTax,
		@Schema(description = "Tax is rounded on each LINE, or once per RATE") TaxRounding taxRounding,
		@Schema(description = "How a half is rounded") Rounding rounding) {
}
