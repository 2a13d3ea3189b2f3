package dev.orderprocessing.invoicing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import org.jspecify.annotations.Nullable;

/** An invoice as it stands in a list: what for, how much, until when. */
public record InvoiceSummary(UUID id, String number, UUID orderId, String orderNumber, @Nullable UUID customerId,
		String billToName, String paymentMethod, Instant issuedAt, LocalDate dueDate, Money net, Money tax,
		Money gross) {
}
