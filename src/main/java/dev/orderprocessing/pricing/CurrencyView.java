package dev.orderprocessing.pricing;

import java.util.Currency;

/**
 * How we sell in a currency.
 *
 * @param pricesIncludeTax whether prices, surcharges, fixed coupons and delivery fees
 * contain tax
 */
public record CurrencyView(Currency currency, boolean pricesIncludeTax, TaxRounding taxRounding, Rounding rounding) {
}
