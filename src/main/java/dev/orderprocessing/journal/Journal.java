package dev.orderprocessing.journal;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The append-only log of facts. A fact is appended in the transaction that makes it true,
 * so there is no state without its event and no event without its state.
 */
@Service
public class Journal {

	/**
	 * Appends facts, in order, with one statement.
	 * @param orderId the order they belong to, which numbers them 1, 2, 3, …; null for
	 * facts of no single order
	 * @param facts flat records; the type of the event is the simple name of the record
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void append(@Nullable UUID orderId, List<? extends Record> facts) {
		throw new UnsupportedOperationException();
	}

}
