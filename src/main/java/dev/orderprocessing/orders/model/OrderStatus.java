package dev.orderprocessing.orders.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * The milestones of an order. Holds, payment and the counts of each line are axes of
 * their own; the milestone follows from the counts.
 */
public enum OrderStatus {

	/** Received and priced; verification is open or has found something. */
	PLACED,
	/** Checked, and its stock reserved or backordered. */
	VERIFIED,
	/** All live units are packed. */
	FULFILLED,
	/** All live units have left the warehouse. */
	SHIPPED,
	/** All live units are invoiced. */
	INVOICED,
	/** Everything is delivered, invoiced and paid. */
	CONFIRMED,
	/** Nothing of it will be shipped. */
	CANCELLED;

	/**
	 * The one table of moves. The database holds the same in {@code order_transition}; a
	 * test compares them.
	 */
	public Set<OrderStatus> next() {
		return switch (this) {
			case PLACED -> EnumSet.of(VERIFIED, CANCELLED);
			case VERIFIED -> EnumSet.of(PLACED, FULFILLED, CANCELLED);
			case FULFILLED -> EnumSet.of(SHIPPED, CANCELLED);
			case SHIPPED -> EnumSet.of(INVOICED);
			case INVOICED -> EnumSet.of(CONFIRMED);
			case CONFIRMED, CANCELLED -> EnumSet.noneOf(OrderStatus.class);
		};
	}

}
