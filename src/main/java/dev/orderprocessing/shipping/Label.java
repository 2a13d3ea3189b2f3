package dev.orderprocessing.shipping;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a shipment's way: by which carrier, under which number.
 *
 * @param carrier code such as DHL; absent: the delivery method's
 * @param trackingNumber absent: given out by the house carrier, none from others
 * @param trackingUrl absent: made from the carrier's template, if it has one
 * @param pointer where the request says it, for the refusal of what is wrong
 */
public record Label(@Nullable String carrier, @Nullable String trackingNumber, @Nullable String trackingUrl,
		String pointer) {

	/** Of the code of a carrier; case does not distinguish. */
	public static final String CARRIER_FORM = "^[A-Za-z0-9][A-Za-z0-9_-]{0,19}$";

	/** What such a code is. */
	public static final String CARRIER_IS = "is a code of 1 to 20 letters, digits, dashes or underscores, such as DHL";

	/** Nothing is said. */
	public static final Label NONE = new Label(null, null, null, "");

	public boolean saysNothing() {
		return this.carrier == null && this.trackingNumber == null && this.trackingUrl == null;
	}

}
