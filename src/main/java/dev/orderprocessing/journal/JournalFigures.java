package dev.orderprocessing.journal;

import java.util.List;
import java.util.Map;

import dev.orderprocessing.kernel.database.Figure;
import dev.orderprocessing.kernel.database.Figures;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How far the consumers are behind, and what they could not handle. */
@Component
class JournalFigures implements Figures {

	static final int MOST_COUNTED = 10_000;

	private static final List<String> CONSUMER = List.of("consumer");

	/*
	 * A scan of the index by type for each type of event that a consumer wants, however
	 * far it is behind; see EventLog for why it does not say type = wanted.type.
	 */
	private static final String WAITING = """
			SELECT wanted.consumer, %s AS value
			  FROM unnest(CAST(:consumers AS text[]), CAST(:types AS text[])) wanted (consumer, type)
			  LEFT JOIN event_consumer c ON c.name = wanted.consumer
			  LEFT JOIN LATERAL (SELECT e.tx, e.occurred_at
			                       FROM event_log e
			                      WHERE (e.type, e.tx, e.position)
			                            > (wanted.type, coalesce(c.tx, '0'), coalesce(c.position, 0))
			                        AND e.type <= wanted.type
			                      ORDER BY e.type, e.tx, e.position LIMIT %d) e ON true
			 GROUP BY wanted.consumer
			""";

	private final List<EventConsumer> consumers;

	JournalFigures(ObjectProvider<EventConsumer> consumers) {
		this.consumers = consumers.stream().toList();
	}

	@Override
	public List<Figure> list() {
		return List.of(new Figure("journal.consumer.waiting",
				"Events that a consumer has still to handle, counted up to %d.".formatted(MOST_COUNTED), "events",
				CONSUMER, WAITING.formatted("least(count(e.tx), %d)".formatted(MOST_COUNTED), MOST_COUNTED),
				parameters()),
				Figure
					.seconds("journal.consumer.lag", "Age of the oldest of them.", CONSUMER,
							WAITING.formatted("coalesce(extract(epoch FROM :now - min(e.occurred_at)), 0)", 1))
					.with(parameters()),
				Figure
					.count("journal.parked.events", "Events that a consumer could not handle and nobody has retried.",
							CONSUMER, """
									SELECT name AS consumer, (SELECT count(*) FROM event_parked p
									        WHERE p.consumer = name AND p.resolved_at IS NULL) AS value
									  FROM unnest(CAST(:names AS text[])) name""")
					.with(parameters()));
	}

	private Map<String, Object> parameters() {
		return Map.of("names", this.consumers.stream().map(EventConsumer::name).toArray(String[]::new), "consumers",
				this.consumers.stream()
					.flatMap((consumer) -> consumer.types().stream().map((type) -> consumer.name()))
					.toArray(String[]::new),
				"types",
				this.consumers.stream().flatMap((consumer) -> consumer.types().stream()).toArray(String[]::new));
	}

}
