package dev.orderprocessing.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.database.VisibleOrders;
import dev.orderprocessing.kernel.web.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of parked events. */
@Component
class ParkedEvents {

	private final JdbcClient jdbc;

	private final VisibleOrders visible;

	private final Clock clock;

	ParkedEvents(JdbcClient jdbc, VisibleOrders visible, Clock clock) {
		this.jdbc = jdbc;
		this.visible = visible;
		this.clock = clock;
	}

	void park(String consumer, EventView event, Failure failure, int attempts) {
		this.jdbc.sql("""
				INSERT INTO event_parked (id, consumer, event_id, error, summary, attempts, parked_at)
				VALUES (:id, :consumer, :event, :error, :summary, :attempts, :now)
				ON CONFLICT ON CONSTRAINT event_parked_once DO UPDATE
				   SET error = excluded.error, summary = excluded.summary,
					   attempts = event_parked.attempts + excluded.attempts,
					   parked_at = excluded.parked_at, resolved_at = NULL, resolved_by = NULL
				""")
			.param("id", Ids.next())
			.param("consumer", consumer)
			.param("event", event.id())
			.param("error", failure.error())
			.param("summary", failure.summary())
			.param("attempts", attempts)
			.param("now", now())
			.update();
	}

	List<ParkedEventView> list(PageRequest page) {
		var conditions = new Conditions().and("p.resolved_at IS NULL")
			.after("p.id < :after", page.afterId())
			.and(this.visible.condition("e.order_id"));
		return PageQuery.of(select(), conditions, "p.id DESC")
			.fetch(page.fetch(), this.jdbc)
			.query(ParkedEvents::read)
			.list();
	}

	/**
	 * Locks the row, so that two people don't retry it at the same time. What it is
	 * joined with never changes, so that a wait loses nothing.
	 */
	Optional<ParkedEventView> lock(UUID id) {
		return this.jdbc
			.sql(select() + " WHERE p.id = :id AND %s FOR UPDATE OF p".formatted(this.visible.condition("e.order_id")))
			.param("id", id)
			.query(ParkedEvents::read)
			.optional();
	}

	private String select() {
		return """
				SELECT p.id, p.consumer, p.event_id, e.type, e.order_id, e.order_sequence, p.error, p.summary, p.attempts,
					   p.parked_at, p.resolved_at, p.resolved_by, %s AS order_number
				  FROM event_parked p JOIN event_log e ON e.id = p.event_id"""
			.formatted(this.visible.number("e.order_id"));
	}

	void resolve(UUID id, String actor) {
		this.jdbc.sql("UPDATE event_parked SET resolved_at = :now, resolved_by = :actor WHERE id = :id")
			.param("now", now())
			.param("actor", actor)
			.param("id", id)
			.update();
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	private static ParkedEventView read(ResultSet row, int number) throws SQLException {
		UUID order = row.getObject("order_id", UUID.class);
		return new ParkedEventView(row.getObject("id", UUID.class), row.getString("consumer"),
				row.getObject("event_id", UUID.class), row.getString("type"), order, row.getString("order_number"),
				(order != null) ? row.getInt("order_sequence") : null, row.getString("error"), row.getString("summary"),
				row.getInt("attempts"), row.getObject("parked_at", OffsetDateTime.class).toInstant(),
				instant(row.getObject("resolved_at", OffsetDateTime.class)), row.getString("resolved_by"));
	}

	private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
		return (time != null) ? time.toInstant() : null;
	}

}
