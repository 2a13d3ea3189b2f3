package dev.orderprocessing.payments;

/** How far an intent is. */
public enum PaymentIntentState {

	/** Committed, not sent yet. */
	PENDING,
	/** Sent at least once, outcome not known yet: the gateway will be asked. */
	UNKNOWN,
	/** Done by the gateway. */
	SUCCEEDED,
	/** Refused by the gateway. */
	DECLINED;

	boolean isFinal() {
		return this == SUCCEEDED || this == DECLINED;
	}

}
