package dev.orderprocessing.orders.checks;

import java.util.EnumSet;
import java.util.Set;

import dev.orderprocessing.orders.model.Finding;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Does the delivery method serve the country and carry the weight? */
@Component
@Order(4)
class DeliveryCheck implements VerificationCheck {

	private static final String NAME = "DELIVERY";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Set<Subject> about() {
		return EnumSet.of(Subject.COUNTRY, Subject.DELIVERY);
	}

	@Override
	public Finding check(VerificationContext context) {
		var order = context.order();
		var country = order.shippingAddress().country();
		var quote = context.delivery();
		if (!quote.serves(country)) {
			return Finding.fail(NAME,
					"%s does not deliver to %s; it serves %s.".formatted(quote.method(), country,
							String.join(", ", quote.countries().stream().map(Object::toString).toList())),
					"Amend the order with a delivery method that serves %s, or with another address."
						.formatted(country));
		}
		return Finding.pass(NAME, "%s delivers to %s.".formatted(quote.method(), country));
	}

	@Override
	public boolean mayBeOverridden() {
		return false;
	}

}
