package dev.orderprocessing.orders.store;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.database.SqlArrays;
import dev.orderprocessing.kernel.database.Writes;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.pricing.CouponTerms;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The coupons of orders with the terms that were agreed; plain SQL. */
@Repository
public class OrderCoupons {

	private final JdbcClient jdbc;

	private final Writes writes;

	OrderCoupons(JdbcClient jdbc, Writes writes) {
		this.jdbc = jdbc;
		this.writes = writes;
	}

	/** In the order in which they apply; asks nothing for an order without any. */
	public List<CouponTerms> of(Order order) {
		if (order.couponCodes().isEmpty()) {
			return List.of();
		}
		this.writes.send();
		return this.jdbc.sql("SELECT code, percent, amount FROM order_coupon WHERE order_id = :order ORDER BY place")
			.param("order", order.id())
			.query((row, n) -> {
				BigDecimal amount = row.getBigDecimal("amount");
				return new CouponTerms(row.getString("code"), row.getBigDecimal("percent"),
						(amount != null) ? Money.stored(amount, order.currency()) : null);
			})
			.list();
	}

	/** Writes them with the order that has just been placed. */
	public void add(Order order, List<CouponTerms> coupons) {
		if (!coupons.isEmpty()) {
			this.writes.add("""
					INSERT INTO order_coupon (order_id, place, code, percent, amount)
					SELECT ?, place, code, CAST(percent AS numeric), CAST(amount AS numeric)
					FROM unnest(?, ?, ?, ?) AS coupon (place, code, percent, amount)""",
					List.of(order.id(), IntStream.rangeClosed(1, coupons.size()).boxed().toArray(Integer[]::new),
							SqlArrays.texts(coupons, CouponTerms::code), SqlArrays.texts(coupons, CouponTerms::percent),
							SqlArrays.texts(coupons, OrderCoupons::amount)));
		}
	}

	/** Other ones from now on. */
	public void replace(Order order, List<CouponTerms> coupons) {
		this.writes.add("DELETE FROM order_coupon WHERE order_id = ?", List.of(order.id()));
		add(order, coupons);
	}

	private static @Nullable BigDecimal amount(CouponTerms terms) {
		Money amount = terms.amount();
		return (amount != null) ? amount.amount() : null;
	}

}
