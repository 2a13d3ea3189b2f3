package dev.orderprocessing.orders.model;

import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.payments.PaymentMethod;
import dev.orderprocessing.shipping.Label;
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

	/**
	 * Sends packed units: all, from one warehouse, or from those whose shipments are
	 * described.
	 *
	 * @param warehouse absent: every warehouse that holds packed units
	 * @param label of the only shipment
	 * @param shipments one for each warehouse that sends something; then there is neither
	 * a warehouse nor a label beside it
	 * @param lines absent: all units that are packed
	 */
	public record Ship(@Nullable String warehouse, Label label, @Nullable List<Sending> shipments,
			@Nullable List<Units> lines) {

		/** All that is packed, by the delivery method's carrier. */
		public static final Ship ALL = new Ship(null, Label.NONE, null, null);

	}

	/** The shipment that leaves one warehouse. */
	public record Sending(String warehouse, Label label) {
	}

	/**
	 * Corrects the label of a shipment under way.
	 *
	 * @param shipment number or id; absent: the only one under way
	 */
	public record Track(@Nullable String shipment, Label label) {
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
