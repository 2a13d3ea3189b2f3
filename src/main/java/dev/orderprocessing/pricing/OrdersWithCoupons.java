package dev.orderprocessing.pricing;

import java.util.Collection;
import java.util.Map;

/**
 * How many orders use coupons. Implemented by whoever keeps orders, which this module
 * does not know.
 */
public interface OrdersWithCoupons {

	/**
	 * How many orders that are not cancelled have each of the coupons; a coupon that none
	 * has is absent.
	 */
	Map<String, Integer> count(Collection<String> codes);

}
