package dev.orderprocessing.journal;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event that a consumer could not handle and that waits for somebody to retry it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ParkedEvent",
		requiredProperties = { "id", "consumer", "eventId", "type", "error", "summary", "attempts", "parkedAt" })
public record ParkedEventView(UUID id, @Schema(example = "notifications") String consumer, UUID eventId,
		@Schema(example = "OrderConfirmed") String type, @Nullable UUID orderId, @Nullable Integer sequence,
		@Schema(description = "Kind of the last error", example = "IllegalStateException") String error,
		@Schema(description = "Where it happened") String summary, int attempts, Instant parkedAt,
		@Schema(description = "When a retry succeeded") @Nullable Instant resolvedAt, @Nullable String resolvedBy) {
}
