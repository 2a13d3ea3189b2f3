package dev.orderprocessing.orders.checks;

import dev.orderprocessing.orders.model.Finding;

/**
 * One question that verification asks of an order. Checks look; none changes anything.
 */
public interface VerificationCheck {

	Finding check(VerificationContext context);

	/** Whether staff may let an order pass although this check failed. */
	default boolean mayBeOverridden() {
		return true;
	}

}
