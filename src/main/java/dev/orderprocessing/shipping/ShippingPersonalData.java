package dev.orderprocessing.shipping;

import java.util.List;

import dev.orderprocessing.kernel.database.PersonalData;

import org.springframework.stereotype.Component;

/** Who took a parcel in is forgotten; the carrier's number proves that it was sent. */
@Component
class ShippingPersonalData implements PersonalData {

	@Override
	public List<Kept> kept() {
		return List.of(new Kept("shipments",
				"SELECT * FROM shipment WHERE order_id = ANY (CAST(:orders AS uuid[])) ORDER BY id", """
						UPDATE shipment SET proof = NULL, version = version + 1
						 WHERE order_id = ANY (CAST(:orders AS uuid[])) AND proof IS NOT NULL"""));
	}

}
