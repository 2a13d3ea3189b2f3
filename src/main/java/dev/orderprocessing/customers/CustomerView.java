package dev.orderprocessing.customers;

import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.EmailAddress;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PhoneNumber;
import dev.orderprocessing.kernel.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * A known customer.
 *
 * @param statusReason why the customer is blocked
 * @param paymentTermsDays days to pay an invoice; absent: may not buy on account
 * @param creditLimit the most that may be owed on account at any time; absent: no limit
 */
public record CustomerView(UUID id, String name, EmailAddress email, @Nullable PhoneNumber phone, CustomerStatus status,
		@Nullable String statusReason, @Nullable Integer paymentTermsDays, @Nullable Money creditLimit,
		Instant createdAt, long version) implements Versioned {
}
