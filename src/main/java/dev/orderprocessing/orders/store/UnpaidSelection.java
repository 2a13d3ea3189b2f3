package dev.orderprocessing.orders.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.payments.PaymentMethod;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds orders that wait for their payment. */
@Repository
public class UnpaidSelection {

	private final JdbcClient jdbc;

	UnpaidSelection(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Orders of a method whose reminder or end may be due, those that have waited longest
	 * first: nobody was reminded of them although it is time, or somebody was long enough
	 * ago.
	 */
	public List<UUID> due(PaymentMethod method, Duration patience, Duration reminder, Instant now, int limit) {
		return this.jdbc.sql("""
				SELECT o.id
				  FROM order_hold h JOIN orders o ON o.id = h.order_id
				 WHERE h.type = 'PAYMENT' AND h.released_at IS NULL
				   AND o.payment_method = :method AND o.status IN ('VERIFIED', 'FULFILLED')
				   AND o.payment_status IN ('OPEN', 'DECLINED', 'VOIDED')
				   AND (h.placed_at <= :ended AND (h.reminded_at <= :longAgo OR :never)
				        OR h.reminded_at IS NULL AND h.placed_at <= :soon)
				   AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.shipped > 0)
				 ORDER BY h.placed_at LIMIT :limit""")
			.param("method", method.name())
			.param("ended", now.minus(patience).atOffset(ZoneOffset.UTC))
			.param("longAgo", now.minus(reminder).atOffset(ZoneOffset.UTC))
			.param("soon", now.minus(patience).plus(reminder).atOffset(ZoneOffset.UTC))
			.param("never", reminder.isZero())
			.param("limit", limit)
			.query((row, number) -> row.getObject("id", UUID.class))
			.list();
	}

}
