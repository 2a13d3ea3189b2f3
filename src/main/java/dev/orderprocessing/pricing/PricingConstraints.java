package dev.orderprocessing.pricing;

import java.util.List;

import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Constraint;
import dev.orderprocessing.kernel.database.Constraints;

import org.springframework.stereotype.Component;

/** What somebody may be second to define, or to use. */
@Component
class PricingConstraints implements Constraints {

	@Override
	public List<Constraint> list() {
		return List.of(Constraint.taken("coupon_pk", "/code", "coupon with this code", "/api/v1/coupons/{code}"),
				new Constraint("coupon_used_within_limit", ProblemCode.COUPON_NOT_APPLICABLE, "/couponCodes",
						"Another order has just taken the last use of a coupon; leave the coupon out."));
	}

}
