package dev.orderprocessing.pricing;

import java.math.BigDecimal;

import dev.orderprocessing.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a coupon takes off. An order keeps the terms that its coupons had when it took
 * them, whatever becomes of the coupons.
 *
 * @param percent of a percent coupon; the others have an amount
 */
public record CouponTerms(String code, @Nullable BigDecimal percent, @Nullable Money amount) {
}
