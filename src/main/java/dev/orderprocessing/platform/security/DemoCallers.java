package dev.orderprocessing.platform.security;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.platform.database.ConditionalOnDemoKeys;

import org.springframework.stereotype.Component;

/** The keys that everybody knows, for trying the service out on one's own machine. */
@Component
@ConditionalOnDemoKeys
class DemoCallers {

	private static final Map<String, Actor> ACTORS = Map.of("demo-storefront",
			new Actor("demo-storefront", Role.STOREFRONT, Channel.WEB), "demo-ops",
			new Actor("demo-ops", Role.OPS, null), "demo-finance", new Actor("demo-finance", Role.FINANCE, null),
			"demo-partner", new Actor("demo-partner", Role.PARTNER, null), "demo-admin",
			new Actor("demo-admin", Role.ADMIN, null));

	static Set<String> names() {
		return ACTORS.keySet();
	}

	Optional<Actor> callerWith(String key) {
		return Optional.ofNullable(ACTORS.get(key));
	}

}
