package dev.orderprocessing.orders;

/**
 * The numbers of the demo orders: one for each button, in the state that it needs, so
 * that every example of the API document works on a fresh demo, alone and one after the
 * other.
 */
public final class DemoOrders {

	/** Verified, nothing packed; also the order to look at. */
	public static final String TO_FULFILL = "SO-100001";

	/** Verified, nothing packed. */
	public static final String TO_AMEND = "SO-100002";

	/** The version of {@link #TO_AMEND} as it was placed. */
	public static final String TO_AMEND_VERSION = "\"0\"";

	/** Verified, not held. */
	public static final String TO_HOLD = "SO-100003";

	/** Verified, held because the buyer asked to wait. */
	public static final String TO_RELEASE = "SO-100004";

	/** Verified, nothing shipped. */
	public static final String TO_CANCEL = "SO-100005";

	/** Placed at a price that is not ours: verification has failed. */
	public static final String TO_VERIFY = "SO-100006";

	/** Verified, with an engraving that is not done. */
	public static final String TO_SERVE = "SO-100007";

	/** Fulfilled. */
	public static final String TO_SHIP = "SO-100008";

	/** Shipped with the shipment SH-100001, which is under way. */
	public static final String TO_DELIVER = "SO-100009";

	/** Shipped and delivered, but not invoiced, because it was held on that day. */
	public static final String TO_INVOICE = "SO-100010";

	/** Invoiced with the first invoice of the year, nothing paid. */
	public static final String TO_PAY = "SO-100011";

	/** Invoiced and paid, but not confirmed, because it was held on that day. */
	public static final String TO_CONFIRM = "SO-100012";

	/** Confirmed, without feedback. */
	public static final String TO_RATE = "SO-100013";

	/** Confirmed, with feedback: an order with everything to read. */
	public static final String COMPLETE = "SO-100014";

	/** Shipped, under way with a number that can be corrected. */
	public static final String TO_TRACK = "SO-100015";

	private DemoOrders() {
	}

}
