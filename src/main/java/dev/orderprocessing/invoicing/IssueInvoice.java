package dev.orderprocessing.invoicing;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.Sku;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Everything an invoice states; amounts are final, nothing is calculated again.
 *
 * @param channel of the order
 * @param dueInDays 0: due at once
 * @param pricesIncludeTax whether unit prices and discounts contain tax
 * @param buyerReference the buyer's own (EN 16931, BT-10)
 * @param buyerVatId of the buyer (BT-48)
 */
public record IssueInvoice(UUID orderId, String orderNumber, Channel channel, @Nullable UUID customerId,
		PostalAddress billTo, Currency currency, boolean pricesIncludeTax, int dueInDays, String paymentMethod,
		List<Line> lines, @Nullable ShippingCharge shipping, @Nullable String buyerReference,
		@Nullable String buyerVatId) {

	/** What is to be paid. */
	public Money gross() {
		Money lines = Money.sum(this.lines.stream().map(Line::gross).toList(), this.currency);
		return (this.shipping != null) ? lines.plus(this.shipping.gross()) : lines;
	}

	/** One line. */
	@Schema(name = "InvoiceLine")
	public record Line(@Schema(description = "The line of the order", example = "1") int lineNumber, Sku sku,
			@Schema(description = "Product and services", example = "Mug, blue (ENGRAVING)") String description,
			@Schema(description = "Units", example = "2") int quantity,
			@Schema(description = "Includes services; contains tax if pricesIncludeTax is true") Money unitPrice,
			@Schema(description = "What is taken off, as a positive amount") Money discount,
			@Schema(description = "In percent", example = "19.00") BigDecimal taxRate, Money net, Money tax,
			Money gross) {
	}

	/** The shipping charge, on the first invoice of an order. */
	public record ShippingCharge(@Schema(example = "Shipping STANDARD") String description,
			@Schema(description = "In percent", example = "19.00") BigDecimal taxRate, Money net, Money tax,
			Money gross) {
	}

}
