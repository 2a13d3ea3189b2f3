package dev.orderprocessing.orders.model;

import java.time.Instant;

import dev.orderprocessing.kernel.Actor;

/**
 * What is being done to an order, as its history tells it: the command, by whom, and at
 * which time, read from the clock once for all that the command does.
 *
 * @param command what was asked for, the last part of its path
 */
public record Act(String command, Actor by, Instant at) {

	/** Placing an order, the only act that is asked of no order. */
	public static Act placing(Actor by, Instant at) {
		return new Act("place", by, at);
	}

	public static Act of(OrderAction action, Actor by, Instant at) {
		return new Act(action.path(), by, at);
	}

	/** What follows from this act at once, such as the invoice from the delivery. */
	public Act then(OrderAction action) {
		return new Act(action.path(), this.by, this.at);
	}

	/** The part of this act that the service decides itself. */
	public Act bySystem() {
		return new Act(this.command, Actor.SYSTEM, this.at);
	}

	/** Name of the key, or {@code system}. */
	String actor() {
		return this.by.name();
	}

}
