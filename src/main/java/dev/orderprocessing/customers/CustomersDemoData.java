package dev.orderprocessing.customers;

import java.util.UUID;

import dev.orderprocessing.kernel.DemoData;
import dev.orderprocessing.kernel.EmailAddress;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PhoneNumber;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** One customer for each answer that verification may give. */
@Component
class CustomersDemoData implements DemoData {

	private final Customers customers;

	CustomersDemoData(Customers customers) {
		this.customers = customers;
	}

	@Override
	public int order() {
		return 20;
	}

	@Override
	public void load() {
		Money limit = Money.of("5000.00", Money.currencyOf("EUR"));
		register(1, "Ada Buyer", "ada@example.org", CustomerStatus.ACTIVE, null, 30, limit);
		register(2, "Ben Prepaid", "ben@example.org", CustomerStatus.ACTIVE, null, null, null);
		register(3, "Carl Blocked", "carl@example.org", CustomerStatus.BLOCKED, "Three invoices unpaid since spring",
				null, null);
		register(4, "Dora Gone", "dora@example.org", CustomerStatus.ACTIVE, null, null, null);
	}

	private void register(int number, String name, String email, CustomerStatus status, @Nullable String reason,
			@Nullable Integer terms, @Nullable Money limit) {
		UUID id = UUID.fromString("01900000-0000-7000-8000-%012d".formatted(number));
		this.customers.register(id, new CustomerDetails(name, new EmailAddress(email),
				new PhoneNumber("+49 30 90182" + number), status, reason, terms, limit));
	}

}
