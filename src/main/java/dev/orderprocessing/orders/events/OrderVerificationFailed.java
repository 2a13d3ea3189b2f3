package dev.orderprocessing.orders.events;

/** Verification found something; the order waits under a hold. */
public record OrderVerificationFailed(String orderNumber, String channel, java.util.List<String> failedChecks) {
}
