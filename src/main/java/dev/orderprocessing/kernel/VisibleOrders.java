package dev.orderprocessing.kernel;

import java.util.UUID;

/**
 * Which orders the caller may see: a caller bound to a channel those of that channel. For
 * modules that know an order only by its id.
 */
public interface VisibleOrders {

	/**
	 * An SQL condition that holds for rows of visible orders.
	 * @param column the qualified column that holds the id of an order
	 */
	String condition(String column);

	boolean include(UUID orderId);

}
