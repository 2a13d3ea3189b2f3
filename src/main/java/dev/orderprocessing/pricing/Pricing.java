package dev.orderprocessing.pricing;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to prices: pure calculation over tables of tax rates, currencies and coupons.
 */
@Service
@Transactional(readOnly = true)
public class Pricing {

	/**
	 * Prices an order.
	 * @throws dev.orderprocessing.kernel.BusinessException PRICE_NOT_AVAILABLE for a
	 * currency that is not sold in, TAX_NOT_CONFIGURED, COUPON_NOT_APPLICABLE at
	 * {@code /couponCodes/<index>}
	 */
	public PricedOrder price(PriceRequest request) {
		throw new UnsupportedOperationException();
	}

	/** Counts one use of each coupon; refuses when a coupon's last use is gone. */
	@Transactional
	public void redeem(PricedOrder priced) {
		throw new UnsupportedOperationException();
	}

	/** Gives back one use of each coupon, when an order is cancelled or amended. */
	@Transactional
	public void restore(java.util.Collection<String> couponCodes) {
		throw new UnsupportedOperationException();
	}

}
