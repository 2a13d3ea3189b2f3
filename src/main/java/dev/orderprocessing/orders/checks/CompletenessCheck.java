package dev.orderprocessing.orders.checks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.orderprocessing.kernel.PostalCodes;
import dev.orderprocessing.orders.model.Finding;
import dev.orderprocessing.orders.model.LineService;
import dev.orderprocessing.orders.model.OrderLine;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Is everything there that the warehouse and the invoice need? */
@Component
@Order(1)
class CompletenessCheck implements VerificationCheck {

	private static final String NAME = "COMPLETENESS";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Set<Subject> about() {
		return EnumSet.of(Subject.LINES, Subject.ADDRESS);
	}

	@Override
	public Finding check(VerificationContext context) {
		var order = context.order();
		List<String> missing = new ArrayList<>();
		if (order.live() == 0) {
			missing.add("lines");
		}
		if (order.shippingAddress().postalCode() == null && PostalCodes.isRequired(order.shippingAddress().country())) {
			missing.add("shippingAddress.postalCode");
		}
		for (OrderLine line : context.concernedLines()) {
			for (LineService service : line.services()) {
				var product = context.products().get(line.sku());
				boolean needsText = product != null
						&& product.service(service.code()).map((offer) -> offer.needsText()).orElse(false);
				if (needsText && service.text() == null) {
					missing.add("lines[%d].services[%s].text".formatted(line.lineNumber(), service.code()));
				}
			}
		}
		if (missing.isEmpty()) {
			return Finding.pass(NAME, "Lines, addresses and service texts are complete.");
		}
		return Finding.fail(NAME, "Missing: " + String.join(", ", missing) + ".",
				"Amend the order with what is missing.");
	}

}
