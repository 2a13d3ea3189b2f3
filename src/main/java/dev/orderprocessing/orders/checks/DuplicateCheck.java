package dev.orderprocessing.orders.checks;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

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

	private static Finding doubt(String whole, String order, Duration window) {
		String says = "%s of the same buyer has the same lines and is less than %d minutes older.";
		return Finding
			.warn(NAME, says.formatted(order, window.toMinutes()),
					"Ask the buyer and cancel one of them if it was meant once.")
			.internally(says.formatted(whole, window.toMinutes()));
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Set<Subject> about() {
		return EnumSet.of(Subject.LINES, Subject.CONTACT);
	}

	@Override
	public Finding check(VerificationContext context) {
		var window = this.settings.duplicateWindow();
		return this.others.likelyDuplicate(context.order(), context.now().minus(window))
			.map((other) -> doubt("Order " + other.number(),
					(other.channel() == context.order().channel()) ? "Order " + other.number()
							: "An order that came in another way",
					window))
			.orElseGet(() -> Finding.pass(NAME, "No order of this buyer with the same lines in the last %d minutes."
				.formatted(window.toMinutes())));
	}

}
