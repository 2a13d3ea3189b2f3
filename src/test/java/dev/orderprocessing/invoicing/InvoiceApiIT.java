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
import org.thymeleaf.ITemplateEngine;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class InvoiceApiIT {

	@Autowired
	private Invoicing invoicing;

	@Autowired
	private Api api;

	@Autowired
	private ITemplateEngine templates;

	private final UUID order = Ids.next();

	@Test
	void anInvoiceIsFoundByNumberAndById() {
		InvoiceView issued = this.invoicing.issue(InvoicingIT.invoice(this.order, null));

		for (String key : List.of(issued.number(), issued.number().toLowerCase(java.util.Locale.ROOT),
				issued.id().toString())) {
			this.api.asFinance()
				.get()
				.uri("/api/v1/invoices/{invoice}", key)
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.number")
				.isEqualTo(issued.number())
				.jsonPath("$.gross.amount")
				.isEqualTo("40.70")
				.jsonPath("$.lines.length()")
				.isEqualTo(2);
		}
	}

	@Test
	void listsTheInvoicesOfAnOrder() {
		InvoiceView issued = this.invoicing.issue(InvoicingIT.invoice(this.order, null));

		this.api.asPartner()
			.get()
			.uri("/api/v1/invoices?orderId={order}&issuedFrom={from}", this.order, issued.issuedAt())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items.length()")
			.isEqualTo(1)
			.jsonPath("$.items[0].number")
			.isEqualTo(issued.number());
	}

	@Test
	void anUnknownInvoiceIsNotFoundInEveryForm() {
		this.api.asFinance().get().uri("/api/v1/invoices/INV-1999-000001").exchange().expectStatus().isNotFound();
		this.api.asFinance()
			.get()
			.uri("/api/v1/invoices/INV-1999-000001/document")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void storefrontsDoNotReadOtherPeoplesInvoices() {
		this.api.asStorefront().get().uri("/api/v1/invoices").exchange().expectStatus().isForbidden();
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
		var moved = new InvoiceDocuments(this.templates,
				new SellerSettings("Moved Seller", List.of(), null, null, null));

		InvoiceView read = this.invoicing.find(issued.number()).orElseThrow();

		assertThat(read.seller()).isEqualTo(issued.seller()).isNotNull();
		assertThat(moved.html(read)).contains("Demo Seller").doesNotContain("Moved Seller");
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
				null));

		assertThat(page(issued)).doesNotContain("<script").contains("&lt;script&gt;");
	}

	private String page(InvoiceView invoice) {
		String page = this.api.asOps()
			.get()
			.uri("/api/v1/invoices/{invoice}/document", invoice.number())
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentType("text/html;charset=UTF-8")
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		assertThat(page).isNotNull();
		return String.valueOf(page);
	}

}
