package dev.orderprocessing.platform.security;

import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A key without its secret, which nobody can read again.
 *
 * @param channel the only channel the key may act for
 */
@Schema(name = "ApiKey", requiredProperties = { "id", "name", "role", "createdAt" })
record ApiKeyView(UUID id, @Schema(example = "web-shop") String name, Role role,
		@Schema(description = "The only channel the key may act for; absent: all") @Nullable Channel channel,
		Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {
}
