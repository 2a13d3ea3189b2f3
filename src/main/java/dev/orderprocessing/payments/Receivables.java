package dev.orderprocessing.payments;

import java.util.Currency;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.invoicing.InvoiceSummary;
import dev.orderprocessing.invoicing.Invoicing;
import dev.orderprocessing.kernel.Money;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is owed for invoices, and which payment pays which: the database sees to it that
 * no invoice is paid beyond its amount.
 */
@Component
class Receivables {

	private final Invoicing invoicing;

	private final JdbcClient jdbc;

	Receivables(Invoicing invoicing, JdbcClient jdbc) {
		this.invoicing = invoicing;
		this.jdbc = jdbc;
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

	/** Everything owed on the order's invoices and not paid yet, oldest invoice first. */
	List<Receivable> open(UUID orderId, Currency currency) {
		List<InvoiceSummary> invoices = this.invoicing.summariesOf(orderId);
		if (invoices.isEmpty()) {
			return List.of();
		}
		register(invoices);
		return this.jdbc.sql("""
				SELECT r.invoice_id, r.gross - r.paid AS open, coalesce((
					SELECT sum(i.amount) FROM payment_intent i
					WHERE i.order_id = r.order_id AND i.invoice_id = r.invoice_id AND i.operation = 'CAPTURE'
						AND i.state IN ('PENDING', 'UNKNOWN')), 0) AS on_its_way
				FROM receivable r
				WHERE r.order_id = :order AND r.currency = :currency AND r.gross > r.paid
				ORDER BY array_position(:invoices::uuid[], r.invoice_id)
				""")
			.param("order", orderId)
			.param("currency", currency.getCurrencyCode())
			.param("invoices", invoices.stream().map(InvoiceSummary::id).toArray(UUID[]::new))
			.query((row, number) -> new Receivable(row.getObject("invoice_id", UUID.class),
					Money.stored(row.getBigDecimal("open"), currency),
					Money.stored(row.getBigDecimal("on_its_way"), currency)))
			.list();
	}

	void allocate(UUID orderId, UUID paymentId, UUID invoiceId, Money amount) {
		this.jdbc.sql("UPDATE receivable SET paid = paid + :amount WHERE invoice_id = :invoice")
			.param("amount", amount.amount())
			.param("invoice", invoiceId)
			.update();
		this.jdbc.sql("""
				INSERT INTO payment_allocation (payment_id, invoice_id, order_id, amount)
				VALUES (:payment, :invoice, :order, :amount)
				ON CONFLICT (payment_id, invoice_id) DO UPDATE SET amount = payment_allocation.amount + excluded.amount
				""")
			.param("payment", paymentId)
			.param("invoice", invoiceId)
			.param("order", orderId)
			.param("amount", amount.amount())
			.update();
	}

	private void register(List<InvoiceSummary> invoices) {
		this.jdbc.sql("""
				INSERT INTO receivable (invoice_id, invoice_number, order_id, currency, gross)
				SELECT * FROM unnest(:ids::uuid[], :numbers::text[], :orders::uuid[], :currencies::text[],
					:gross::numeric[])
				ON CONFLICT (invoice_id) DO NOTHING
				""")
			.param("ids", invoices.stream().map(InvoiceSummary::id).toArray(UUID[]::new))
			.param("numbers", invoices.stream().map(InvoiceSummary::number).toArray(String[]::new))
			.param("orders", invoices.stream().map(InvoiceSummary::orderId).toArray(UUID[]::new))
			.param("currencies",
					invoices.stream()
						.map((invoice) -> invoice.gross().currency().getCurrencyCode())
						.toArray(String[]::new))
			.param("gross",
					invoices.stream().map((invoice) -> invoice.gross().amount()).toArray(java.math.BigDecimal[]::new))
			.update();
	}

	/**
	 * What is owed for an invoice.
	 *
	 * @param onItsWay captures that are ordered and not final
	 */
	record Receivable(UUID invoiceId, Money open, Money onItsWay) {
	}

}
