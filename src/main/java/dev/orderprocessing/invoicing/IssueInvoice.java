package dev.orderprocessing.invoicing;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.Sku;
import org.jspecify.annotations.Nullable;

/**
 * Everything an invoice states; amounts are final, nothing is calculated again.
 *
 * @param dueInDays 0: due at once
 * @param pricesIncludeTax whether unit prices and discounts contain tax
 */
public record IssueInvoice(UUID orderId, String orderNumber, @Nullable UUID customerId, PostalAddress billTo,
		Currency currency, boolean pricesIncludeTax, int dueInDays, String paymentMethod, List<Line> lines,
		@Nullable ShippingCharge shipping) {

	/**
	 * One line.
	 *
	 * @param unitPrice services included
	 * @param discount positive
	 * @param taxRate in percent
	 */
	public record Line(int lineNumber, Sku sku, String description, int quantity, Money unitPrice, Money discount,
			BigDecimal taxRate, Money net, Money tax, Money gross) {
	}

	/** The shipping charge, on the first invoice of an order. */
	public record ShippingCharge(String description, BigDecimal taxRate, Money net, Money tax, Money gross) {
	}

}
