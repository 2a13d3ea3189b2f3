package dev.orderprocessing.journal;

import java.util.List;

import dev.orderprocessing.kernel.database.PersonalData;

import org.springframework.stereotype.Component;

/** The events stay, as ids, codes and figures; the reasons beside them go. */
@Component
class JournalPersonalData implements PersonalData {

	@Override
	public List<Kept> kept() {
		return List.of(new Kept("events", """
				SELECT e.id, e.type, e.order_id, e.occurred_at, e.actor, e.payload, r.reason
				  FROM event_log e LEFT JOIN event_reason r ON r.event_id = e.id
				 WHERE e.order_id = ANY (CAST(:orders AS uuid[])) ORDER BY e.order_id, e.order_sequence""",
				"DELETE FROM event_reason WHERE order_id = ANY (CAST(:orders AS uuid[]))"));
	}

	@Override
	public List<Retained> retained() {
		return List.of(new Retained("reasons", """
				DELETE FROM event_reason WHERE event_id IN (
				    SELECT r.event_id FROM event_reason r JOIN event_log e ON e.id = r.event_id
				     WHERE r.order_id IS NULL AND e.occurred_at < :before LIMIT :most FOR UPDATE OF r SKIP LOCKED)"""));
	}

}
