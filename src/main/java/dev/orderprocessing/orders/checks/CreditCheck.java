package dev.orderprocessing.orders.checks;

import java.util.EnumSet;
import java.util.Set;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.orders.model.Finding;
import dev.orderprocessing.orders.store.OtherOrders;
import dev.orderprocessing.payments.PaymentMethod;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * May the customer buy on account, and does the order stay within the credit limit
 * together with all that is not paid yet? Orders of one customer are checked one after
 * the other.
 */
@Component
@Order(8)
class CreditCheck implements VerificationCheck {

	private static final String NAME = "CREDIT";

	private final OtherOrders others;

	CreditCheck(OtherOrders others) {
		this.others = others;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Set<Subject> about() {
		return EnumSet.of(Subject.PAYMENT, Subject.TOTAL);
	}

	@Override
	public Finding check(VerificationContext context) {
		var order = context.order();
		if (order.paymentMethod() != PaymentMethod.INVOICE) {
			return Finding.pass(NAME, "Paid by %s, not on account.".formatted(order.paymentMethod()));
		}
		var customer = context.customer().orElse(null);
		if (customer == null || customer.paymentTermsDays() == null) {
			return Finding.fail(NAME,
					(customer == null) ? "A guest cannot buy on account."
							: "Customer %s has no payment terms.".formatted(customer.id()),
					(customer == null) ? "Amend the order with another payment method."
							: "Give the customer payment terms and verify again, or amend the order with another payment method.");
		}
		Money limit = customer.creditLimit();
		if (limit == null) {
			return Finding.pass(NAME, "The customer may buy on account.")
				.internally("Terms of %d days, no credit limit.".formatted(customer.paymentTermsDays()));
		}
		if (!limit.currency().equals(order.currency())) {
			return Finding
				.fail(NAME, "The customer has no credit in %s.".formatted(order.currency()),
						"Set a credit limit in the order's currency, or verify with an override.")
				.internally(
						"The credit limit is in %s, the order in %s.".formatted(limit.currency(), order.currency()));
		}
		Money owed = this.others.openOnAccount(customer.id(), order);
		Money after = owed.plus(order.balance());
		if (after.compareTo(limit) > 0) {
			return Finding
				.fail(NAME,
						"%s of this order is more than what is left of the customer's credit.".formatted(
								order.balance()),
						"Wait for payments, raise the limit, or verify with an override.")
				.internally("%s open plus %s of this order is %s, the credit limit is %s.".formatted(owed,
						order.balance(), after, limit));
		}
		return Finding.pass(NAME, "The order is within the customer's credit.")
			.internally("%s of %s credit used with this order.".formatted(after, limit));
	}

}
