package dev.orderprocessing.kernel.web;

import java.util.UUID;

/**
 * What a command still has to do between its commit and its answer: calls to a payment
 * gateway, which must not run inside a database transaction. A controller asks for it by
 * answering with {@link Unsettled}.
 */
public interface Settlement {

	/**
	 * Makes the calls that the subject still waits for, each outcome in a transaction of
	 * its own. Safe to repeat.
	 */
	void settle(UUID subject);

	/** The answer to give after {@link #settle}. */
	Object answer(UUID subject);

}
