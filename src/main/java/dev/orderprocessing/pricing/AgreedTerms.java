package dev.orderprocessing.pricing;

import java.util.List;

import dev.orderprocessing.kernel.Money;

/**
 * What an order has agreed to when units join it.
 *
 * @param items what the units that stay as they are cost before discount
 * @param discount what the coupons took off them
 */
public record AgreedTerms(boolean pricesIncludeTax, List<CouponTerms> coupons, Money items, Money discount) {
}
