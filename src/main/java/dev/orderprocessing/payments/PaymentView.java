package dev.orderprocessing.payments;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * Money that came in or is on its way.
 *
 * @param status AUTHORIZATION_PENDING, AUTHORIZED, DECLINED, VOIDED for cards before
 * capture; CAPTURE_PENDING, CAPTURED for captures; RECEIVED for transfers and cash
 * @param amount what was authorised, captured or received
 * @param captured how much of an authorisation was captured; absent for the rest
 * @param refunded how much was given back; absent if nothing was
 * @param reason why it was declined
 * @param reference of the bank or gateway
 * @param allocations which invoices it pays
 */
public record PaymentView(UUID id, UUID orderId, PaymentMethod method, String status, Money amount,
		@Nullable Money captured, @Nullable Money refunded, @Nullable String reference, @Nullable String reason,
		Instant createdAt, List<Allocation> allocations) {

	/** The part of a payment that pays one invoice. */
	public record Allocation(String invoiceNumber, Money amount) {
	}

}
