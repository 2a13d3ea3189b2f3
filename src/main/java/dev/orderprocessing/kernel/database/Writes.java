package dev.orderprocessing.kernel.database;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Writes of the running transaction that can wait until it commits: they go to the
 * database together, in the order in which they were added, in one round trip right
 * before the commit. Modules add theirs without knowing of each other. What somebody
 * reads again within the transaction has to be sent before.
 */
public interface Writes {

	/**
	 * Adds a statement. Its text should have few shapes, so that the database keeps its
	 * plan.
	 * @param values of the {@code ?} in their order; a {@code String[]},
	 * {@code Integer[]} or {@code Boolean[]} becomes an array of the database
	 * @throws IllegalStateException outside of a transaction
	 */
	void add(String statement, List<? extends @Nullable Object> values);

	/** Sends what was added and has not been sent; does nothing if there is nothing. */
	void send();

}
