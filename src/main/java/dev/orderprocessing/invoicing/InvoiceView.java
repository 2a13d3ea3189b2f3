package dev.orderprocessing.invoicing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import org.jspecify.annotations.Nullable;

/**
 * An issued invoice. It never changes.
 *
 * @param number gap-free per series and year, such as INV-2026-000001
 * @param taxes tax per rate; their sums are the totals
 */
public record InvoiceView(UUID id, String number, UUID orderId, String orderNumber, @Nullable UUID customerId,
		PostalAddress billTo, Instant issuedAt, LocalDate dueDate, String paymentMethod, boolean pricesIncludeTax,
		List<IssueInvoice.Line> lines, IssueInvoice.@Nullable ShippingCharge shipping, List<TaxTotal> taxes, Money net,
		Money tax, Money gross, Money discount) {

	/** Tax at one rate over lines and shipping. */
	public record TaxTotal(BigDecimal rate, Money base, Money tax) {
	}

}
