package dev.orderprocessing.invoicing;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.stereotype.Service;

/** Invoices as pages to print. */
@Service
public class InvoiceDocuments {

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

	private final ITemplateEngine templates;

	InvoiceDocuments(ITemplateEngine templates) {
		this.templates = templates;
	}

	/** The invoice as an HTML page that needs nothing else. */
	public String html(InvoiceView invoice) {
		var context = new Context(Locale.ENGLISH);
		context.setVariable("seller", invoice.seller());
		context.setVariable("sellerLine", String.join(" · ", lines(invoice.seller())));
		context.setVariable("invoice", invoice);
		context.setVariable("address", lines(invoice.billTo()));
		context.setVariable("issued", DATE.format(LocalDate.ofInstant(invoice.issuedAt(), ZoneOffset.UTC)));
		context.setVariable("due", DATE.format(invoice.dueDate()));
		context.setVariable("payment", payment(invoice));
		context.setVariable("currency", invoice.gross().currency().getCurrencyCode());
		context.setVariable("rows", rows(invoice));
		context.setVariable("taxes", invoice.taxes().stream().map(InvoiceDocuments::tax).toList());
		context.setVariable("discounted", !invoice.discount().isZero());
		context.setVariable("discount", amount(invoice.discount()));
		context.setVariable("net", amount(invoice.net()));
		context.setVariable("tax", amount(invoice.tax()));
		context.setVariable("gross", amount(invoice.gross()));
		return this.templates.process("invoicing/invoice", context);
	}

	private static List<String> lines(Seller seller) {
		List<String> lines = new ArrayList<>(List.of(seller.name()));
		lines.addAll(seller.address());
		return lines;
	}

	private static List<String> lines(PostalAddress address) {
		String city = Stream.of(address.postalCode(), address.city())
			.filter((part) -> part != null)
			.reduce((one, other) -> one + " " + other)
			.orElse("");
		String country = Locale.of("", address.country().value()).getDisplayCountry(Locale.ENGLISH);
		return Stream
			.of(address.company(), address.name(), address.line1(), address.line2(), city, address.region(), country)
			.<String>mapMulti((line, keep) -> {
				if (line != null) {
					keep.accept(line);
				}
			})
			.toList();
	}

	private static String payment(InvoiceView invoice) {
		return switch (invoice.paymentMethod()) {
			case "CARD" -> "The amount is charged to your card.";
			case "CASH_ON_DELIVERY" -> "To be paid in cash on delivery.";
			default -> {
				long days = ChronoUnit.DAYS.between(LocalDate.ofInstant(invoice.issuedAt(), ZoneOffset.UTC),
						invoice.dueDate());
				yield (days > 0)
						? "Please pay by %s, stating the invoice number.".formatted(DATE.format(invoice.dueDate()))
						: "Due on receipt; please state the invoice number when paying.";
			}
		};
	}

	private static List<Row> rows(InvoiceView invoice) {
		List<Row> rows = new ArrayList<>();
		invoice.lines()
			.forEach((line) -> rows.add(new Row(String.valueOf(line.lineNumber()), line.description(),
					line.sku().value(), String.valueOf(line.quantity()), amount(line.unitPrice()),
					line.discount().isZero() ? "" : "−" + amount(line.discount()), percent(line.taxRate()),
					amount(invoice.pricesIncludeTax() ? line.gross() : line.net()))));
		IssueInvoice.ShippingCharge shipping = invoice.shipping();
		if (shipping != null) {
			rows.add(new Row("", shipping.description(), null, "", "", "", percent(shipping.taxRate()),
					amount(invoice.pricesIncludeTax() ? shipping.gross() : shipping.net())));
		}
		return rows;
	}

	private static TaxRow tax(InvoiceView.TaxTotal total) {
		return new TaxRow(percent(total.rate()), amount(total.base()), amount(total.tax()));
	}

	private static String percent(BigDecimal rate) {
		BigDecimal shortest = rate.stripTrailingZeros();
		return ((shortest.scale() < 0) ? shortest.setScale(0) : shortest).toPlainString() + " %";
	}

	/** With groups of thousands: 1,234.50. */
	private static String amount(Money money) {
		int decimals = money.amount().scale();
		String pattern = "#,##0" + ((decimals > 0) ? "." + "0".repeat(decimals) : "");
		return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(money.amount());
	}

	/** One row of the table. */
	record Row(String position, String description, @Nullable String sku, String quantity, String unitPrice,
			String discount, String taxRate, String amount) {
	}

	/** Tax at one rate. */
	record TaxRow(String rate, String base, String tax) {
	}

}
