package dev.orderprocessing.shipping;

import java.util.List;

import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Constraint;
import dev.orderprocessing.kernel.database.Constraints;

import org.springframework.stereotype.Component;

/** What somebody may be second to define, or define twice. */
@Component
class ShippingConstraints implements Constraints {

	@Override
	public List<Constraint> list() {
		return List.of(
				Constraint.taken("delivery_method_pk", "/code", "delivery method with this code",
						"/api/v1/delivery-methods/{code}"),
				Constraint.taken("delivery_method_kind_unique", "/code", "delivery method with this code",
						"/api/v1/delivery-methods/{code}"),
				new Constraint("delivery_rate_once", ProblemCode.RULE_VIOLATED, "/rates",
						"There are two rates for one currency and weight; keep one of them."));
	}

}
