package dev.orderprocessing.notifications;

/** How far a mail has come. */
public enum NotificationStatus {

	/** Written; sent as soon as a mail server is configured and takes it. */
	RECORDED,
	/** The mail server has taken it. */
	SENT,
	/** Given up after the last attempt. */
	FAILED

}
