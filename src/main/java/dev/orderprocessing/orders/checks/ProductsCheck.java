package dev.orderprocessing.orders.checks;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.orderprocessing.catalog.ProductStatus;
import dev.orderprocessing.orders.model.Finding;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Are all products still sold? */
@Component
@Order(5)
class ProductsCheck implements VerificationCheck {

	private static final String NAME = "PRODUCTS";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Set<Subject> about() {
		return EnumSet.of(Subject.LINES);
	}

	@Override
	public Finding check(VerificationContext context) {
		List<String> gone = context.concernedLines().stream().filter((line) -> {
			var product = context.products().get(line.sku());
			return product == null || product.status() != ProductStatus.ACTIVE;
		}).map((line) -> "line %d %s".formatted(line.lineNumber(), line.sku())).toList();
		if (gone.isEmpty()) {
			return Finding.pass(NAME, "All products are active.");
		}
		return Finding.fail(NAME, "No longer sold: %s.".formatted(String.join(", ", gone)),
				"Amend the order without these lines, activate the products again and verify, or verify with an override.");
	}

}
