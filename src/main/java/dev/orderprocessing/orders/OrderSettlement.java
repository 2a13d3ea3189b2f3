package dev.orderprocessing.orders;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.orderprocessing.kernel.web.Settlement;
import dev.orderprocessing.payments.Payments;

import org.springframework.stereotype.Component;

/**
 * Brings the payments that an order waits for to their outcome: the call outside, the
 * outcome inside a transaction.
 */
@Component
class OrderSettlement implements Settlement {

	private final Payments payments;

	private final Orders orders;

	private final OrderQueries queries;

	OrderSettlement(Payments payments, Orders orders, OrderQueries queries) {
		this.payments = payments;
		this.orders = orders;
		this.queries = queries;
	}

	@Override
	public void settle(UUID orderId) {
		Set<UUID> called = new HashSet<>();
		for (Optional<UUID> intent = next(orderId, called); intent.isPresent(); intent = next(orderId, called)) {
			called.add(intent.get());
			this.orders.gatewayAnswered(this.payments.call(intent.get()));
		}
	}

	/**
	 * An outcome may order another call: a late authorisation is followed by its
	 * captures.
	 */
	private Optional<UUID> next(UUID orderId, Set<UUID> called) {
		return this.payments.pendingIntents(orderId).stream().filter((intent) -> !called.contains(intent)).findFirst();
	}

	@Override
	public Object answer(UUID orderId) {
		return this.queries.get(orderId.toString());
	}

}
