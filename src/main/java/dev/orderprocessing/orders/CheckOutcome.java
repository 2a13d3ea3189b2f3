package dev.orderprocessing.orders;

/** How a verification check ended. */
public enum CheckOutcome {

	PASS, WARN, FAIL

}
