package dev.orderprocessing.shipping;

/** How a delivery method charges. */
public enum DeliveryMethodKind {

	/** One fee per currency, whatever the weight. */
	FLAT,
	/** A fee per weight class; nothing is carried above the heaviest class. */
	WEIGHT

}
