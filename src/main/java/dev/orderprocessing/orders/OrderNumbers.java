package dev.orderprocessing.orders;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hands out order numbers such as SO-100042 from blocks of the database's sequence, one
 * round trip per block. Numbers are unique over all instances and never used twice; a
 * restart leaves a gap.
 */
@Component
class OrderNumbers {

	private static final int BLOCK = 20;

	private final JdbcClient jdbc;

	private long next;

	private long end;

	OrderNumbers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	synchronized String next() {
		if (this.next == this.end) {
			this.next = this.jdbc.sql("SELECT nextval('order_number_seq')").query(Long.class).single();
			this.end = this.next + BLOCK;
		}
		return "SO-" + this.next++;
	}

}
