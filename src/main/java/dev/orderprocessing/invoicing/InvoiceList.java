package dev.orderprocessing.invoicing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.database.VisibleOrders;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of invoices: one statement each. */
@Component
class InvoiceList {

	private static final String SELECT = """
			SELECT id, number, order_id, order_number, customer_id, bill_to_name, payment_method, issued_at, due_date,
				currency, net, tax, gross
			FROM invoice""";

	private static final String INVOICES = "kind = 'INVOICE'";

	/**
	 * The database sees to it that an invoice has an id of the minute it was issued in.
	 */
	private static final Duration ISSUED_WITH_ID = Duration.ofMinutes(1);

	private final JdbcClient jdbc;

	private final VisibleOrders visible;

	InvoiceList(JdbcClient jdbc, VisibleOrders visible) {
		this.jdbc = jdbc;
		this.visible = visible;
	}

	Slice<InvoiceSummary> list(InvoiceFilter filter, PageRequest page) {
		Instant from = filter.issuedFrom();
		Instant before = filter.issuedBefore();
		// ids tell the time, so a page begins where the invoices of the period begin
		var conditions = new Conditions().and(INVOICES)
			.and(this.visible.conditionOnChannel("channel"))
			.after("id < :after", page.afterId())
			.parameter("order_id = :order", "order", filter.orderId())
			.parameter("customer_id = :customer", "customer", filter.customerId())
			.parameter("number = :number", "number", filter.number())
			.parameter("issued_at >= :from", "from", from)
			.parameter("id >= :lowest", "lowest", (from != null) ? Ids.lowest(from.minus(ISSUED_WITH_ID)) : null)
			.parameter("issued_at < :before", "before", before)
			.parameter("id < :highest", "highest", (before != null) ? Ids.lowest(before.plus(ISSUED_WITH_ID)) : null);
		var rows = PageQuery.of(SELECT, conditions, "id DESC")
			.fetch(page.fetch(), this.jdbc)
			.query((row, number) -> summary(row))
			.list();
		return Slice.of(rows, page, (invoice) -> invoice.id().toString());
	}

	/** Oldest first. */
	List<InvoiceSummary> ofOrder(UUID orderId) {
		return this.jdbc.sql(SELECT + " WHERE " + INVOICES + " AND order_id = :order ORDER BY year, sequence")
			.param("order", orderId)
			.query((row, number) -> summary(row))
			.list();
	}

	private static InvoiceSummary summary(ResultSet row) throws SQLException {
		var currency = Currency.getInstance(row.getString("currency"));
		return new InvoiceSummary(row.getObject("id", UUID.class), row.getString("number"),
				row.getObject("order_id", UUID.class), row.getString("order_number"),
				row.getObject("customer_id", UUID.class), row.getString("bill_to_name"),
				row.getString("payment_method"), row.getObject("issued_at", OffsetDateTime.class).toInstant(),
				row.getObject("due_date", LocalDate.class), Money.stored(row.getBigDecimal("net"), currency),
				Money.stored(row.getBigDecimal("tax"), currency), Money.stored(row.getBigDecimal("gross"), currency));
	}

}
