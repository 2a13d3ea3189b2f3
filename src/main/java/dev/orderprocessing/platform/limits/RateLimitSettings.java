package dev.orderprocessing.platform.limits;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.StartRefused;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests a caller may send in a window of time, over all instances. The most
 * specific number holds: that of the caller, of its role, of all.
 *
 * @param enabled false: requests are not counted
 * @param requests of any caller in a window, 1 to 1,000,000,000
 * @param window from 1 s to 1 hour; windows begin at full multiples of their length
 * @param roles requests of each caller with that role
 * @param callers requests of the caller with that name, which is the name of an API key,
 * or {@code oauth:} and the subject of a token
 * @param wrongKeys wrong keys from one address within a minute, 1 to 100,000
 */
@ConfigurationProperties("order-processing.rate-limit")
record RateLimitSettings(@DefaultValue("true") boolean enabled, @DefaultValue("120000") int requests,
		@DefaultValue("60s") Duration window, Map<Role, Integer> roles, Map<String, Integer> callers,
		@DefaultValue("300") int wrongKeys) {

	private static final int MOST = 1_000_000_000;

	private static final int MOST_WRONG_KEYS = 100_000;

	RateLimitSettings {
		roles = (roles != null) ? Map.copyOf(roles) : Map.of();
		callers = (callers != null) ? Map.copyOf(callers) : Map.of();
		Stream.of(Stream.of(requests), roles.values().stream(), callers.values().stream())
			.flatMap((numbers) -> numbers)
			.filter((number) -> number < 1 || number > MOST)
			.findFirst()
			.ifPresent((number) -> refuse("allows %d requests".formatted(number), "set 1 to %d".formatted(MOST)));
		if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(Duration.ofHours(1)) > 0
				|| window.toMillis() % 1000 != 0) {
			refuse("has a window of %s".formatted(window), "set whole seconds, from 1s to 1h");
		}
		if (wrongKeys < 1 || wrongKeys > MOST_WRONG_KEYS) {
			refuse("allows %d wrong-keys".formatted(wrongKeys), "set 1 to %d".formatted(MOST_WRONG_KEYS));
		}
	}

	int requestsOf(Actor caller) {
		Integer own = this.callers.get(caller.name());
		return (own != null) ? own : this.roles.getOrDefault(caller.role(), this.requests);
	}

	private static void refuse(String what, String remedy) {
		throw new StartRefused("order-processing.rate-limit " + what, remedy);
	}

}
