package dev.orderprocessing.invoicing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
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
			FROM invoice
			WHERE kind = 'INVOICE'
			""";

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
		var sql = new StringBuilder(SELECT).append(" AND ").append(this.visible.conditionOnChannel("channel"));
		Map<String, Object> params = new HashMap<>();
		UUID after = page.afterId();
		if (after != null) {
			sql.append(" AND id < :after");
			params.put("after", after);
		}
		if (filter.orderId() != null) {
			sql.append(" AND order_id = :order");
			params.put("order", filter.orderId());
		}
		if (filter.customerId() != null) {
			sql.append(" AND customer_id = :customer");
			params.put("customer", filter.customerId());
		}
		if (filter.number() != null) {
			sql.append(" AND number = :number");
			params.put("number", filter.number());
		}
		// ids tell the time, so a page begins where the invoices of the period begin
		if (filter.issuedFrom() != null) {
			sql.append(" AND issued_at >= :from AND id >= :lowest");
			params.put("from", utc(filter.issuedFrom()));
			params.put("lowest", Ids.lowest(filter.issuedFrom().minus(ISSUED_WITH_ID)));
		}
		if (filter.issuedBefore() != null) {
			sql.append(" AND issued_at < :before AND id < :highest");
			params.put("before", utc(filter.issuedBefore()));
			params.put("highest", Ids.lowest(filter.issuedBefore().plus(ISSUED_WITH_ID)));
		}
		sql.append(" ORDER BY id DESC LIMIT :fetch");
		params.put("fetch", page.fetch());
		var rows = this.jdbc.sql(sql.toString()).params(params).query((row, number) -> summary(row)).list();
		return Slice.of(rows, page, (invoice) -> invoice.id().toString());
	}

	/** Oldest first. */
	List<InvoiceSummary> ofOrder(UUID orderId) {
		return this.jdbc.sql(SELECT + " AND order_id = :order ORDER BY year, sequence")
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

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

}
