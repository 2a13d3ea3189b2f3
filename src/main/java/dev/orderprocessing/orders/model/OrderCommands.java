package dev.orderprocessing.orders.model;

import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.payments.PaymentMethod;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of an order after it was placed. Absent parts mean: all that is
 * ready.
 */
public final class OrderCommands {

	private OrderCommands() {
	}

	/**
	 * Which order, and which version of it the caller has seen.
	 *
	 * @param order id or number
	 */
	public record Target(String order, @Nullable Long version) {
	}

	/** Units of one line. */
	public record Units(int lineNumber, int quantity) {
	}

	/**
	 * Runs the checks again.
	 *
	 * @param override lets the order pass in spite of failures that may be overridden;
	 * needs a reason
	 */
	public record Verify(boolean override, @Nullable String reason) {

		/** All checks, none of them overridden. */
		public static final Verify ONCE = new Verify(false, null);

	}

	/** Holds the order. */
	public record PlaceHold(HoldType type, String reason) {
	}

	/**
	 * Lifts holds.
	 *
	 * @param holdId one hold; absent: every hold that the caller may lift
	 */
	public record Release(@Nullable UUID holdId, @Nullable String reason) {
	}

	/** Cancels units that have not been shipped; absent lines: all of them. */
	public record Cancel(@Nullable String reason, @Nullable List<Units> lines) {
	}

	/** Marks service work as done; absent lines: of all lines. */
	public record CompleteServices(@Nullable List<Integer> lines) {
	}

	/** Packs units. */
	public record Fulfill(@Nullable List<Units> lines) {
	}

	/** Sends packed units, from one warehouse or from all that hold some. */
	public record Ship(@Nullable String warehouse, @Nullable String carrier, @Nullable String trackingNumber,
			@Nullable String trackingUrl, @Nullable List<Units> lines) {
	}

	/**
	 * Notes a delivery.
	 *
	 * @param shipment number or id; absent: all shipments under way
	 */
	public record Deliver(@Nullable String shipment, @Nullable String proof) {
	}

	/**
	 * Money for the order.
	 *
	 * @param method absent: the order's own
	 * @param amount absent: the whole balance
	 * @param cardToken for CARD: the card to authorise
	 */
	public record Pay(@Nullable PaymentMethod method, @Nullable Money amount, @Nullable String reference,
			@Nullable String cardToken) {
	}

}
