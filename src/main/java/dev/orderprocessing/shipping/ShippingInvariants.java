package dev.orderprocessing.shipping;

import java.util.List;

import dev.orderprocessing.kernel.database.Invariant;
import dev.orderprocessing.kernel.database.Invariants;

import org.springframework.stereotype.Component;

@Component
class ShippingInvariants implements Invariants {

	@Override
	public List<Invariant> list() {
		return List.of(new Invariant("shipments-carry-goods", "Every shipment carries at least one unit.", """
				SELECT s.number FROM shipment s
				WHERE NOT EXISTS (SELECT 1 FROM shipment_line l WHERE l.shipment_id = s.id)"""),
				new Invariant("deliveries-follow-dispatch", "No shipment was delivered before it was dispatched.",
						"SELECT number FROM shipment WHERE delivered_at < dispatched_at"),
				new Invariant("delivery-methods-have-a-tariff", "Every active delivery method charges something.", """
						SELECT m.code FROM delivery_method m
						WHERE m.active AND NOT EXISTS (SELECT 1 FROM delivery_rate r WHERE r.method = m.code)"""));
	}

}
