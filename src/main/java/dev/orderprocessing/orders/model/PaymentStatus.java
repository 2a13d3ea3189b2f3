package dev.orderprocessing.orders.model;

import dev.orderprocessing.payments.CardStanding;

/**
 * The payment axis of an order: what is so with its money, whatever way it was to be
 * paid.
 */
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
	/** The authorisation was given up, or has expired. */
	VOIDED;

	/** The one place that says which it is. */
	static PaymentStatus of(Order order, CardStanding cards) {
		if (cards.toCall()) {
			return PENDING;
		}
		if (cards.unanswered()) {
			return UNKNOWN;
		}
		if (order.status() == OrderStatus.CANCELLED) {
			return ofCancelled(order, cards);
		}
		if (order.balance().isZero()) {
			return PAID;
		}
		if (cards.isGoodFor(order.balance())) {
			return AUTHORIZED;
		}
		if (order.paymentToken() == null) {
			return OPEN;
		}
		return switch (cards.last()) {
			case AUTHORIZATION_DECLINED, CAPTURE_DECLINED -> DECLINED;
			case GIVEN_UP -> VOIDED;
			case NONE, MADE -> OPEN;
		};
	}

	private static PaymentStatus ofCancelled(Order order, CardStanding cards) {
		if (cards.authorized().plus(cards.refused()).isPositive()) {
			return AUTHORIZED;
		}
		if (order.paidAmount().isPositive()) {
			return PAID;
		}
		return switch (cards.last()) {
			case AUTHORIZATION_DECLINED, CAPTURE_DECLINED -> DECLINED;
			case GIVEN_UP -> VOIDED;
			case NONE, MADE -> OPEN;
		};
	}

	/** Whether an answer of the gateway is still to come. */
	public boolean isUndecided() {
		return this == PENDING || this == UNKNOWN;
	}

}
