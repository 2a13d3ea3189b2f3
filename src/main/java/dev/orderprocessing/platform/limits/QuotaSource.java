package dev.orderprocessing.platform.limits;

/** Where an instance gets the tokens from that it spends. */
interface QuotaSource {

	/**
	 * Takes as many tokens as there are, up to this number. Takes as long as the database
	 * does.
	 */
	Lease take(String caller, int requests, int tokens);

	/**
	 * What was taken.
	 *
	 * @param window the number of the window they are of; they are worth nothing in
	 * another
	 * @param left how many are left for everybody
	 */
	record Lease(long window, int tokens, long left) {
	}

}
