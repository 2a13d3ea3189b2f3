package dev.orderprocessing.journal;

import java.util.List;

import dev.orderprocessing.kernel.database.Invariant;
import dev.orderprocessing.kernel.database.Invariants;

import org.springframework.stereotype.Component;

@Component
class JournalInvariants implements Invariants {

	@Override
	public List<Invariant> list() {
		return List.of(
				new Invariant("events-numbered-without-gaps",
						"The events of an order are numbered 1, 2, 3, … without a gap.", """
								SELECT order_id::text
								  FROM event_log
								 WHERE order_id IS NOT NULL
								 GROUP BY order_id
								HAVING min(order_sequence) <> 1 OR max(order_sequence) <> count(*)
								"""),
				new Invariant("events-of-an-order-in-sequence",
						"Readers of the feed meet the events of an order in the order of their numbers.", """
								SELECT DISTINCT order_id::text
								  FROM (SELECT order_id, order_sequence,
											   lag(order_sequence, 1, 0)
												   OVER (PARTITION BY order_id ORDER BY tx, position) AS previous
										  FROM event_log
										 WHERE order_id IS NOT NULL) fed
								 WHERE order_sequence <> previous + 1
								"""));
	}

}
