package dev.orderprocessing.orders.model;

import java.util.List;
import java.util.Map;

import dev.orderprocessing.kernel.PhoneNumber;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.payments.PaymentMethod;
import org.jspecify.annotations.Nullable;

/**
 * Changes what it names of an order; what is absent stays as it is.
 *
 * @param lines all lines of the order from now on
 * @param couponCodes all coupons of the order from now on
 * @param metadata all pairs from now on
 */
public record AmendOrder(@Nullable List<Line> lines, @Nullable Contact contact, @Nullable PostalAddress shippingAddress,
		@Nullable PostalAddress billingAddress, @Nullable String deliveryMethod, @Nullable Boolean partialDelivery,
		@Nullable Payment payment, @Nullable List<String> couponCodes, @Nullable String note,
		@Nullable Map<String, String> metadata, @Nullable String reason) {

	/**
	 * Units that are wanted.
	 *
	 * @param lineNumber of the line that they are on; absent: any with this SKU and these
	 * services
	 * @param servicesNamed whether the services are those that are wanted; else the line
	 * keeps its own
	 */
	public record Line(@Nullable Integer lineNumber, PlaceOrder.Line wanted, boolean servicesNamed) {
	}

	/** How the buyer is reached; absent members stay. */
	public record Contact(@Nullable String name, @Nullable String email, @Nullable PhoneNumber phone) {
	}

	/**
	 * Another way to pay.
	 *
	 * @param token of the card, for CARD only
	 */
	public record Payment(PaymentMethod method, @Nullable String token) {
	}

}
