package dev.orderprocessing.payments;

import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * Something that was, or is to be, asked of the payment gateway. The card token is never
 * shown.
 *
 * @param attempts how often the gateway was called or asked
 * @param calledAt the last time
 * @param resolvedAt when the outcome became final
 */
public record PaymentIntentView(UUID id, UUID orderId, UUID paymentId, GatewayOutcome.Operation operation,
		PaymentIntentState state, Money amount, int attempts, @Nullable String reason,
		@Nullable String gatewayReference, Instant createdAt, @Nullable Instant calledAt,
		@Nullable Instant resolvedAt) {
}
