package dev.orderprocessing.orders.model;

/** The payment axis of an order. */
public enum PaymentStatus {

	/** Nothing has been asked for or arrived, or only a part. */
	OPEN,
	/** The gateway is being asked right now. */
	PENDING,
	/**
	 * The gateway did not answer; it is asked again until the outcome is known. Nothing
	 * is charged twice.
	 */
	UNKNOWN,
	/** The card is authorised; the money is captured with each invoice. */
	AUTHORIZED,
	/** The gateway refused; pay again with another card or method. */
	DECLINED,
	/** All that is owed has been paid. */
	PAID,
	/** The authorisation was given up. */
	VOIDED;

	/** Whether an answer of the gateway is still to come. */
	public boolean isUndecided() {
		return this == PENDING || this == UNKNOWN;
	}

}
