package dev.orderprocessing.shipping;

import dev.orderprocessing.kernel.database.NumberBlocks;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hands out shipment numbers such as SH-100042; unique, with gaps. */
@Component
class ShipmentNumbers {

	private final NumberBlocks numbers;

	ShipmentNumbers(JdbcClient jdbc) {
		this.numbers = new NumberBlocks(20,
				() -> jdbc.sql("SELECT nextval('shipment_number_seq')").query(Long.class).single());
	}

	String next() {
		return "SH-" + this.numbers.next();
	}

}
