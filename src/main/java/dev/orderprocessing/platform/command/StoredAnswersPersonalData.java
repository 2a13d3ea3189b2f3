package dev.orderprocessing.platform.command;

import java.util.List;

import dev.orderprocessing.kernel.database.PersonalData;

import org.springframework.stereotype.Component;

/**
 * Answers that quote a person are gone once the person is forgotten; their keys stay, so
 * that a late repetition does not carry the command out again.
 */
@Component
class StoredAnswersPersonalData implements PersonalData {

	@Override
	public List<Kept> kept() {
		return List.of(new Kept("answers", null, """
				UPDATE idempotency_key SET body = '', location = NULL, etag = NULL
				 WHERE subject = ANY (CAST(:orders AS uuid[])) OR subject = CAST(:customer AS uuid)"""));
	}

}
