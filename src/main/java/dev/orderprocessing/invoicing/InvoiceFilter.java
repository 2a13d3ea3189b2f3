package dev.orderprocessing.invoicing;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which invoices to list; what is null does not restrict.
 *
 * @param issuedFrom inclusive
 * @param issuedBefore exclusive
 */
public record InvoiceFilter(@Nullable UUID orderId, @Nullable UUID customerId, @Nullable String number,
		@Nullable Instant issuedFrom, @Nullable Instant issuedBefore) {
}
