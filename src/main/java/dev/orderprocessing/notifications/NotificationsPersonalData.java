package dev.orderprocessing.notifications;

import java.util.List;

import dev.orderprocessing.kernel.database.PersonalData;

import org.springframework.stereotype.Component;

/** Mails go, whether or not they have been sent. */
@Component
class NotificationsPersonalData implements PersonalData {

	@Override
	public List<Kept> kept() {
		return List.of(new Kept("mails",
				"SELECT * FROM notification WHERE order_id = ANY (CAST(:orders AS uuid[])) ORDER BY id",
				"DELETE FROM notification WHERE order_id = ANY (CAST(:orders AS uuid[]))"));
	}

	@Override
	public List<Retained> retained() {
		return List.of(new Retained("mails", """
				DELETE FROM notification WHERE id IN (
				    SELECT id FROM notification WHERE created_at < :before AND status <> 'RECORDED'
				     ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED)"""));
	}

}
