package dev.orderprocessing.journal;

import java.util.List;

import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Constraint;
import dev.orderprocessing.kernel.database.Constraints;

import org.springframework.stereotype.Component;

/** Two facts about an order that claimed the same number at the same moment. */
@Component
class JournalConstraints implements Constraints {

	@Override
	public List<Constraint> list() {
		return List.of(new Constraint("event_log_order_sequence", ProblemCode.CONCURRENT_CHANGE, null,
				"Somebody else changed the same order at the same moment; read it again and repeat the request."));
	}

}
