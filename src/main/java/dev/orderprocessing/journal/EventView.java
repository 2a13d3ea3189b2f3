package dev.orderprocessing.journal;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A fact as readers see it.
 *
 * @param id the same on every delivery, so that readers can tell a repetition
 * @param sequence the number of the event among those of its order, from 1, without gaps
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Event", requiredProperties = { "id", "type", "occurredAt", "actor", "payload" })
public record EventView(@Schema(description = "The same on every delivery") UUID id,
		@Schema(description = "What happened", example = "OrderConfirmed") String type,
		@Schema(description = "The order; absent when the fact belongs to no single order") @Nullable UUID orderId,
		@Schema(description = "Number of the event among those of its order, from 1, without gaps",
				example = "3") @Nullable Integer sequence,
		Instant occurredAt, @Schema(description = "Who did it", example = "system") String actor,
		@Schema(description = "Details that depend on the type",
				example = "{\"orderNumber\": \"SO-100042\", \"channel\": \"WEB\"}") Map<String, Object> payload) {
}
