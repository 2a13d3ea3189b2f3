package dev.orderprocessing.pricing;

import java.math.BigDecimal;
import java.util.List;

import dev.orderprocessing.kernel.Money;

/**
 * What an order costs. Always: net + tax = gross per line and for the charge; grandTotal
 * = sum of all gross amounts; discount = sum of line discounts and of the coupons.
 *
 * @param pricesIncludeTax whether items, discount and shipping below contain tax
 * @param items sum of quantity × (unit price + services) before discount
 * @param discount positive, spread over the lines by largest remainder
 * @param tax all tax, that of shipping included
 */
public record PricedOrder(boolean pricesIncludeTax, List<Line> lines, Charge shipping, List<AppliedCoupon> coupons,
		Money items, Money discount, Money tax, Money grandTotal) {

	/**
	 * One line.
	 *
	 * @param items quantity × (unit price + services) before discount
	 * @param discount its part of the order's discounts, positive
	 * @param taxRate in percent, such as 19.00
	 */
	public record Line(int lineNumber, Money items, Money discount, BigDecimal taxRate, Money net, Money tax,
			Money gross) {
	}

	/**
	 * The shipping charge.
	 *
	 * @param fee as quoted, net or gross like all prices
	 */
	public record Charge(Money fee, BigDecimal taxRate, Money net, Money tax, Money gross) {
	}

	/** A coupon and what it took off. */
	public record AppliedCoupon(CouponTerms terms, Money discount) {

		public String code() {
			return this.terms.code();
		}

	}

}
