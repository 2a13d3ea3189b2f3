package dev.orderprocessing.feedback;

import java.util.List;

import dev.orderprocessing.kernel.database.PersonalData;

import org.springframework.stereotype.Component;

/** The rating stays, the words go. */
@Component
class FeedbackPersonalData implements PersonalData {

	@Override
	public List<Kept> kept() {
		return List.of(new Kept("feedback",
				"SELECT * FROM feedback WHERE order_id = ANY (CAST(:orders AS uuid[])) ORDER BY id",
				"UPDATE feedback SET comment = NULL WHERE order_id = ANY (CAST(:orders AS uuid[]))"));
	}

	@Override
	public List<Retained> retained() {
		return List.of(new Retained("feedback", """
				UPDATE feedback SET comment = NULL WHERE id IN (
				    SELECT id FROM feedback WHERE created_at < :before AND comment IS NOT NULL
				     ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED)"""));
	}

}
