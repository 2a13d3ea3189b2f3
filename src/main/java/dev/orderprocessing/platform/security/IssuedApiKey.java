package dev.orderprocessing.platform.security;

import dev.orderprocessing.kernel.web.ToldOnce;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new key together with its secret, which is told this once. */
@Schema(requiredProperties = "key")
record IssuedApiKey(ApiKeyView key,
		@Schema(description = "Send it as Authorization: Bearer <secret>. It is not kept and not shown again: absent "
				+ "when the request is repeated") @Nullable String secret,
		@Schema(description = "When the secret is absent: what to do if it was lost") @Nullable String remedy)
		implements
			ToldOnce {

	static IssuedApiKey told(ApiKeyView key, String secret) {
		return new IssuedApiKey(key, secret, null);
	}

	@Override
	public IssuedApiKey repeated() {
		return new IssuedApiKey(this.key, null,
				"The secret was told once, in the first answer, and is not kept. If it was lost, revoke this key with "
						+ "POST /api/v1/api-keys/%s/revoke and issue another with a new Idempotency-Key."
							.formatted(this.key.id()));
	}

}
