package dev.orderprocessing.invoicing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An invoice as it stands in a list: what for, how much, until when. */
public record InvoiceSummary(UUID id, @Schema(example = "INV-2026-000001") String number, UUID orderId,
		@Schema(example = "SO-100011") String orderNumber,
		@Schema(description = "Absent for a guest") @Nullable UUID customerId,
		@Schema(example = "Ada Buyer") String billToName, @Schema(example = "INVOICE") String paymentMethod,
		Instant issuedAt, @Schema(description = "Last day to pay", example = "2026-12-24") LocalDate dueDate, Money net,
		Money tax, @Schema(description = "What is to be paid") Money gross) {
}
