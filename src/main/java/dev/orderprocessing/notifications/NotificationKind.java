package dev.orderprocessing.notifications;

/** What a mail is about. */
public enum NotificationKind {

	/** Everything is delivered and paid; with an invitation to give feedback. */
	ORDER_CONFIRMED,
	/** Goods are on their way. */
	UNITS_SHIPPED,
	/** They are followed under another number than was told. */
	TRACKING_CORRECTED,
	/** The order waits for its payment and expires without it. */
	PAYMENT_REMINDER,
	/** The card is no longer authorised; another one is needed. */
	CARD_NEEDED

}
