package dev.orderprocessing.platform.web;

import java.time.Duration;

import dev.orderprocessing.kernel.StartRefused;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is accepted as the body of a request.
 *
 * @param largest most bytes of one body, up to 16 MB
 * @param slowest how long sending it may take, from 1 s to 10 minutes
 * @param inMemory most bytes of all bodies at a time, up to 1 GB
 */
@ConfigurationProperties("order-processing.bodies")
record BodySettings(@DefaultValue("1MB") DataSize largest, @DefaultValue("20s") Duration slowest,
		@DefaultValue("32MB") DataSize inMemory) {

	private static final DataSize LARGEST = DataSize.ofMegabytes(16);

	private static final DataSize MOST = DataSize.ofGigabytes(1);

	BodySettings {
		if (largest.toBytes() < 1 || largest.compareTo(LARGEST) > 0) {
			throw new StartRefused("order-processing.bodies.largest is %s".formatted(largest),
					"set it to 1B up to 16MB");
		}
		if (slowest.compareTo(Duration.ofSeconds(1)) < 0 || slowest.compareTo(Duration.ofMinutes(10)) > 0) {
			throw new StartRefused("order-processing.bodies.slowest is %s".formatted(slowest),
					"set it to 1s up to 10m");
		}
		if (inMemory.compareTo(largest) < 0 || inMemory.compareTo(MOST) > 0) {
			throw new StartRefused("order-processing.bodies.in-memory is %s".formatted(inMemory),
					"set it to at least bodies.largest, which is %s, up to 1GB".formatted(largest));
		}
	}

	static int bytes(DataSize size) {
		return Math.toIntExact(size.toBytes());
	}

}
