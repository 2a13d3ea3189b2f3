package dev.orderprocessing.orders.store;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.database.VisibleOrders;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Another channel's order does not exist, nor does what belongs to it. */
@Component
class OrdersOfChannel implements VisibleOrders {

	private final CurrentActor actor;

	private final JdbcClient jdbc;

	OrdersOfChannel(CurrentActor actor, JdbcClient jdbc) {
		this.actor = actor;
		this.jdbc = jdbc;
	}

	@Override
	public String condition(String column) {
		Channel own = this.actor.get().channel();
		return (own == null) ? "true" : "EXISTS (SELECT 1 FROM orders own WHERE own.id = %s AND own.channel = '%s')"
			.formatted(column, own.name());
	}

	@Override
	public String conditionOnChannel(String column) {
		Channel own = this.actor.get().channel();
		return (own == null) ? "true" : "%s = '%s'".formatted(column, own.name());
	}

	@Override
	public boolean include(UUID orderId) {
		return this.actor.get().channel() == null || this.jdbc.sql("SELECT " + condition("cast(:order AS uuid)"))
			.param("order", orderId)
			.query(Boolean.class)
			.single();
	}

	@Override
	public Set<UUID> among(Collection<UUID> orderIds) {
		if (orderIds.isEmpty() || this.actor.get().channel() == null) {
			return Set.copyOf(orderIds);
		}
		return Set.copyOf(this.jdbc.sql("SELECT id FROM unnest(:orders) AS named (id) WHERE " + condition("named.id"))
			.param("orders", orderIds.toArray(UUID[]::new))
			.query(UUID.class)
			.list());
	}

	@Override
	public String number(String column) {
		return "(SELECT named.number FROM orders named WHERE named.id = %s)".formatted(column);
	}

}
