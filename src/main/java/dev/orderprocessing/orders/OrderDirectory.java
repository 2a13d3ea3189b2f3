package dev.orderprocessing.orders;

import java.util.Currency;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.orders.events.OrderContacts;
import dev.orderprocessing.orders.events.OrderLookup;
import dev.orderprocessing.orders.store.OrderStore;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells watchers which order is meant and who to write to. */
@Component
class OrderDirectory implements OrderContacts, OrderLookup {

	private final OrderStore store;

	private final JdbcClient jdbc;

	OrderDirectory(OrderStore store, JdbcClient jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<Contact> find(UUID orderId) {
		return this.jdbc.sql(
				"SELECT number, buyer_name, buyer_email, grand_total, currency FROM orders WHERE id = ? AND erased_at IS NULL")
			.param(orderId)
			.query((row, n) -> new Contact(row.getString("number"), row.getString("buyer_name"),
					row.getString("buyer_email"),
					Money.stored(row.getBigDecimal("grand_total"), Currency.getInstance(row.getString("currency")))))
			.optional();
	}

	@Override
	@Transactional(readOnly = true)
	public UUID idOf(String orderOrNumber) {
		return this.store.id(orderOrNumber);
	}

}
