package dev.orderprocessing.shipping;

import java.util.Optional;

/**
 * The port to those who carry goods: announces a shipment to a carrier, which may answer
 * with a tracking number.
 */
interface Carrier {

	boolean serves(String carrierCode);

	/** Announces a shipment; empty when the carrier's number must be typed in. */
	Optional<String> announce(String shipmentNumber);

}
