package dev.orderprocessing.platform.security;

import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.DemoData;
import dev.orderprocessing.kernel.Role;

import org.springframework.stereotype.Component;

/** A key to revoke. Its secret is told to nobody, so that nobody can use it. */
@Component
class ApiKeysDemoData implements DemoData {

	static final String TO_REVOKE = "01900000-0000-7000-8000-0000000000a1";

	private final ApiKeys keys;

	ApiKeysDemoData(ApiKeys keys) {
		this.keys = keys;
	}

	@Override
	public int order() {
		return 0;
	}

	@Override
	public void load() {
		this.keys.issue(UUID.fromString(TO_REVOKE), "former-web-shop", Role.STOREFRONT, Channel.WEB, null);
	}

}
