package dev.orderprocessing.kernel.database;

import java.util.Collection;
import java.util.Set;
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

	/** The same for rows of which some belong to no order: those may be seen. */
	default String conditionIfAny(String column) {
		return "(%s IS NULL OR %s)".formatted(column, condition(column));
	}

	/**
	 * {@link #condition} for rows that keep the channel of their order, so that an index
	 * can find them.
	 * @param column the column that holds the channel
	 */
	String conditionOnChannel(String column);

	boolean include(UUID orderId);

	/**
	 * An SQL expression: the number by which people know the order.
	 * @param column the qualified column that holds the id of an order
	 */
	String number(String column);

	/** Those of the orders that are visible. */
	Set<UUID> among(Collection<UUID> orderIds);

}
