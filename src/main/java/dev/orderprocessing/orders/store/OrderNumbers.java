package dev.orderprocessing.orders.store;

import dev.orderprocessing.kernel.database.NumberBlocks;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hands out order numbers such as SO-100042; unique, with gaps. */
@Component
public class OrderNumbers {

	private final NumberBlocks numbers;

	OrderNumbers(JdbcClient jdbc) {
		this.numbers = new NumberBlocks(20,
				() -> jdbc.sql("SELECT nextval('order_number_seq')").query(Long.class).single());
	}

	public String next() {
		return "SO-" + this.numbers.next();
	}

}
