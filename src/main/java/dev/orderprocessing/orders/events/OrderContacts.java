package dev.orderprocessing.orders.events;

import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * Who to write to about an order. Personal data stays out of the event log, which is
 * never erased; watchers ask here.
 */
public interface OrderContacts {

	Optional<Contact> find(UUID orderId);

	/**
	 * The buyer of an order and what to tell about it.
	 *
	 * @param email as given, which may be no address; absent where none was given
	 */
	record Contact(String orderNumber, String name, @Nullable String email, Money grandTotal) {
	}

}
