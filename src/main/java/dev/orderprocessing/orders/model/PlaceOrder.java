package dev.orderprocessing.orders.model;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.LanguageTag;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PhoneNumber;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.SourceCode;
import dev.orderprocessing.payments.PaymentMethod;
import org.jspecify.annotations.Nullable;

/**
 * A buyer orders something.
 *
 * @param source null: the channel's own
 * @param externalReference the source's own number of the order; unique per source
 * @param customerId a known customer; else {@code guest} says who buys
 * @param partialDelivery whether parts may be sent ahead
 * @param cardToken of the card to authorise, for payment by card
 */
public record PlaceOrder(Channel channel, @Nullable SourceCode source, @Nullable String externalReference,
		@Nullable UUID customerId, @Nullable Guest guest, Currency currency, List<Line> lines,
		PostalAddress shippingAddress, @Nullable PostalAddress billingAddress, String deliveryMethod,
		boolean partialDelivery, PaymentMethod paymentMethod, @Nullable String cardToken, List<String> couponCodes,
		@Nullable String note, Map<String, String> metadata, BuyerDetails details) {

	/**
	 * What a buyer may say besides; all of it may be absent.
	 *
	 * @param language in which the buyer is written to
	 * @param vatId in capitals, without spaces
	 * @param reference the buyer's own, repeated on the invoice (EN 16931, BT-10)
	 */
	public record BuyerDetails(@Nullable LanguageTag language, @Nullable String company, @Nullable String vatId,
			@Nullable String reference) {

		/** Nothing said. */
		public static final BuyerDetails NONE = new BuyerDetails(null, null, null, null);

	}

	/**
	 * A buyer without a customer account.
	 *
	 * @param email as given; some channels need none
	 */
	public record Guest(String name, @Nullable String email, @Nullable PhoneNumber phone) {
	}

	/**
	 * One line.
	 *
	 * @param expectedUnitPrice what the buyer saw; verification compares it with our
	 * price
	 */
	public record Line(Sku sku, int quantity, @Nullable Money expectedUnitPrice, List<Service> services) {
	}

	/** A service such as engraving. */
	public record Service(String code, @Nullable String text) {
	}

}
