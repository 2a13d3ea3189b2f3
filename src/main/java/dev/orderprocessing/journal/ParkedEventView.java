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
public record ParkedEventView(@Schema(description = "For the retry") UUID id,
		@Schema(description = "Who could not handle it", example = "notifications") String consumer,
		@Schema(description = "The event in the feed") UUID eventId, @Schema(example = "OrderConfirmed") String type,
		@Nullable UUID orderId,
		@Schema(description = "Number of the order", example = "SO-100014") @Nullable String orderNumber,
		@Nullable Integer sequence,
		@Schema(description = "Kind of the last error", example = "IllegalStateException") String error,
		@Schema(description = "Where it happened") String summary,
		@Schema(description = "How often it was tried") int attempts, Instant parkedAt,
		@Schema(description = "When a retry succeeded") @Nullable Instant resolvedAt,
		@Schema(description = "Who retried it") @Nullable String resolvedBy) {
}
