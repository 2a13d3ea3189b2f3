package dev.orderprocessing.orders.model;

/** Why an order is held. */
public enum HoldType {

	/**
	 * Verification found something; lifted by verifying again, or by an override with a
	 * reason.
	 */
	VERIFICATION,
	/**
	 * A card is not authorised, or a prepayment has not arrived; lifted by the payment,
	 * or by finance.
	 */
	PAYMENT,
	/**
	 * Somebody suspects fraud. When finance does, finance lifts it; until then the
	 * storefront changes nothing and is not told why.
	 */
	FRAUD,
	/** The buyer asked to wait. */
	CUSTOMER_REQUEST,
	/** Something is wrong with the goods. */
	STOCK,
	/** Anything else; the reason tells. */
	OTHER;

	/**
	 * Whether people may place a hold of this type; the others are placed by the service.
	 */
	public boolean isManual() {
		return this != VERIFICATION && this != PAYMENT;
	}

}
