package dev.orderprocessing.platform.limits;

import java.time.Duration;

import dev.orderprocessing.kernel.StartRefused;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a client may take over one request, from 1 s to 10 minutes each. Whoever stops
 * altogether is cut off earlier, by Tomcat's own timeouts.
 *
 * @param slowestHead from the first byte to the end of the headers
 * @param slowestAnswer from the first byte of the answer to its last
 */
@ConfigurationProperties("order-processing.connections")
record ConnectionSettings(@DefaultValue("15s") Duration slowestHead, @DefaultValue("30s") Duration slowestAnswer) {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofMinutes(10);

	ConnectionSettings {
		check("slowest-head", slowestHead);
		check("slowest-answer", slowestAnswer);
	}

	private static void check(String name, Duration value) {
		if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
			throw new StartRefused("order-processing.connections.%s is %s".formatted(name, value),
					"set it to 1s up to 10m");
		}
	}

}
