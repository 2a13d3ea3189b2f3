package dev.orderprocessing.kernel;

import java.time.Instant;
import java.util.UUID;

import org.hibernate.id.uuid.UuidVersion7Strategy;

/**
 * Makes ids in the process: UUID version 7 (RFC 9562), which sort by time of creation.
 */
public final class Ids {

	/** An id has room for 48 bits of them. */
	private static final long LAST_MILLISECOND = (1L << 48) - 1000;

	private Ids() {
	}

	@SuppressWarnings("NullAway") // the strategy does not look at the session
	public static UUID next() {
		return UuidVersion7Strategy.INSTANCE.generateUuid(null);
	}

	/** The lowest id that can have been made in this millisecond, or the nearest one. */
	public static UUID lowest(Instant made) {
		long seconds = Math.clamp(made.getEpochSecond(), 0, LAST_MILLISECOND / 1000);
		long milliseconds = seconds * 1000 + made.getNano() / 1_000_000;
		return new UUID(milliseconds << 16 | 0x7000, 0x8000_0000_0000_0000L);
	}

}
