package dev.orderprocessing.kernel.web;

import java.util.UUID;

/**
 * A view whose subject waits for calls that leave the process; the command advice settles
 * it before answering.
 */
public interface Unsettled {

	/**
	 * The id to hand to {@link Settlement}, or null when there is nothing to wait for.
	 */
	@org.jspecify.annotations.Nullable
	UUID awaitingSettlement();

}
