package dev.orderprocessing.platform.limits;

import java.time.Duration;
import java.util.List;

import dev.orderprocessing.kernel.StartRefused;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * How many connections a client may have, and how long it may take over one request, from
 * 1 s to 10 minutes each. Whoever stops altogether is cut off earlier, by Tomcat's own
 * timeouts.
 *
 * @param slowestHead from the first byte to the end of the headers
 * @param slowestAnswer from the first byte of the answer to its last
 * @param perAddress connections that one address may have at a time, 1 to 100,000
 * @param trustedProxies addresses and networks (CIDR) that may have any number, since
 * they speak for many; this machine unless said otherwise
 */
@ConfigurationProperties("order-processing.connections")
record ConnectionSettings(@DefaultValue("15s") Duration slowestHead, @DefaultValue("30s") Duration slowestAnswer,
		@DefaultValue("256") int perAddress, List<String> trustedProxies) {

	private static final List<String> THIS_MACHINE = List.of("127.0.0.1/32", "::1/128");

	private static final int MOST_PER_ADDRESS = 100_000;

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofMinutes(10);

	ConnectionSettings {
		check("slowest-head", slowestHead);
		check("slowest-answer", slowestAnswer);
		if (perAddress < 1 || perAddress > MOST_PER_ADDRESS) {
			throw new StartRefused("order-processing.connections.per-address is %d".formatted(perAddress),
					"set it to 1 up to %d".formatted(MOST_PER_ADDRESS));
		}
		trustedProxies = (trustedProxies != null) ? List.copyOf(trustedProxies) : THIS_MACHINE;
		matchers(trustedProxies);
	}

	ConnectionShare share() {
		return new ConnectionShare(this.perAddress, matchers(this.trustedProxies));
	}

	private static List<IpAddressMatcher> matchers(List<String> networks) {
		return networks.stream().map(ConnectionSettings::matcher).toList();
	}

	private static IpAddressMatcher matcher(String network) {
		try {
			return new IpAddressMatcher(network);
		}
		catch (IllegalArgumentException ex) {
			throw new StartRefused(
					"order-processing.connections.trusted-proxies holds %s, which is no address".formatted(network),
					"name addresses or networks such as 10.0.0.0/8");
		}
	}

	private static void check(String name, Duration value) {
		if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
			throw new StartRefused("order-processing.connections.%s is %s".formatted(name, value),
					"set it to 1s up to 10m");
		}
	}

}
