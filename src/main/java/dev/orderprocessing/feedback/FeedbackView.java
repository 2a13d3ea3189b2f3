package dev.orderprocessing.feedback;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderprocessing.kernel.web.About;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the buyer said about an order. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Feedback", requiredProperties = { "id", "orderId", "rating", "createdAt", "actor" })
public record FeedbackView(UUID id, UUID orderId,
		@Schema(description = "Number of the order", example = "SO-100014") @Nullable String orderNumber,
		@Schema(description = "1 is worst, 5 is best", minimum = "1", maximum = "5", example = "5") int rating,
		@Nullable String comment, Instant createdAt,
		@Schema(description = "Who passed it on", example = "web-shop") String actor) implements About {

	@Override
	public UUID subject() {
		return this.orderId;
	}

}
