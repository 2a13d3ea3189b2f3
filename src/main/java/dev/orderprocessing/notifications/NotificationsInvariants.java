package dev.orderprocessing.notifications;

import java.util.List;

import dev.orderprocessing.kernel.database.Invariant;
import dev.orderprocessing.kernel.database.Invariants;

import org.springframework.stereotype.Component;

@Component
class NotificationsInvariants implements Invariants {

	@Override
	public List<Invariant> list() {
		return List.of(new Invariant("one-confirmation-mail-per-order", "An order is confirmed to its buyer once.", """
				SELECT order_id::text
				  FROM notification
				 WHERE kind = 'ORDER_CONFIRMED'
				 GROUP BY order_id
				HAVING count(*) > 1
				"""));
	}

}
