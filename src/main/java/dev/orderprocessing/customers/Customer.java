package dev.orderprocessing.customers;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PhoneNumber;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A known customer. */
@Entity
@Table(name = "customer")
class Customer {

	@Id
	private UUID id;

	private String name;

	private @Nullable String email;

	private @Nullable String phone;

	@Enumerated(EnumType.STRING)
	private CustomerStatus status;

	private @Nullable String statusReason;

	private @Nullable Integer paymentTermsDays;

	private @Nullable BigDecimal creditLimit;

	private @Nullable String creditCurrency;

	private Instant createdAt;

	private @Nullable Instant erasedAt;

	@Version
	private @Nullable Long version;

	protected Customer() {
	}

	static Customer register(UUID id, CustomerDetails details, Instant now) {
		var customer = new Customer();
		customer.id = id;
		customer.createdAt = now;
		customer.change(details);
		return customer;
	}

	void change(CustomerDetails details) {
		this.name = details.name();
		this.email = (details.email() != null) ? details.email().value() : null;
		this.phone = (details.phone() != null) ? details.phone().value() : null;
		this.status = details.status();
		this.statusReason = details.statusReason();
		this.paymentTermsDays = details.paymentTermsDays();
		Money limit = details.creditLimit();
		this.creditLimit = (limit != null) ? limit.amount() : null;
		this.creditCurrency = (limit != null) ? limit.currency().getCurrencyCode() : null;
	}

	@Nullable Instant erasedAt() {
		return this.erasedAt;
	}

	long version() {
		return (this.version != null) ? this.version : 0;
	}

	CustomerView view() {
		Money limit = (this.creditLimit != null && this.creditCurrency != null)
				? Money.stored(this.creditLimit, Money.currencyOf(this.creditCurrency)) : null;
		return new CustomerView(this.id, this.name, this.email,
				(this.phone != null) ? new PhoneNumber(this.phone) : null, this.status, this.statusReason,
				this.paymentTermsDays, limit, this.createdAt, version(), this.erasedAt);
	}

}
