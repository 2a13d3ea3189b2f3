package dev.orderprocessing.kernel.database;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The orders by which modules below know a person. A caller bound to a channel means
 * those of that channel.
 */
public interface OrdersOfPerson {

	/** Ids of orders that still tell who bought, the newest first. */
	List<UUID> of(Person person, int most);

	/** Ids of finished orders that still tell who bought, the oldest first. */
	List<UUID> finishedBefore(Instant time, int most);

	/**
	 * Locks orders, by id, and gives the numbers of those that still tell who bought.
	 */
	Map<UUID, String> lock(Collection<UUID> orders);

	/** The numbers of those that still tell who bought. */
	Map<UUID, String> numbers(Collection<UUID> orders);

	/** Notes in history and events that orders don't tell who bought any more. */
	void erased(Collection<UUID> orders);

}
