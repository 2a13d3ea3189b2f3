package dev.orderprocessing.payments;

import java.util.Currency;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.invoicing.InvoiceSummary;
import dev.orderprocessing.invoicing.Invoicing;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.database.SqlArrays;
import dev.orderprocessing.kernel.database.SqlFile;
import dev.orderprocessing.kernel.database.Writes;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is owed for invoices, and which payment pays which: the database sees to it that
 * no invoice is paid beyond its amount.
 */
@Component
class Receivables {

	private static final String OPEN = SqlFile.named("payments/open-receivables");

	private final Invoicing invoicing;

	private final JdbcClient jdbc;

	private final Writes writes;

	Receivables(Invoicing invoicing, JdbcClient jdbc, Writes writes) {
		this.invoicing = invoicing;
		this.jdbc = jdbc;
		this.writes = writes;
	}

	/**
	 * One order's money is moved by one transaction at a time; the lock ends with it.
	 * Unlike a row it can be locked before the first payment exists.
	 */
	void lock(UUID orderId) {
		this.jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('payments ' || :order, 0))")
			.param("order", orderId.toString())
			.query((row) -> {
			});
	}

	/**
	 * Everything owed on the order's invoices and not paid yet, oldest invoice first.
	 * Takes up invoices that are new.
	 */
	List<Receivable> open(UUID orderId, Currency currency) {
		this.writes.send();
		List<InvoiceSummary> invoices = this.invoicing.summariesOf(orderId);
		if (invoices.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql(OPEN)
			.param("order", orderId)
			.param("currency", currency.getCurrencyCode())
			.param("ids", SqlArrays.texts(invoices, InvoiceSummary::id))
			.param("numbers", SqlArrays.texts(invoices, InvoiceSummary::number))
			.param("currencies", SqlArrays.texts(invoices, (invoice) -> invoice.gross().currency().getCurrencyCode()))
			.param("gross", SqlArrays.texts(invoices, (invoice) -> invoice.gross().amount()))
			.query((row, number) -> new Receivable(row.getObject("invoice_id", UUID.class),
					row.getString("invoice_number"), Money.stored(row.getBigDecimal("open"), currency),
					Money.stored(row.getBigDecimal("on_its_way"), currency)))
			.list();
	}

	/** Lets a payment that is stored already pay a part of an invoice. */
	void allocate(UUID orderId, UUID paymentId, UUID invoiceId, Money amount) {
		this.writes.add("UPDATE receivable SET paid = paid + ? WHERE invoice_id = ?",
				List.of(amount.amount(), invoiceId));
		this.writes
			.add("""
					INSERT INTO payment_allocation (payment_id, invoice_id, order_id, amount)
					VALUES (?, ?, ?, ?)
					ON CONFLICT (payment_id, invoice_id) DO UPDATE SET amount = payment_allocation.amount + excluded.amount""",
					List.of(paymentId, invoiceId, orderId, amount.amount()));
	}

	/**
	 * What is owed for an invoice.
	 *
	 * @param onItsWay captures that are ordered and not final
	 */
	record Receivable(UUID invoiceId, String invoiceNumber, Money open, Money onItsWay) {
	}

}
