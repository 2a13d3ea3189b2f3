package dev.orderprocessing.pricing;

/** How a coupon reduces the price. */
public enum CouponKind {

	/** By a part of what the coupons before it have left of the items. */
	PERCENT,
	/** By an amount, but never by more than is left of the items. */
	FIXED

}
