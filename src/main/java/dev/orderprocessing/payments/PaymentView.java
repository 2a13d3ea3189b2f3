package dev.orderprocessing.payments;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Money that came in or is on its way. */
public record PaymentView(UUID id, UUID orderId,
		@Schema(description = "Number of the order", example = "SO-100014") @Nullable String orderNumber,
		PaymentMethod method,
		@Schema(description = "Cards before the charge: AUTHORIZATION_PENDING, AUTHORIZED, DECLINED, VOIDED, EXPIRED; "
				+ "charges: CAPTURE_PENDING, CAPTURED; transfers and cash: RECEIVED",
				example = "RECEIVED") String status,
		@Schema(description = "What was authorised, captured or received") Money amount,
		@Schema(description = "How much of an authorisation was charged; absent for other payments") @Nullable Money captured,
		@Schema(description = "How much of an authorisation was given up; absent if nothing was") @Nullable Money givenUp,
		@Schema(description = "How much of an authorisation is still to be given up, because the gateway is being asked or has refused; absent if nothing is") @Nullable Money toGiveUp,
		@Schema(description = "Until when an authorisation can be charged; absent for other payments") @Nullable Instant expiresAt,
		@Schema(description = "How much was given back; absent if nothing was") @Nullable Money refunded,
		@Schema(description = "Reference of the bank or the gateway",
				example = "Statement 11") @Nullable String reference,
		@Schema(description = "Why it was declined, or why an authorisation is not given up",
				example = "insufficient funds") @Nullable String reason,
		Instant createdAt, @Schema(description = "Which invoices it pays") List<Allocation> allocations) {

	/** The part of a payment that pays one invoice. */
	@Schema(name = "PaymentAllocation")
	public record Allocation(@Schema(example = "INV-2026-000001") String invoiceNumber,
			@Schema(description = "The part that pays this invoice") Money amount) {
	}

}
