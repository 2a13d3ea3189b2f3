package dev.orderprocessing.catalog;

import java.util.List;

import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Constraint;
import dev.orderprocessing.kernel.database.Constraints;

import org.springframework.stereotype.Component;

/** What somebody may be second to define, or define twice. */
@Component
class CatalogConstraints implements Constraints {

	@Override
	public List<Constraint> list() {
		return List.of(Constraint.taken("product_pk", "/sku", "product with this SKU", "/api/v1/products/{sku}"),
				new Constraint("product_price_pk", ProblemCode.RULE_VIOLATED, "/prices",
						"There are two prices in one currency; keep one of them."),
				new Constraint("product_service_pk", ProblemCode.RULE_VIOLATED, "/services",
						"There are two services with one code; keep one of them."),
				new Constraint("product_service_price_pk", ProblemCode.RULE_VIOLATED, "/services",
						"A service has two prices in one currency; keep one of them."));
	}

}
