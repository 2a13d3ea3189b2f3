package dev.orderprocessing.orders.watch;

import java.util.List;

import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Constraint;
import dev.orderprocessing.kernel.database.Constraints;

import org.springframework.stereotype.Component;

/** What an order can be second to claim, or name twice. */
@Component
class OrdersConstraints implements Constraints {

	@Override
	public List<Constraint> list() {
		return List.of(
				new Constraint("orders_external_reference_per_source", ProblemCode.DUPLICATE_EXTERNAL_REFERENCE,
						"/externalReference",
						"Another request has just placed an order of this source with this external reference; GET "
								+ "/api/v1/orders?externalReference= finds it. If you retry a request, send it with "
								+ "the same Idempotency-Key."),
				new Constraint("order_line_service_once", ProblemCode.RULE_VIOLATED, "/lines",
						"Each service can be named once per line."));
	}

}
