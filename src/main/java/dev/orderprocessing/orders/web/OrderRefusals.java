package dev.orderprocessing.orders.web;

import java.util.List;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.web.ExampleRefusals;

import org.springframework.stereotype.Component;

/** How a wrong order, and a wrong moment, are refused. */
@Component
class OrderRefusals implements ExampleRefusals {

	@Override
	public List<BusinessException> list() {
		String remedy = "Fulfill the order first.";
		return List.of(BusinessException.notFound("order", "SO-999999", "/api/v1/orders"),
				new BusinessException(ProblemCode.ACTION_NOT_ALLOWED,
						"Order SO-100042: No packed units wait for dispatch. " + remedy)
					.with("currentStatus", "VERIFIED")
					.with("allowedActions", List.of("amend", "cancel", "fulfill", "hold"))
					.with("liftedBy", remedy));
	}

}
