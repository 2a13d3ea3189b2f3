package dev.orderprocessing.payments;

import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * The port to whoever charges cards. Every operation carries a key of ours; the same key
 * sent again answers what the first one did and never charges twice. No method may run
 * inside a database transaction.
 */
interface PaymentGateway {

	/** Sets an amount aside on a card, to be captured later. */
	Answer authorize(UUID key, Money amount, String token) throws NoAnswer;

	/**
	 * Takes a part of an authorised amount.
	 * @param authorization the reference that the gateway gave the authorisation
	 */
	Answer capture(UUID key, Money amount, String authorization) throws NoAnswer;

	/** Gives up what is authorised and not captured. */
	Answer release(UUID key, Money amount, String authorization) throws NoAnswer;

	/**
	 * Gives a part of a captured amount back.
	 * @param capture the reference that the gateway gave the capture
	 */
	Answer refund(UUID key, Money amount, String capture) throws NoAnswer;

	/** How an operation ended; empty when the gateway never heard of the key. */
	Optional<Answer> ask(UUID key) throws NoAnswer;

	/**
	 * A final answer.
	 *
	 * @param reason of a decline, for people
	 */
	record Answer(boolean approved, String reference, @Nullable String reason) {
	}

	/** The gateway did not answer in time: it may or may not have done what was asked. */
	final class NoAnswer extends Exception {

		private static final long serialVersionUID = 1L;

		NoAnswer(String message) {
			super(message);
		}

	}

}
