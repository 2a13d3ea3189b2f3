package dev.orderprocessing.orders.events;

import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;

/**
 * Who to write to about an order. Personal data stays out of the event log, which is
 * never erased; watchers ask here.
 */
public interface OrderContacts {

	Optional<Contact> find(UUID orderId);

	/** The buyer of an order and what to tell about it. */
	record Contact(String orderNumber, String name, String email, Money grandTotal) {
	}

}
