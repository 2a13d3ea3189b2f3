package dev.orderprocessing.orders;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Days that nobody wants to wait for: what was done to an order was done longer ago.
 */
record PassingTime(JdbcClient jdbc) {

	void holdsAreOlderBy(String number, String time) {
		move("UPDATE order_hold SET placed_at = placed_at - CAST(:time AS interval), reminded_at = reminded_at - CAST(:time AS interval)",
				number, time);
	}

	void authorizationsEndIn(String number, String time) {
		move("UPDATE payment SET expires_at = CASE WHEN status = 'AUTHORIZED' THEN now() + CAST(:time AS interval) END",
				number, time);
	}

	void refusedVoidsAreDue(String number) {
		move("UPDATE payment SET void_again_at = CASE WHEN void_again_at IS NOT NULL THEN now() - CAST(:time AS interval) END",
				number, "1 second");
	}

	private void move(String update, String number, String time) {
		this.jdbc.sql(update + " WHERE order_id = (SELECT id FROM orders WHERE number = :number)")
			.param("time", time)
			.param("number", number)
			.update();
	}

}
