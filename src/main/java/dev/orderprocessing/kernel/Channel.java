package dev.orderprocessing.kernel;

/** Where an order came in. */
public enum Channel {

	WEB(true), PHONE(false), EMAIL(true), IN_PERSON(false), MARKETPLACE(false), API(true);

	private final boolean needsEmail;

	Channel(boolean needsEmail) {
		this.needsEmail = needsEmail;
	}

	/**
	 * Whether its buyers have nothing but an e-mail address by which they can be told.
	 */
	public boolean needsEmail() {
		return this.needsEmail;
	}

}
