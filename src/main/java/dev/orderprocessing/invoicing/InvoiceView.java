package dev.orderprocessing.invoicing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An issued invoice. It never changes. */
public record InvoiceView(UUID id,
		@Schema(description = "Gap-free per series and year", example = "INV-2026-000001") String number, UUID orderId,
		@Schema(example = "SO-100011") String orderNumber,
		@Schema(description = "Absent for a guest") @Nullable UUID customerId,
		@Schema(description = "As it was at issue") Seller seller, PostalAddress billTo, Instant issuedAt,
		@Schema(description = "Last day to pay", example = "2026-12-24") LocalDate dueDate,
		@Schema(example = "INVOICE") String paymentMethod,
		@Schema(description = "Whether unit prices and discounts contain tax") boolean pricesIncludeTax,
		List<IssueInvoice.Line> lines,
		@Schema(description = "On the first invoice of an order") IssueInvoice.@Nullable ShippingCharge shipping,
		@Schema(description = "Tax per rate; the sums are the totals") List<TaxTotal> taxes, Money net, Money tax,
		@Schema(description = "What is to be paid") Money gross,
		@Schema(description = "Contained in the lines, as a positive amount") Money discount,
		@Schema(description = "The buyer's own reference", example = "4500012345") @Nullable String buyerReference,
		@Schema(description = "The buyer's VAT number", example = "DE123456789") @Nullable String buyerVatId) {

	/** Tax at one rate over lines and shipping. */
	public record TaxTotal(@Schema(description = "In percent", example = "19.00") BigDecimal rate,
			@Schema(description = "What is taxed at this rate, net") Money base, Money tax) {
	}

}
