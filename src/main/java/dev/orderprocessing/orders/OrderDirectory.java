package dev.orderprocessing.orders;

import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.orders.events.OrderContacts;
import dev.orderprocessing.orders.events.OrderLookup;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells watchers which order is meant and who to write to. */
@Component
class OrderDirectory implements OrderContacts, OrderLookup {

	private final OrderStore store;

	OrderDirectory(OrderStore store) {
		this.store = store;
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<Contact> find(UUID orderId) {
		return this.store.find(orderId)
			.map((order) -> new Contact(order.number(), order.buyerName(), order.buyerEmail(), order.grandTotal()));
	}

	@Override
	@Transactional(readOnly = true)
	public UUID idOf(String orderOrNumber) {
		return this.store.get(orderOrNumber).id();
	}

}
