package dev.orderprocessing.notifications;

/** How far a mail has come. */
public enum NotificationStatus {

	/** Written; sent as soon as a mail server is configured and takes it. */
	RECORDED,
	/** The mail server has taken it. */
	SENT,
	/** Given up after the last attempt. */
	FAILED,
	/**
	 * Written, and kept to be read: the buyer has no address that mail can be sent to.
	 */
	NO_ADDRESS

}
