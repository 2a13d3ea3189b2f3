package dev.orderprocessing.orders.checks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.orderprocessing.orders.model.Finding;
import dev.orderprocessing.orders.model.OrderLine;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Is our price the one that the buyer saw? */
@Component
@Order(7)
class PriceCheck implements VerificationCheck {

	private static final String NAME = "PRICE";

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
		List<String> differences = new ArrayList<>();
		for (OrderLine line : context.concernedLines()) {
			var expected = line.expectedPrice();
			if (expected != null && !expected.equals(line.unitPrice())) {
				differences.add("line %d %s: the buyer saw %s, the price is %s".formatted(line.lineNumber(), line.sku(),
						expected, line.unitPrice()));
			}
		}
		if (differences.isEmpty()) {
			return Finding.pass(NAME, "No price differs from what the buyer saw.");
		}
		String evidence = String.join("; ", differences);
		return Finding.fail(NAME, Character.toUpperCase(evidence.charAt(0)) + evidence.substring(1) + ".",
				"Ask the buyer: amend the lines with the price as expectedUnitPrice, cancel the order, or verify with an override.");
	}

}
