package dev.orderprocessing.notifications;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A mail to the buyer, as it was written. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Notification",
		requiredProperties = { "id", "kind", "subject", "body", "status", "attempts", "createdAt" })
public record NotificationView(UUID id, NotificationKind kind,
		@Schema(description = "Absent: the buyer has given no address",
				example = "ada@example.org") @Nullable String recipient,
		@Schema(example = "Your order SO-100042 is complete") String subject, String body,
		@Schema(description = "RECORDED: written, not sent yet or no mail server is set; SENT; FAILED: given up; "
				+ "NO_ADDRESS: there is no address that mail can be sent to") NotificationStatus status,
		@Schema(description = "How often it was handed to the mail server") int attempts,
		@Schema(description = "Kind of the last error") @Nullable String lastError, Instant createdAt,
		@Schema(description = "When the mail server took it") @Nullable Instant sentAt) {
}
