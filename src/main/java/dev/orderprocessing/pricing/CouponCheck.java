package dev.orderprocessing.pricing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import org.jspecify.annotations.Nullable;

/** Decides whether coupons can be used, and if not says of each why. */
final class CouponCheck {

	private final Money items;

	private final Instant now;

	CouponCheck(Money items, Instant now) {
		this.items = items;
		this.now = now;
	}

	/**
	 * The coupons in the order of the codes; refuses all of them when one can't be used.
	 */
	List<CouponTerms> applicable(List<String> codes, Map<String, CouponView> known) {
		return applicable(codes, known, Map.of());
	}

	/**
	 * The terms of the coupons in the order of the codes.
	 * @param agreed those that the order has already: they stay as they are
	 */
	List<CouponTerms> applicable(List<String> codes, Map<String, CouponView> known, Map<String, CouponTerms> agreed) {
		List<CouponTerms> coupons = new ArrayList<>();
		List<FieldProblem> faults = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < codes.size(); i++) {
			String code = codes.get(i);
			CouponView coupon = known.get(code);
			CouponTerms kept = agreed.get(code);
			String fault = seen.add(code) ? (kept != null) ? null : fault(code, coupon)
					: "The coupon %s is listed twice; list it once.".formatted(code);
			if (fault != null) {
				faults.add(FieldProblem.at("/couponCodes/" + i, ProblemCode.COUPON_NOT_APPLICABLE.name(), fault));
			}
			else if (kept != null) {
				coupons.add(kept);
			}
			else if (coupon != null) {
				coupons.add(coupon.terms());
			}
		}
		if (!faults.isEmpty()) {
			throw new BusinessException(ProblemCode.COUPON_NOT_APPLICABLE, faults.getFirst().detail(), faults);
		}
		return coupons;
	}

	private @Nullable String fault(String code, @Nullable CouponView coupon) {
		if (coupon == null) {
			return "There is no coupon %s; check the spelling or leave it out.".formatted(code);
		}
		if (!coupon.active()) {
			return "The coupon %s is switched off; leave it out.".formatted(code);
		}
		if (coupon.validFrom() != null && this.now.isBefore(coupon.validFrom())) {
			return "The coupon %s is not valid before %s.".formatted(code, coupon.validFrom());
		}
		if (coupon.validUntil() != null && !this.now.isBefore(coupon.validUntil())) {
			return "The coupon %s expired at %s; leave it out.".formatted(code, coupon.validUntil());
		}
		if (coupon.maxUses() != null && coupon.used() >= coupon.maxUses()) {
			return usedUp(code);
		}
		return moneyFault(coupon);
	}

	private @Nullable String moneyFault(CouponView coupon) {
		Money stated = (coupon.amount() != null) ? coupon.amount() : coupon.minimumItems();
		if (stated != null && !stated.currency().equals(this.items.currency())) {
			return "The coupon %s is for orders in %s, this one is in %s.".formatted(coupon.code(), stated.currency(),
					this.items.currency());
		}
		Money minimum = coupon.minimumItems();
		if (minimum != null && this.items.compareTo(minimum) < 0) {
			return "The coupon %s needs items for at least %s, these cost %s.".formatted(coupon.code(), minimum,
					this.items);
		}
		return null;
	}

	static String usedUp(String code) {
		return "The coupon %s is used up; leave it out.".formatted(code);
	}

}
