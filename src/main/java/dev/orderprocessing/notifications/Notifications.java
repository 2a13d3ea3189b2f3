package dev.orderprocessing.notifications;

import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import dev.orderprocessing.orders.events.OrderLookup;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The mails of an order, readable whether or not a mail server is configured. */
@Service
@Transactional(readOnly = true)
public class Notifications {

	private final OrderLookup orders;

	private final Outbox outbox;

	Notifications(OrderLookup orders, Outbox outbox) {
		this.orders = orders;
		this.outbox = outbox;
	}

	/** The mails of an order by id or number, newest first. */
	public Slice<NotificationView> list(String order, PageRequest page) {
		return Slice.of(this.outbox.list(this.orders.idOf(order), page), page, (mail) -> mail.id().toString());
	}

}
