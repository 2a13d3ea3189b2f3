package dev.orderprocessing.orders.checks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.orderprocessing.orders.model.Finding;
import dev.orderprocessing.orders.rules.OrderSettings;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Is the order unusually large? */
@Component
@Order(10)
class UnusualCheck implements VerificationCheck {

	private static final String NAME = "UNUSUAL";

	private final OrderSettings settings;

	UnusualCheck(OrderSettings settings) {
		this.settings = settings;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Set<Subject> about() {
		return EnumSet.of(Subject.LINES, Subject.TOTAL);
	}

	@Override
	public Finding check(VerificationContext context) {
		var order = context.order();
		List<String> unusual = new ArrayList<>();
		order.lines()
			.stream()
			.filter((line) -> line.live() > this.settings.unusualQuantity())
			.forEach((line) -> unusual.add("%d units of %s".formatted(line.live(), line.sku())));
		if (order.grandTotal().amount().compareTo(this.settings.unusualValue()) > 0) {
			unusual.add("a total of %s".formatted(order.grandTotal()));
		}
		if (unusual.isEmpty()) {
			return Finding.pass(NAME, "Quantities and value are usual.");
		}
		return Finding.warn(NAME, "Unusual: %s.".formatted(String.join(", ", unusual)),
				"Look at the order before it is packed; hold it if in doubt.");
	}

}
