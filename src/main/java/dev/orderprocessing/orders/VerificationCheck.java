package dev.orderprocessing.orders;

/**
 * One question that verification asks of an order. Checks look; none changes anything.
 */
interface VerificationCheck {

	Finding check(VerificationContext context);

	/** Whether staff may let an order pass although this check failed. */
	default boolean mayBeOverridden() {
		return true;
	}

}
