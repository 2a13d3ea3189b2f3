package dev.orderprocessing.invoicing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives out invoice numbers without gaps: the counter's row stays locked until the
 * transaction that took the number ends, and a rollback gives the number back.
 */
@Component
class InvoiceNumbers {

	private final JdbcClient jdbc;

	InvoiceNumbers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	InvoiceNumber next(String series, int year) {
		int sequence = this.jdbc.sql("""
				INSERT INTO invoice_counter (series, year, last) VALUES (:series, :year, 1)
				ON CONFLICT (series, year) DO UPDATE SET last = invoice_counter.last + 1
				RETURNING last
				""").param("series", series).param("year", year).query(Integer.class).single();
		return new InvoiceNumber(series, year, sequence);
	}

}
