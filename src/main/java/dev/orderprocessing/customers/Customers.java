package dev.orderprocessing.customers;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.EmailAddress;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PhoneNumber;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.web.IfMatch;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to customers. */
@Service
@Transactional(readOnly = true)
public class Customers {

	private final CustomerRecords customers;

	private final JdbcClient jdbc;

	private final Clock clock;

	Customers(CustomerRecords customers, JdbcClient jdbc, Clock clock) {
		this.customers = customers;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	public Optional<CustomerView> find(UUID id) {
		return this.jdbc.sql("SELECT * FROM customer WHERE id = :id")
			.param("id", id)
			.query(Customers::customer)
			.optional();
	}

	/**
	 * A blocked customer with this e-mail address, in any case, or this phone number,
	 * however it is written.
	 * @param digits the significant ones of the number
	 */
	public Optional<CustomerView> blockedWith(@Nullable String email, @Nullable String digits) {
		if (email == null && digits == null) {
			return Optional.empty();
		}
		return this.jdbc
			.sql("""
					SELECT * FROM customer
					 WHERE status = 'BLOCKED'
					   AND (lower(email) = :email
					        OR (right(phone_digits(phone), 7) = right(:digits, 7) AND phone_digits(phone) LIKE '%' || :digits))
					 ORDER BY id LIMIT 1""")
			.param("email", (email != null) ? email.strip().toLowerCase(Locale.ROOT) : null, Types.VARCHAR)
			.param("digits", digits, Types.VARCHAR)
			.query(Customers::customer)
			.optional();
	}

	/**
	 * The customer for whom an order is placed. Erasure waits until the order is
	 * committed, or the order sees that the customer was erased.
	 */
	@Transactional
	public Optional<CustomerView> buyer(UUID id) {
		return this.jdbc.sql("SELECT * FROM customer WHERE id = :id FOR KEY SHARE")
			.param("id", id)
			.query(Customers::customer)
			.optional();
	}

	/** Customers, newest first. */
	public Slice<CustomerView> list(@Nullable EmailAddress email, @Nullable CustomerStatus status, PageRequest page) {
		// the index of the blocked ones serves a literal
		var conditions = new Conditions().after("id < :after", page.afterId())
			.parameter("lower(email) = :email", "email",
					(email != null) ? email.value().toLowerCase(Locale.ROOT) : null)
			.literal("status", status);
		var rows = PageQuery.of("SELECT * FROM customer", conditions, "id DESC")
			.fetch(page.fetch(), this.jdbc)
			.query(Customers::customer)
			.list();
		return Slice.of(rows, page, (customer) -> customer.id().toString());
	}

	/**
	 * Registers a customer. The same address may be registered again: people share
	 * mailboxes.
	 */
	@Transactional
	public CustomerView register(CustomerDetails details) {
		return register(Ids.next(), details);
	}

	/**
	 * Replaces what is known about a customer.
	 * @param expectedVersion the version the caller has seen, or null to replace any
	 * @throws BusinessException NOT_FOUND, STALE_VERSION
	 */
	@Transactional
	public CustomerView replace(UUID id, CustomerDetails details, @Nullable Long expectedVersion) {
		Customer customer = this.customers.findById(id)
			.orElseThrow(() -> BusinessException.notFound("customer", id, "/api/v1/customers"));
		IfMatch.check(expectedVersion, customer.version(), "customer " + id);
		if (customer.erasedAt() != null) {
			throw new BusinessException(ProblemCode.RULE_VIOLATED,
					"Customer %s was erased on %s and stays nobody; register who it is anew.".formatted(id,
							customer.erasedAt()));
		}
		customer.change(details);
		this.customers.flush();
		return customer.view();
	}

	CustomerView register(UUID id, CustomerDetails details) {
		var now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		return this.customers.saveAndFlush(Customer.register(id, details, now)).view();
	}

	private static CustomerView customer(ResultSet row, int number) throws SQLException {
		String phone = row.getString("phone");
		OffsetDateTime erased = row.getObject("erased_at", OffsetDateTime.class);
		BigDecimal limit = row.getBigDecimal("credit_limit");
		return new CustomerView(row.getObject("id", UUID.class), row.getString("name"), row.getString("email"),
				(phone != null) ? new PhoneNumber(phone) : null, CustomerStatus.valueOf(row.getString("status")),
				row.getString("status_reason"), row.getObject("payment_terms_days", Integer.class),
				(limit != null) ? Money.stored(limit, Money.currencyOf(row.getString("credit_currency"))) : null,
				row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getLong("version"),
				(erased != null) ? erased.toInstant() : null);
	}

}
