package dev.orderprocessing.pricing;

import java.math.BigDecimal;
import java.util.Map;

import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.ProblemCode;

/**
 * What holds for one currency and one country.
 *
 * @param rates in percent with two decimals, of the categories that are configured
 */
record Tariff(CurrencyView currency, CountryCode country, Map<TaxCategory, BigDecimal> rates) {

	static final BigDecimal NO_TAX = new BigDecimal("0.00");

	/** ZERO needs no configuration: it is zero everywhere. */
	BigDecimal rate(TaxCategory category) {
		BigDecimal rate = this.rates.get(category);
		if (rate != null) {
			return rate;
		}
		if (category == TaxCategory.ZERO) {
			return NO_TAX;
		}
		throw BusinessException.atField(ProblemCode.TAX_NOT_CONFIGURED, "/shippingAddress/country",
				"We have no %s tax rate for %s and so can't deliver there; set it with PUT /api/v1/tax-rates/%s/%s."
					.formatted(category, this.country, this.country, category));
	}

	/** The same with prices as an order has them, whatever the currency has today. */
	Tariff withPricesIncludingTax(boolean included) {
		return new Tariff(new CurrencyView(this.currency.currency(), included, this.currency.taxRounding(),
				this.currency.rounding()), this.country, this.rates);
	}

}
