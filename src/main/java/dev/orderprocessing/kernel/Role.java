package dev.orderprocessing.kernel;

/** What a caller is to us; every operation names the roles that may call it. */
public enum Role {

	/** Places orders; sees and cancels those of its own channel. */
	STOREFRONT,
	/** Order desk and warehouse. */
	OPS,
	/** Invoices and payments. */
	FINANCE,
	/** Reads, the event feed, webhooks. */
	PARTNER,
	/** Keys and configuration. */
	ADMIN

}
