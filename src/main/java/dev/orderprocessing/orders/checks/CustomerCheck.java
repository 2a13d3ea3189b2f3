package dev.orderprocessing.orders.checks;

import java.util.EnumSet;
import java.util.Set;

import dev.orderprocessing.customers.CustomerStatus;
import dev.orderprocessing.customers.CustomerView;
import dev.orderprocessing.customers.Customers;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.PhoneNumber;
import dev.orderprocessing.orders.model.Finding;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Is the customer known and not blocked? */
@Component
@Order(2)
class CustomerCheck implements VerificationCheck {

	private static final String NAME = "CUSTOMER";

	private final Customers customers;

	CustomerCheck(Customers customers) {
		this.customers = customers;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Set<Subject> about() {
		return EnumSet.of(Subject.CONTACT);
	}

	@Override
	public Finding check(VerificationContext context) {
		if (context.order().buyer().customerId() == null) {
			return guest(context);
		}
		if (context.customer().isEmpty()) {
			return Finding.fail(NAME, "Customer %s is no longer known.".formatted(context.order().buyer().customerId()),
					"Cancel the order, or verify with an override.");
		}
		var customer = context.customer().get();
		if (customer.status() == CustomerStatus.BLOCKED) {
			return blocked(customer);
		}
		return Finding.pass(NAME, "Customer %s is active.".formatted(customer.id()));
	}

	/** Who is blocked may come back without a name. */
	private Finding guest(VerificationContext context) {
		var order = context.order();
		String phone = order.buyer().phone();
		CountryCode country = order.shippingAddress().country();
		String digits = (phone != null) ? new PhoneNumber(phone).significantDigits(country).orElse(null) : null;
		return this.customers.blockedWith(order.buyer().email(), digits)
			.map((customer) -> Finding.fail(NAME,
					"The e-mail address or phone number of this guest is that of a blocked customer.",
					"Unblock the customer and verify again, verify with an override if the guest is somebody else, or "
							+ "cancel the order.")
				.internally("This guest has the e-mail address or phone number of customer %s, who is blocked: %s."
					.formatted(customer.id(), customer.statusReason())))
			.orElseGet(() -> Finding.pass(NAME,
					"Guest order; no blocked customer has this e-mail address or phone number."));
	}

	/** Why is our own affair: the reason is for those who may lift it. */
	private static Finding blocked(CustomerView customer) {
		String who = "Customer %s is blocked".formatted(customer.id());
		Finding finding = Finding.fail(NAME, who + ".", "Unblock the customer and verify again, or cancel the order.");
		return (customer.statusReason() != null) ? finding.internally("%s: %s.".formatted(who, customer.statusReason()))
				: finding;
	}

}
