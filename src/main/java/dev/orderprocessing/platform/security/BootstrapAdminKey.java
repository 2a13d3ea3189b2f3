package dev.orderprocessing.platform.security;

import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.StartRefused;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets the operator of a new database in: a key of their choice with the role ADMIN, from
 * the environment variable ORDER_PROCESSING_BOOTSTRAP_ADMIN_KEY. It is stored hashed;
 * another value at a later start replaces it; once revoked it stays revoked.
 */
@Component
class BootstrapAdminKey implements InitializingBean {

	static final String NAME = "bootstrap-admin";

	private static final int SHORTEST = 20;

	private static final int LONGEST = 200;

	private final ApiKeys keys;

	private final String secret;

	BootstrapAdminKey(ApiKeys keys, @Value("${order-processing.bootstrap-admin-key:}") String secret) {
		this.keys = keys;
		this.secret = secret;
	}

	@Override
	public void afterPropertiesSet() {
		if (this.secret.isEmpty()) {
			return;
		}
		if (this.secret.length() < SHORTEST || this.secret.length() > LONGEST
				|| !this.secret.chars().allMatch((c) -> c > ' ' && c < 0x7f)) {
			throw new StartRefused("The bootstrap admin key is not a usable key",
					"set ORDER_PROCESSING_BOOTSTRAP_ADMIN_KEY to %d to %d random visible ASCII characters, or unset it"
						.formatted(SHORTEST, LONGEST));
		}
		this.keys.ensure(NAME, Role.ADMIN, this.secret);
	}

}
