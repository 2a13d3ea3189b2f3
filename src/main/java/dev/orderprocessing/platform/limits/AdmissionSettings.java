package dev.orderprocessing.platform.limits;

import java.time.Duration;

import dev.orderprocessing.kernel.StartRefused;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests are worked on at a time, each with a database connection.
 *
 * @param inWork requests in work, 1 or more; less than the pool has connections
 * @param reads how many of them may be reads, so that reads leave room for commands
 * @param longReads how many of those may be reads of the event feed and of the books
 * @param waiting requests that wait for others to finish; who comes later is refused
 * @param longestWait how long they wait before they are refused too, up to 2 s
 */
@ConfigurationProperties("order-processing.admission")
record AdmissionSettings(@DefaultValue("8") int inWork, @DefaultValue("4") int reads, @DefaultValue("2") int longReads,
		@DefaultValue("100") int waiting, @DefaultValue("500ms") Duration longestWait) {

	/** Connections that jobs, event consumers, health and the limits themselves need. */
	static final int KEPT_CONNECTIONS = 3;

	private static final String PREFIX = "order-processing.admission.";

	AdmissionSettings {
		refuse(inWork < 1, "in-work is %d".formatted(inWork), "set it to 1 or more");
		refuse(reads < 1 || reads > inWork, "reads is %d".formatted(reads),
				"set it to at least 1 and at most in-work, which is %d".formatted(inWork));
		refuse(longReads < 1 || longReads > reads, "long-reads is %d".formatted(longReads),
				"set it to at least 1 and at most reads, which is %d".formatted(reads));
		refuse(waiting < 0 || waiting > 10_000, "waiting is %d".formatted(waiting), "set it to 0 up to 10000");
		refuse(longestWait.isNegative() || longestWait.compareTo(Duration.ofSeconds(2)) > 0,
				"longest-wait is %s".formatted(longestWait), "set it to 0s up to 2s");
	}

	void checkAgainst(int connections) {
		refuse(this.inWork > connections - KEPT_CONNECTIONS,
				"in-work is %d, but the pool has %d connections".formatted(this.inWork, connections),
				"set it to at most %d, or raise SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE"
					.formatted(Math.max(1, connections - KEPT_CONNECTIONS)));
	}

	private static void refuse(boolean wrong, String what, String remedy) {
		if (wrong) {
			throw new StartRefused(PREFIX + what, remedy);
		}
	}

}
