package dev.orderprocessing.payments;

import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that was, or is to be, asked of the payment gateway. The card token is never
 * shown.
 */
public record PaymentIntentView(UUID id, UUID orderId,
		@Schema(description = "Number of the order", example = "SO-100014") @Nullable String orderNumber,
		UUID paymentId, GatewayOutcome.Operation operation,
		@Schema(description = "UNKNOWN: the gateway was called and gave no answer; it will be asked again") PaymentIntentState state,
		Money amount, @Schema(description = "How often the gateway was called or asked", example = "1") int attempts,
		@Schema(description = "Why it was declined, or has no answer") @Nullable String reason,
		@Schema(description = "The gateway's own number") @Nullable String gatewayReference, Instant createdAt,
		@Schema(description = "When the gateway was last called") @Nullable Instant calledAt,
		@Schema(description = "When the outcome became final") @Nullable Instant resolvedAt) {
}
