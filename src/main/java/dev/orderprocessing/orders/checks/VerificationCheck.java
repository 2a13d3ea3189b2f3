package dev.orderprocessing.orders.checks;

import java.util.Set;

import dev.orderprocessing.orders.model.Finding;

/**
 * One question that verification asks of an order. Checks look; none changes anything.
 */
public interface VerificationCheck {

	/** As it stands in the findings. */
	String name();

	/** What it is about: it runs again when one of these has changed. */
	Set<Subject> about();

	Finding check(VerificationContext context);

	/** Whether staff may let an order pass although this check failed. */
	default boolean mayBeOverridden() {
		return true;
	}

}
