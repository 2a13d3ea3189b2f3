package dev.orderprocessing.feedback;

import java.util.List;

import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Constraint;
import dev.orderprocessing.kernel.database.Constraints;

import org.springframework.stereotype.Component;

/** An order is rated once. */
@Component
class FeedbackConstraints implements Constraints {

	@Override
	public List<Constraint> list() {
		return List.of(new Constraint("feedback_once_per_order", ProblemCode.ALREADY_EXISTS, null,
				"The order has its feedback already; GET /api/v1/orders/{order}/feedback shows it."));
	}

}
