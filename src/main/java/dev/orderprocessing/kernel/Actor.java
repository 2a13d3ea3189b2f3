package dev.orderprocessing.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Who does something: a caller by the name of its key, or the service itself.
 *
 * @param channel the only channel this caller may act for, or null for all
 */
public record Actor(String name, Role role, @Nullable Channel channel) {

	/** The service acting on its own: jobs and reactions to events. */
	public static final Actor SYSTEM = new Actor("system", Role.OPS, null);

	/** Whether this caller may see and touch what came in through the channel. */
	public boolean mayActFor(Channel other) {
		return this.channel == null || this.channel == other;
	}

}
