package dev.orderprocessing.notifications;

/** What a mail is about. */
public enum NotificationKind {

	/** Everything is delivered and paid; with an invitation to give feedback. */
	ORDER_CONFIRMED,
	/** Goods are on their way. */
	UNITS_SHIPPED

}
