package dev.orderprocessing.orders.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.orderprocessing.pricing.OrdersWithCoupons;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts from the coupons of orders, for which orders without any pay nothing. */
@Component
class CouponsOfOrders implements OrdersWithCoupons {

	private final JdbcClient jdbc;

	CouponsOfOrders(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Map<String, Integer> count(Collection<String> codes) {
		Map<String, Integer> uses = new HashMap<>();
		this.jdbc.sql("""
				SELECT c.code, count(*) AS orders
				 FROM order_coupon c JOIN orders o ON o.id = c.order_id
				WHERE c.code = ANY (:codes) AND o.status <> 'CANCELLED'
				GROUP BY c.code""").param("codes", codes.toArray(String[]::new)).query((row) -> {
			uses.put(row.getString("code"), row.getInt("orders"));
		});
		return uses;
	}

}
