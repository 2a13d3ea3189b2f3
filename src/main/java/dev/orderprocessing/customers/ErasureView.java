package dev.orderprocessing.customers;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was forgotten. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Erasure", requiredProperties = { "erasedAt", "orders", "complete" })
public record ErasureView(@Schema(description = "The id that stays; absent for a guest") @Nullable UUID customerId,
		@Schema(description = "When; for a customer who was erased before, then") Instant erasedAt,
		@Schema(description = "Orders that told who bought until now", example = "0") int orders,
		@Schema(description = "False when there are more orders than are erased at once: send the request again, "
				+ "with a new key") boolean complete) {
}
