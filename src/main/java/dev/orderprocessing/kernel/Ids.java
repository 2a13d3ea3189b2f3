package dev.orderprocessing.kernel;

import java.util.UUID;

import org.hibernate.id.uuid.UuidVersion7Strategy;

/**
 * Makes ids in the process: UUID version 7 (RFC 9562), which sort by time of creation.
 */
public final class Ids {

	private Ids() {
	}

	@SuppressWarnings("NullAway") // the strategy does not look at the session
	public static UUID next() {
		return UuidVersion7Strategy.INSTANCE.generateUuid(null);
	}

}
