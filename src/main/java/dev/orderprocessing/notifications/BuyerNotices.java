package dev.orderprocessing.notifications;

import java.util.Set;
import java.util.UUID;

import dev.orderprocessing.journal.EventConsumer;
import dev.orderprocessing.journal.EventView;
import dev.orderprocessing.orders.events.AuthorizationNotRenewed;
import dev.orderprocessing.orders.events.OrderConfirmed;
import dev.orderprocessing.orders.events.OrderContacts;
import dev.orderprocessing.orders.events.OrderContacts.Contact;
import dev.orderprocessing.orders.events.PaymentReminded;
import dev.orderprocessing.orders.events.TrackingCorrected;
import dev.orderprocessing.orders.events.UnitsShipped;

import org.springframework.stereotype.Component;

/** Records a mail for each event that buyers want to hear of. */
@Component
class BuyerNotices implements EventConsumer {

	private static final String CONFIRMED = OrderConfirmed.class.getSimpleName();

	private static final String SHIPPED = UnitsShipped.class.getSimpleName();

	private static final String TRACKING = TrackingCorrected.class.getSimpleName();

	private static final String REMINDED = PaymentReminded.class.getSimpleName();

	private static final String NOT_RENEWED = AuthorizationNotRenewed.class.getSimpleName();

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
		return Set.of(CONFIRMED, SHIPPED, TRACKING, REMINDED, NOT_RENEWED);
	}

	@Override
	public void accept(EventView event) {
		UUID order = event.orderId();
		if (order != null) {
			this.contacts.find(order).ifPresent((buyer) -> notify(order, event, buyer));
		}
	}

	private void notify(UUID order, EventView event, Contact buyer) {
		if (event.type().equals(CONFIRMED)) {
			record(order, event, NotificationKind.ORDER_CONFIRMED, buyer, this.letters.orderConfirmed(buyer));
		}
		else if (event.type().equals(SHIPPED)) {
			record(order, event, NotificationKind.UNITS_SHIPPED, buyer,
					this.letters.unitsShipped(buyer, event.payload()));
		}
		else if (event.type().equals(REMINDED)) {
			record(order, event, NotificationKind.PAYMENT_REMINDER, buyer,
					this.letters.paymentReminder(buyer, event.payload()));
		}
		else if (event.type().equals(NOT_RENEWED)) {
			record(order, event, NotificationKind.CARD_NEEDED, buyer, this.letters.cardNeeded(buyer, event.payload()));
		}
		else {
			record(order, event, NotificationKind.TRACKING_CORRECTED, buyer,
					this.letters.trackingCorrected(buyer, event.payload()));
		}
	}

	private void record(UUID order, EventView event, NotificationKind kind, Contact buyer, Letters.Letter letter) {
		this.outbox.record(order, event.id(), kind, buyer.email(), letter);
	}

}
