package dev.orderprocessing.kernel;

import java.util.UUID;

/**
 * Which orders the caller may see: a caller bound to a channel those of that channel. For
 * modules that know an order only by its id.
 */
public interface VisibleOrders {

	/** How many rows a page looks at that has to ask of each whether it may be seen. */
	int LOOKED_AT = 2_000;

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
	 * The statement of a page that takes the same time however few rows may be seen: it
	 * looks at {@link #LOOKED_AT} rows at most, and tells with {@code visible} and
	 * {@code looked_at_last} of each what {@link Looked} holds. A row without an order
	 * may be seen. Fetches {@code :fetch} rows.
	 * @param rows the statement that finds the rows, one of its columns {@code order_id},
	 * in that order
	 * @param order the columns that it is ordered by
	 */
	default String page(String rows, String order) {
		return """
				SELECT * FROM (
				    SELECT r.*, (r.order_id IS NULL OR %1$s) AS visible,
				           row_number() OVER (ORDER BY %2$s) = %4$d AS looked_at_last
				      FROM (%3$s ORDER BY %2$s LIMIT %4$d) r) r
				 WHERE visible OR looked_at_last ORDER BY %2$s LIMIT :fetch""".formatted(condition("r.order_id"), order,
				rows, LOOKED_AT);
	}

	boolean include(UUID orderId);

}
