package dev.orderprocessing.orders.model;

/** How a verification check ended. */
public enum CheckOutcome {

	PASS, WARN, FAIL

}
