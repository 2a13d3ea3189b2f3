package dev.orderprocessing.orders.events;

import java.util.UUID;

/** Finds orders for watchers that answer questions about them. */
public interface OrderLookup {

	/**
	 * The id of an order named by its id or number ({@code SO-100042}). Refused with
	 * NOT_FOUND when there is none or the current caller may not see it.
	 */
	UUID idOf(String orderOrNumber);

}
