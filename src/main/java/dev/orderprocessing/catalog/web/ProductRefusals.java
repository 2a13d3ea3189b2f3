package dev.orderprocessing.catalog.web;

import java.util.List;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.web.ExampleRefusals;

import org.springframework.stereotype.Component;

/** How a misspelt SKU is refused. */
@Component
class ProductRefusals implements ExampleRefusals {

	@Override
	public List<BusinessException> list() {
		return List.of(new BusinessException(ProblemCode.UNKNOWN_PRODUCT,
				"There is no product MUG-BLEU; GET /api/v1/products lists them."));
	}

}
