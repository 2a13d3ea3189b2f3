package dev.orderprocessing.invoicing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.database.VisibleOrders;
import dev.orderprocessing.kernel.database.Writes;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to invoices. */
@Service
@Transactional(readOnly = true)
public class Invoicing {

	private static final String SERIES = "INV";

	private final Invoices invoices;

	private final InvoiceNumbers numbers;

	private final InvoiceList list;

	private final SellerSettings seller;

	private final VisibleOrders visible;

	private final Writes writes;

	private final Clock clock;

	Invoicing(Invoices invoices, InvoiceNumbers numbers, InvoiceList list, SellerSettings seller, VisibleOrders visible,
			Writes writes, Clock clock) {
		this.invoices = invoices;
		this.numbers = numbers;
		this.list = list;
		this.seller = seller;
		this.visible = visible;
		this.writes = writes;
		this.clock = clock;
	}

	/**
	 * Issues an invoice with the next number of the year in UTC; locks the counter of its
	 * series last and until the transaction ends, so callers do little after it.
	 */
	@Transactional
	public InvoiceView issue(IssueInvoice command) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		var invoice = Invoice.draft(command, this.seller.seller(), now);
		this.invoices.flush();
		invoice.number(this.numbers.next(SERIES, now.atOffset(ZoneOffset.UTC).getYear()));
		invoice.write(this.writes);
		return invoice.view();
	}

	/** The invoices of an order, oldest first. */
	public List<InvoiceView> invoicesOf(UUID orderId) {
		this.writes.send();
		return this.invoices.ofOrder(orderId).stream().map(Invoice::view).toList();
	}

	/** The invoices of an order without their lines, oldest first. */
	public List<InvoiceSummary> summariesOf(UUID orderId) {
		this.writes.send();
		return this.list.ofOrder(orderId);
	}

	/** One invoice by its id or its number, if the caller may see its order. */
	public Optional<InvoiceView> find(String idOrNumber) {
		return uuid(idOrNumber).map(this.invoices::withLines)
			.orElseGet(() -> this.invoices.withLines(idOrNumber.strip().toUpperCase(Locale.ROOT)))
			.map(Invoice::view)
			.filter((invoice) -> this.visible.include(invoice.orderId()));
	}

	/** Invoices of orders that the caller may see, newest first. */
	public Slice<InvoiceSummary> list(InvoiceFilter filter, PageRequest page) {
		return this.list.list(filter, page);
	}

	private static Optional<UUID> uuid(String text) {
		try {
			return Optional.of(UUID.fromString(text.strip()));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
