package dev.orderprocessing.orders.checks;

import dev.orderprocessing.orders.model.Finding;
import dev.orderprocessing.orders.rules.OrderSettings;
import dev.orderprocessing.orders.store.OtherOrders;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Did the same buyer order exactly the same a moment ago? */
@Component
@Order(9)
class DuplicateCheck implements VerificationCheck {

	private static final String NAME = "DUPLICATE";

	private final OtherOrders others;

	private final OrderSettings settings;

	DuplicateCheck(OtherOrders others, OrderSettings settings) {
		this.others = others;
		this.settings = settings;
	}

	@Override
	public Finding check(VerificationContext context) {
		var window = this.settings.duplicateWindow();
		return this.others.likelyDuplicate(context.order(), context.now().minus(window))
			.map((number) -> Finding.warn(NAME,
					"Order %s of the same buyer has the same lines and is less than %d minutes older.".formatted(number,
							window.toMinutes()),
					"Ask the buyer and cancel one of them if it was meant once."))
			.orElseGet(() -> Finding.pass(NAME, "No order of this buyer with the same lines in the last %d minutes."
				.formatted(window.toMinutes())));
	}

}
