package dev.orderprocessing.pricing;

import java.util.List;

import dev.orderprocessing.kernel.database.Invariant;
import dev.orderprocessing.kernel.database.Invariants;

import org.springframework.stereotype.Component;

@Component
class PricingInvariants implements Invariants {

	@Override
	public List<Invariant> list() {
		return List.of(new Invariant("coupon-uses-within-limit", "No coupon is used more often than it may be",
				"SELECT code FROM coupon WHERE used < 0 OR used > max_uses"));
	}

}
