package dev.orderprocessing.journal;

import java.util.Set;

/**
 * A watcher: handles the events of some types, in the order of the feed, each at least
 * once. What it writes to the database commits together with its position, so a
 * transactional handler takes effect exactly once. It makes no calls that leave the
 * process; it records what is to be done and lets a job do it.
 */
public interface EventConsumer {

	/** Stable name under which the position is kept. */
	String name();

	/** The types of the events it wants, by the simple names of their records. */
	Set<String> types();

	/** Throws what it likes: the event is tried again, and parked after five attempts. */
	void accept(EventView event);

}
