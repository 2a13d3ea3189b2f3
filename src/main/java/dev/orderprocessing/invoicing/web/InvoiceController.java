package dev.orderprocessing.invoicing.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import dev.orderprocessing.invoicing.InvoiceDocuments;
import dev.orderprocessing.invoicing.InvoiceFilter;
import dev.orderprocessing.invoicing.InvoiceSummary;
import dev.orderprocessing.invoicing.InvoiceView;
import dev.orderprocessing.invoicing.Invoicing;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.ApiTag;
import dev.orderprocessing.kernel.web.DocumentPosition;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Invoices over HTTP; those of an order are also read at the order. */
@RestController
@RequestMapping("/api/v1")
@DocumentPosition(510)
@Tag(name = ApiTag.PAYMENT)
class InvoiceController {

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private final Invoicing invoicing;

	private final InvoiceDocuments documents;

	InvoiceController(Invoicing invoicing, InvoiceDocuments documents) {
		this.invoicing = invoicing;
		this.documents = documents;
	}

	@GetMapping("/invoices")
	@AllowedFor({ Role.FINANCE, Role.OPS, Role.PARTNER })
	@Operation(summary = "Search invoices",
			description = "Newest first. All filters are optional and narrow the list down together.")
	Slice<InvoiceSummary> listInvoices(
			@RequestParam(required = false) @Parameter(
					description = "Only those of the order with this id") @Nullable UUID orderId,
			@RequestParam(required = false) @Parameter(
					description = "Only those of this customer") @Nullable UUID customerId,
			@RequestParam(required = false) @Parameter(
					description = "The whole invoice number") @Nullable String number,
			@RequestParam(required = false) @Parameter(
					description = "Issued at this time or later, such as 2026-11-01T00:00:00Z") @Nullable Instant issuedFrom,
			@RequestParam(required = false) @Parameter(
					description = "Issued before this time, such as 2026-12-01T00:00:00Z") @Nullable Instant issuedBefore,
			@RequestParam(required = false) @Parameter(
					description = "How many to return, 1 to 200; 50 if left out") @Nullable Integer limit,
			@RequestParam(required = false) @Parameter(
					description = "The nextCursor of the previous page") @Nullable String cursor) {
		String wanted = (number != null) ? number.strip().toUpperCase(Locale.ROOT) : null;
		return this.invoicing.list(new InvoiceFilter(orderId, customerId, wanted, issuedFrom, issuedBefore),
				PageRequest.of("invoices", limit, cursor));
	}

	@GetMapping("/invoices/{invoice}")
	@AllowedFor({ Role.FINANCE, Role.OPS, Role.PARTNER })
	@Operation(summary = "Look at an invoice",
			description = "With its lines, shipping charge and tax per rate. 404 when there is none with this number or id.")
	InvoiceView getInvoice(@Parameter(description = "Number or id",
			example = "INV-{year}-000001") @PathVariable(name = "invoice") String invoice) {
		return find(invoice);
	}

	@GetMapping(path = "/invoices/{invoice}/document", produces = MediaType.TEXT_HTML_VALUE)
	@AllowedFor({ Role.FINANCE, Role.OPS, Role.PARTNER })
	@Operation(summary = "Print an invoice",
			description = "The invoice as an HTML page, laid out for A4 paper; print it or save it as PDF from the browser.")
	ResponseEntity<String> printInvoice(@Parameter(description = "Number or id",
			example = "INV-{year}-000001") @PathVariable(name = "invoice") String invoice) {
		return ResponseEntity.ok()
			.contentType(HTML)
			.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
			.body(this.documents.html(find(invoice)));
	}

	private InvoiceView find(String invoice) {
		return this.invoicing.find(invoice)
			.orElseThrow(() -> BusinessException.notFound("invoice", invoice, "/api/v1/invoices"));
	}

}
