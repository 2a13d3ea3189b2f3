package dev.orderprocessing.platform.command;

import java.util.List;

import dev.orderprocessing.kernel.database.PersonalData;

import org.springframework.stereotype.Component;

/** Answers that quote a person are not repeated once the person is forgotten. */
@Component
class StoredAnswersPersonalData implements PersonalData {

	@Override
	public List<Kept> kept() {
		return List.of(new Kept("answers", null, """
				DELETE FROM idempotency_key
				 WHERE subject = ANY (CAST(:orders AS uuid[])) OR subject = CAST(:customer AS uuid)"""));
	}

}
