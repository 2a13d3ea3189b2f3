package dev.orderprocessing.invoicing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class InvoiceApiIT {

	@Autowired
	private Invoicing invoicing;

	@Autowired
	private Api api;

	@Autowired
	private InvoiceDocuments documents;

	private final UUID order = Ids.next();

	@Test
	void anInvoiceIsFoundByNumberAndById() {
		InvoiceView issued = this.invoicing.issue(InvoicingIT.invoice(this.order, null));

		for (String key : List.of(issued.number(), issued.number().toLowerCase(java.util.Locale.ROOT),
				issued.id().toString())) {
			this.api.asFinance()
				.get("/invoices/%s".formatted(key))
				.is(200)
				.has("/number", issued.number())
				.has("/gross/amount", "40.70")
				.hasSize("/lines", 2);
		}
	}

	@Test
	void listsTheInvoicesOfAnOrder() {
		InvoiceView issued = this.invoicing.issue(InvoicingIT.invoice(this.order, null));

		this.api.asPartner()
			.get("/invoices?orderId=%s&issuedFrom=%s".formatted(this.order, issued.issuedAt()))
			.is(200)
			.hasSize("/items", 1)
			.has("/items/0/number", issued.number());
	}

	@Test
	void anUnknownInvoiceIsNotFoundInEveryForm() {
		this.api.asFinance().get("/invoices/INV-1999-000001").is(404);
		this.api.asFinance()
			.get("/invoices/INV-1999-000001/document")
			.is(404)
			.hasHeader("Content-Type", "application/problem+json");
	}

	@Test
	void storefrontsDoNotReadOtherPeoplesInvoices() {
		this.api.asStorefront().get("/invoices").is(403);
	}

	@Test
	void thePageShowsEverythingThatWasBilled() throws IOException {
		InvoiceView issued = this.invoicing.issue(InvoicingIT.invoice(this.order, null));

		String page = page(issued);

		assertThat(page).contains(issued.number(), "Ada Buyer", "10115 Berlin", "Germany", "Blue mug, engraved",
				"MUG-BLUE", "Standard delivery", "29.80", "−2.00", "4.90", "34.79", "5.91", "40.70 EUR", "19 %", "7 %",
				"SO-100042", "Please pay by", "Demo Seller");
		Path file = Path.of("target/invoice.html");
		Files.writeString(file, page);
	}

	@Test
	void anIssuedInvoiceKeepsItsSellerWhenTheSettingsChange() {
		InvoiceView issued = this.invoicing.issue(InvoicingIT.invoice(this.order, null));
		InvoiceView older = new InvoiceView(issued.id(), issued.number(), issued.orderId(), issued.orderNumber(),
				issued.customerId(), new Seller("Former Seller", List.of(), null, null, null), issued.billTo(),
				issued.issuedAt(), issued.dueDate(), issued.paymentMethod(), issued.pricesIncludeTax(), issued.lines(),
				issued.shipping(), issued.taxes(), issued.net(), issued.tax(), issued.gross(), issued.discount(),
				"PO-4711", "DE123456789");

		assertThat(this.invoicing.find(issued.number()).orElseThrow().seller()).isEqualTo(issued.seller());
		assertThat(this.documents.html(older)).contains("Former Seller", "PO-4711", "DE123456789")
			.doesNotContain("Demo Seller");
	}

	@Test
	void whatPeopleTypeIsTextOnThePage() {
		String attack = "<script>alert('x')</script>";
		var eur = Currency.getInstance("EUR");
		Money amount = Money.of("1.00", eur);
		Money none = Money.zero(eur);
		InvoiceView issued = this.invoicing.issue(new IssueInvoice(this.order, attack, Channel.WEB, null,
				new PostalAddress(attack, attack, attack, attack, attack, attack, "1", new CountryCode("DE")), eur,
				false, 0, "BANK_TRANSFER", List.of(new IssueInvoice.Line(1, new Sku("X"), attack, 1, amount, none,
						new BigDecimal("0"), amount, none, amount)),
				null, attack, attack));

		assertThat(page(issued)).doesNotContain("<script").contains("&lt;script&gt;");
	}

	private String page(InvoiceView invoice) {
		return this.api.asOps()
			.get("/invoices/%s/document".formatted(invoice.number()), "Accept", "text/html")
			.is(200)
			.hasHeader("Content-Type", "text/html;charset=UTF-8")
			.text();
	}

}
