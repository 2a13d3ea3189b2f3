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

	/**
	 * Whether this caller may see and touch what came in through the channel; null stands
	 * for all channels.
	 */
	public boolean mayActFor(@Nullable Channel other) {
		return this.channel == null || this.channel == other;
	}

	/**
	 * Whether this caller works for all channels. Only such are told what concerns them
	 * all together: what a customer owes and may owe, why one is blocked, the numbers of
	 * other channels' orders.
	 */
	public boolean worksForAllChannels() {
		return this.channel == null && this.role != Role.STOREFRONT;
	}

	/** What this caller is bound to; empty when to nothing. */
	public String binding() {
		return (this.channel != null) ? this.channel.name() : "";
	}

}
