package dev.orderprocessing.shipping;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to delivery methods and shipments. */
@Service
@Transactional(readOnly = true)
public class Shipping {

	/**
	 * What a method charges for a weight; empty when there is no active method with this
	 * code.
	 */
	public Optional<DeliveryQuote> quote(String method, Currency currency, int weightGrams) {
		throw new UnsupportedOperationException();
	}

	/** Sends goods on their way. */
	@Transactional
	public ShipmentView dispatch(Dispatch dispatch) {
		throw new UnsupportedOperationException();
	}

	/** Notes the delivery of a shipment that is under way; refuses a second delivery. */
	@Transactional
	public ShipmentView deliver(UUID orderId, UUID shipmentId, @Nullable String proof) {
		throw new UnsupportedOperationException();
	}

	/** The shipments of an order, oldest first. */
	public List<ShipmentView> shipmentsOf(UUID orderId) {
		throw new UnsupportedOperationException();
	}

}
