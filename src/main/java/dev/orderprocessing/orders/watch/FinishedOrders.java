package dev.orderprocessing.orders.watch;

import java.util.Map;
import java.util.Set;

import dev.orderprocessing.journal.EventConsumer;
import dev.orderprocessing.journal.EventView;
import dev.orderprocessing.orders.events.OrderCancelled;
import dev.orderprocessing.orders.events.OrderConfirmed;
import dev.orderprocessing.orders.model.OrderStatus;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts the orders that have come to their end, each when the journal tells of it and
 * never again. A command could not count them itself: all would queue for one row.
 */
@Component
class FinishedOrders implements EventConsumer {

	private static final Map<String, OrderStatus> ENDS = Map.of(OrderConfirmed.class.getSimpleName(),
			OrderStatus.CONFIRMED, OrderCancelled.class.getSimpleName(), OrderStatus.CANCELLED);

	private final JdbcClient jdbc;

	FinishedOrders(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String name() {
		return "finished-orders";
	}

	@Override
	public Set<String> types() {
		return ENDS.keySet();
	}

	@Override
	public void accept(EventView event) {
		OrderStatus end = ENDS.get(event.type());
		if (end == null) {
			return;
		}
		int counted = this.jdbc.sql("UPDATE finished_orders SET orders = orders + 1 WHERE status = :status")
			.param("status", end.name())
			.update();
		if (counted != 1) {
			throw new IllegalStateException("finished_orders has no row for " + end);
		}
	}

}
