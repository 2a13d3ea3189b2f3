package dev.orderprocessing.journal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.database.AfterCommit;
import dev.orderprocessing.kernel.database.Writes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The append-only log of facts. A fact is appended in the transaction that makes it true,
 * so there is no state without its event and no event without its state.
 */
@Service
public class Journal {

	/*
	 * The order's last event gives the next number and the least tx: whoever locked the
	 * order later comes later in the feed, even if its transaction id is the older one.
	 */
	private static final String APPEND = """
			INSERT INTO event_log (tx, id, type, order_id, order_sequence, occurred_at, actor, payload)
			SELECT greatest(pg_current_xact_id(), last.tx), fact.id::uuid, fact.type, o.id,
				   CASE WHEN o.id IS NOT NULL THEN coalesce(last.order_sequence, 0) + fact.number END,
				   ?, ?, fact.payload::jsonb
			  FROM (SELECT CAST(? AS uuid) AS id) o
			  LEFT JOIN LATERAL (SELECT tx, order_sequence
								   FROM event_log
								  WHERE order_id = o.id
								  ORDER BY order_sequence DESC
								  LIMIT 1) last ON true
			 CROSS JOIN unnest(?, ?, ?)
				   WITH ORDINALITY AS fact (id, type, payload, number)
			 ORDER BY fact.number
			""";

	private static final String REASONS = """
			INSERT INTO event_reason (event_id, order_id, reason)
			SELECT CAST(id AS uuid), CAST(? AS uuid), reason FROM unnest(?, ?) AS given (id, reason)
			""";

	private final Writes writes;

	private final JsonMapper json;

	private final Clock clock;

	private final CurrentActor actor;

	private final MeterRegistry meters;

	Journal(Writes writes, JsonMapper json, Clock clock, CurrentActor actor, MeterRegistry meters) {
		this.meters = meters;
		this.writes = writes;
		this.json = json;
		this.clock = clock;
		this.actor = actor;
	}

	/**
	 * Appends facts, in order, when the transaction commits. The caller holds the lock of
	 * the order, so that nobody else numbers its events at the same time.
	 * @param orderId the order they belong to, which numbers them 1, 2, 3, …; null for
	 * facts of no single order
	 * @param facts flat records; the type of the event is the simple name of the record
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void append(@Nullable UUID orderId, List<? extends Record> facts) {
		if (!facts.isEmpty()) {
			String order = (orderId != null) ? orderId.toString() : null;
			List<String> ids = facts.stream().map((fact) -> Ids.next().toString()).toList();
			this.writes.add(APPEND,
					Arrays.asList(this.clock.instant().atOffset(ZoneOffset.UTC), this.actor.get().name(), order,
							ids.toArray(String[]::new),
							facts.stream().map((fact) -> fact.getClass().getSimpleName()).toArray(String[]::new),
							facts.stream().map(this::payload).toArray(String[]::new)));
			addReasons(order, ids, facts);
			AfterCommit.run(() -> facts.forEach(this::count));
		}
	}

	/** What is kept for ever: all of the fact but the words of a person. */
	private String payload(Record fact) {
		if (reason(fact).isEmpty()) {
			return this.json.writeValueAsString(fact);
		}
		ObjectNode members = this.json.valueToTree(fact);
		members.remove(EventLog.REASON);
		return members.toString();
	}

	private void addReasons(@Nullable String order, List<String> ids, List<? extends Record> facts) {
		List<Integer> reasoned = IntStream.range(0, facts.size())
			.filter((i) -> !reason(facts.get(i)).isEmpty())
			.boxed()
			.toList();
		if (!reasoned.isEmpty()) {
			this.writes.add(REASONS, Arrays.asList(order, reasoned.stream().map(ids::get).toArray(String[]::new),
					reasoned.stream().map((i) -> reason(facts.get(i))).toArray(String[]::new)));
		}
	}

	private static String reason(Record fact) {
		return (fact instanceof Reasoned reasoned) ? reasoned.reason() : "";
	}

	private void count(Record fact) {
		Counter.builder("journal.events")
			.description("Facts that were committed")
			.tag("type", fact.getClass().getSimpleName())
			.register(this.meters)
			.increment();
	}

}
