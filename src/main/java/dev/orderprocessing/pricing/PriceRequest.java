package dev.orderprocessing.pricing;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is to be priced.
 *
 * @param country where the goods go; decides the tax rates
 * @param shippingFee what the delivery method charges, net or gross like all prices of
 * the currency
 * @param shippingTaxRate agreed before; absent: today's
 * @param couponCodes in the order in which they apply
 */
public record PriceRequest(Currency currency, CountryCode country, List<Line> lines, Money shippingFee,
		@Nullable BigDecimal shippingTaxRate, List<String> couponCodes) {

	public PriceRequest(Currency currency, CountryCode country, List<Line> lines, Money shippingFee,
			List<String> couponCodes) {
		this(currency, country, lines, shippingFee, null, couponCodes);
	}

	/**
	 * One line.
	 *
	 * @param unitPrice of the goods
	 * @param servicesPerUnit what services such as engraving add per unit
	 * @param taxRate agreed before; absent: today's
	 */
	public record Line(int lineNumber, int quantity, Money unitPrice, Money servicesPerUnit, TaxCategory taxCategory,
			@Nullable BigDecimal taxRate) {

		public Line(int lineNumber, int quantity, Money unitPrice, Money servicesPerUnit, TaxCategory taxCategory) {
			this(lineNumber, quantity, unitPrice, servicesPerUnit, taxCategory, null);
		}

	}

}
