package dev.orderprocessing.notifications;

import java.util.Set;
import java.util.UUID;

import dev.orderprocessing.journal.EventConsumer;
import dev.orderprocessing.journal.EventView;
import dev.orderprocessing.orders.events.OrderConfirmed;
import dev.orderprocessing.orders.events.OrderContacts;
import dev.orderprocessing.orders.events.OrderContacts.Contact;
import dev.orderprocessing.orders.events.UnitsShipped;

import org.springframework.stereotype.Component;

/** Records a mail for each event that buyers want to hear of. */
@Component
class BuyerNotices implements EventConsumer {

	private static final String CONFIRMED = OrderConfirmed.class.getSimpleName();

	private static final String SHIPPED = UnitsShipped.class.getSimpleName();

	private final OrderContacts contacts;

	private final Letters letters;

	private final Outbox outbox;

	BuyerNotices(OrderContacts contacts, Letters letters, Outbox outbox) {
		this.contacts = contacts;
		this.letters = letters;
		this.outbox = outbox;
	}

	@Override
	public String name() {
		return "notifications";
	}

	@Override
	public Set<String> types() {
		return Set.of(CONFIRMED, SHIPPED);
	}

	@Override
	public void accept(EventView event) {
		UUID order = event.orderId();
		if (order != null) {
			this.contacts.find(order).ifPresent((buyer) -> notify(order, event, buyer));
		}
	}

	private void notify(UUID order, EventView event, Contact buyer) {
		boolean confirmed = event.type().equals(CONFIRMED);
		this.outbox.record(order, event.id(),
				confirmed ? NotificationKind.ORDER_CONFIRMED : NotificationKind.UNITS_SHIPPED, buyer.email(),
				confirmed ? this.letters.orderConfirmed(buyer) : this.letters.unitsShipped(buyer, event.payload()));
	}

}
