package dev.orderprocessing.orders.checks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.orderprocessing.orders.model.Finding;
import dev.orderprocessing.orders.model.OrderLine;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Does the order stay within each product's limit, over all its lines? */
@Component
@Order(6)
class QuantityLimitCheck implements VerificationCheck {

	private static final String NAME = "QUANTITY_LIMIT";

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
		var bySku = context.order()
			.lines()
			.stream()
			.collect(Collectors.groupingBy(OrderLine::sku, TreeMap::new, Collectors.summingInt(OrderLine::live)));
		bySku.keySet().retainAll(context.concernedLines().stream().map(OrderLine::sku).toList());
		List<String> over = new ArrayList<>();
		bySku.forEach((sku, units) -> {
			var product = context.products().get(sku);
			if (product != null && units > product.maxPerOrder()) {
				over.add("%d × %s, at most %d are sold per order".formatted(units, sku, product.maxPerOrder()));
			}
		});
		if (over.isEmpty()) {
			return Finding.pass(NAME, "All quantities are within the limits of the products.");
		}
		return Finding.fail(NAME, String.join("; ", over) + ".",
				"Amend the order without the units beyond the limit, or verify with an override.");
	}

}
