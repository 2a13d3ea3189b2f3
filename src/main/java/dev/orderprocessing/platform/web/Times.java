package dev.orderprocessing.platform.web;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.orderprocessing.kernel.InvalidValue;

/** Reads times as ISO 8601, within the years that every part of the service can keep. */
final class Times {

	private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

	private Times() {
	}

	/**
	 * @throws java.time.DateTimeException for what is not ISO 8601 with an offset
	 */
	static Instant instant(String text) {
		Instant instant = OffsetDateTime.parse(text.strip()).toInstant();
		if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
			throw new InvalidValue("OUT_OF_RANGE", "A time lies in the years 1 to 9999.");
		}
		return instant;
	}

}
