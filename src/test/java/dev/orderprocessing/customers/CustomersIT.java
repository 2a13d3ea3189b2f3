package dev.orderprocessing.customers;

import java.util.Currency;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.EmailAddress;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.StatementCounter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@IntegrationTest
class CustomersIT {

	private static final Money LIMIT = Money.of("100.00", Currency.getInstance("EUR"));

	private static final UUID ADA = UUID.fromString("01900000-0000-7000-8000-000000000001");

	private final Customers customers;

	private final StatementCounter counter;

	@Autowired
	CustomersIT(Customers customers, StatementCounter counter) {
		this.customers = customers;
		this.counter = counter;
	}

	@Test
	void findsTheDemoCustomer() {
		CustomerView ada = this.customers.find(ADA).orElseThrow();
		assertThat(ada.name()).isEqualTo("Ada Buyer");
		assertThat(ada.paymentTermsDays()).isEqualTo(30);
		assertThat(ada.creditLimit()).isEqualTo(Money.of("5000.00", Currency.getInstance("EUR")));
		assertThat(this.counter.count(() -> this.customers.find(ADA))).isEqualTo(1);
		assertThat(this.customers.find(UUID.randomUUID())).isEmpty();
	}

	@Test
	void readsWhatWasRegisteredAndReplaced() {
		CustomerView registered = this.customers.register(details("CIT round", "cit-round@example.org"));
		assertThat(this.customers.find(registered.id())).contains(registered);
		CustomerView replaced = this.customers.replace(registered.id(), new CustomerDetails("CIT other",
				new EmailAddress("cit-other@example.org"), null, CustomerStatus.BLOCKED, "no reply", null, null), 0L);
		assertThat(this.customers.find(registered.id())).contains(replaced);
		assertThat(replaced.version()).isEqualTo(1);
		assertThat(replaced.creditLimit()).isNull();
	}

	@Test
	void refusesToReplaceAVersionThatIsGone() {
		CustomerView registered = this.customers.register(details("CIT stale", "cit-stale@example.org"));
		assertThatExceptionOfType(BusinessException.class)
			.isThrownBy(
					() -> this.customers.replace(registered.id(), details("CIT stale", "cit-stale@example.org"), 4L))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ProblemCode.STALE_VERSION));
	}

	@Test
	void listsByAddressNewestFirstPageByPage() {
		List<UUID> ids = List.of(0, 1, 2)
			.stream()
			.map((i) -> this.customers.register(details("CIT list " + i, "Cit-List@example.org")).id())
			.toList();
		var address = new EmailAddress("cit-list@EXAMPLE.org");
		var first = this.customers.list(address, CustomerStatus.ACTIVE, PageRequest.of("customers", 2, null));
		assertThat(first.items()).extracting(CustomerView::id).containsExactly(ids.get(2), ids.get(1));
		var second = this.customers.list(address, CustomerStatus.ACTIVE,
				PageRequest.of("customers", 2, first.nextCursor()));
		assertThat(second.items()).extracting(CustomerView::id).containsExactly(ids.get(0));
		assertThat(second.nextCursor()).isNull();
		assertThat(this.counter.count(() -> this.customers.list(address, null, PageRequest.of("customers", 2, null))))
			.isEqualTo(1);
	}

	private static CustomerDetails details(String name, String email) {
		return new CustomerDetails(name, new EmailAddress(email), null, CustomerStatus.ACTIVE, null, 14, LIMIT);
	}

}
