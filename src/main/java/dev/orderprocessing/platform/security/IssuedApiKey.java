package dev.orderprocessing.platform.security;

import io.swagger.v3.oas.annotations.media.Schema;

/** A new key together with its secret, which is told this once. */
@Schema(requiredProperties = { "key", "secret" })
record IssuedApiKey(ApiKeyView key,
		@Schema(description = "Send it as Authorization: Bearer <secret>; it is not shown again") String secret) {
}
