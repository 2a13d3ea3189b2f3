package dev.orderprocessing.orders.checks;

/** What of an order a check is about: it runs again when that has changed. */
public enum Subject {

	/** What is wanted, of which, with which services, at which price. */
	LINES,
	/** Who buys and how the buyer is reached. */
	CONTACT,
	/** Where the goods go. */
	ADDRESS,
	/** The country of the shipping address. */
	COUNTRY,
	/** The delivery method. */
	DELIVERY,
	/** How it is paid. */
	PAYMENT,
	/** What it costs. */
	TOTAL

}
