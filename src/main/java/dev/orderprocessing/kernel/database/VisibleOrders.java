package dev.orderprocessing.kernel.database;

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

	/**
	 * The same for rows that keep the channel of their order, so that an index can find
	 * them.
	 * @param column the column that holds the channel
	 */
	String conditionOnChannel(String column);

	/**
	 * The statement of a page of what the caller may see of these rows, for
	 * {@link ScannedRow}. A row without an order may be seen.
	 * @param rows the statement that finds the rows, one of its columns {@code order_id},
	 * in that order
	 * @param order the columns that it is ordered by
	 */
	default String page(String rows, String order) {
		return ScannedRow.page(rows, order, "r.order_id IS NULL OR " + condition("r.order_id"));
	}

	boolean include(UUID orderId);

}
