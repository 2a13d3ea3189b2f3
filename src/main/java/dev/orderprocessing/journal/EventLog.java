package dev.orderprocessing.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the log in the order of commits. Transactions commit out of order, so a row is
 * served only when every transaction that started before its own has ended: from then on
 * nothing can appear in front of it.
 */
@Component
class EventLog {

	private static final TypeReference<Map<String, Object>> PAYLOAD = new TypeReference<>() {
	};

	/** The member of a payload that is kept beside the log. */
	static final String REASON = "reason";

	private static final String COLUMNS = """
			e.tx::text::bigint AS tx, e.position, e.id, e.type, e.order_id, e.order_sequence, e.occurred_at, e.actor,
			e.payload::text AS payload, (SELECT r.reason FROM event_reason r WHERE r.event_id = e.id) AS reason""";

	private static final String SETTLED = "e.tx < pg_snapshot_xmin(pg_current_snapshot())";

	private static final String AFTER = "(e.tx, e.position) > (CAST(:tx AS text)::xid8, :position)";

	private static final String UNTIL = "(e.tx, e.position) <= (CAST(:lastTx AS text)::xid8, :lastPosition)";

	/**
	 * The events of type {@code t} after a place, as conditions on one index. With
	 * {@code type = t} the planner may walk the whole log instead, for a type that it
	 * takes for frequent and that is not.
	 */
	private static final String OF_TYPE_AFTER = """
			(e.type, e.tx, e.position) > (t, CAST(:tx AS text)::xid8, :position) AND e.type <= t""";

	private static final String OF_TYPE_UNTIL = """
			(e.type, e.tx, e.position) <= (t, CAST(:lastTx AS text)::xid8, :lastPosition)""";

	private static final String BY_TYPE = "ORDER BY e.type, e.tx, e.position";

	/*
	 * As many index scans as types, each of at most one page: flat however rare a type.
	 */
	private static final String OF_TYPES = " FROM unnest(:types::text[]) t CROSS JOIN LATERAL (SELECT * FROM event_log e WHERE "
			+ OF_TYPE_AFTER + " AND %s " + BY_TYPE + " LIMIT :limit) e";

	private static final String IN_CHANNEL = "e.payload ->> 'channel' = :channel";

	private static final String PAGE = " ORDER BY e.tx, e.position LIMIT :limit";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	EventLog(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/**
	 * Reads a page.
	 * @param types the types wanted, none for all
	 */
	List<LoggedEvent> after(FeedPosition place, Collection<String> types, int limit) {
		return from(place, types, statement(types), limit).query(this::read).list();
	}

	/** Reads a page of an order's events; none when it is not of the channel. */
	List<LoggedEvent> ofOrder(UUID order, FeedPosition place, Collection<String> types, @Nullable Channel channel,
			int limit) {
		String sql = "SELECT " + COLUMNS + " FROM event_log e WHERE " + AFTER + " AND " + SETTLED
				+ " AND e.order_id = CAST(:order AS uuid)"
				+ (types.isEmpty() ? "" : " AND e.type = ANY (:types::text[])")
				+ ((channel != null) ? " AND " + IN_CHANNEL : "") + PAGE;
		return from(place, types, sql, limit).param("order", order.toString())
			.param("channel", (channel != null) ? channel.name() : null)
			.query(this::read)
			.list();
	}

	/**
	 * How far a reading gets that looks at so many events, whether or not it shows them.
	 */
	Stretch stretch(FeedPosition place, Collection<String> types, int limit) {
		String sql = "SELECT e.tx::text::bigint AS tx, e.position, count(*) OVER () AS events FROM (SELECT e.tx, e.position"
				+ settled(types) + PAGE + ") e ORDER BY e.tx DESC, e.position DESC LIMIT 1";
		return from(place, types, sql, limit)
			.query((row, number) -> new Stretch(new FeedPosition(row.getLong("tx"), row.getLong("position")),
					row.getInt("events") == limit))
			.optional()
			.orElse(new Stretch(place, false));
	}

	/** Reads the events of a channel up to the end of a stretch. */
	List<LoggedEvent> inChannel(Channel channel, FeedPosition place, Stretch stretch, Collection<String> types,
			int limit) {
		String sql = "SELECT " + COLUMNS
				+ (types.isEmpty() ? " FROM event_log e WHERE " + AFTER + " AND " + UNTIL + " AND " + IN_CHANNEL
						: OF_TYPES.formatted(OF_TYPE_UNTIL + " AND " + IN_CHANNEL))
				+ PAGE;
		return from(place, types, sql, limit).param("lastTx", Long.toString(stretch.end().tx()))
			.param("lastPosition", stretch.end().position())
			.param("channel", channel.name())
			.query(this::read)
			.list();
	}

	private JdbcClient.StatementSpec from(FeedPosition place, Collection<String> types, String sql, int limit) {
		return this.jdbc.sql(sql)
			.param("tx", Long.toString(place.tx()))
			.param("position", place.position())
			.param("types", types.toArray(String[]::new))
			.param("limit", limit);
	}

	/** Whether there is anything beyond, be it settled or not. */
	boolean isAnythingAfter(FeedPosition place, Collection<String> types) {
		return this.jdbc.sql(
				"SELECT EXISTS (SELECT FROM unnest(:types::text[]) t CROSS JOIN LATERAL (SELECT FROM event_log e WHERE "
						+ OF_TYPE_AFTER + " " + BY_TYPE + " LIMIT 1) e)")
			.param("tx", Long.toString(place.tx()))
			.param("position", place.position())
			.param("types", types.toArray(String[]::new))
			.query(Boolean.class)
			.single();
	}

	Optional<EventView> find(UUID id) {
		return this.jdbc.sql("SELECT " + COLUMNS + " FROM event_log e WHERE e.id = :id")
			.param("id", id)
			.query(this::read)
			.optional()
			.map(LoggedEvent::view);
	}

	static String statement(Collection<String> types) {
		return "SELECT " + COLUMNS + settled(types) + PAGE;
	}

	private static String settled(Collection<String> types) {
		return types.isEmpty() ? " FROM event_log e WHERE " + AFTER + " AND " + SETTLED : OF_TYPES.formatted(SETTLED);
	}

	private LoggedEvent read(ResultSet row, int number) throws SQLException {
		UUID order = row.getObject("order_id", UUID.class);
		return new LoggedEvent(new FeedPosition(row.getLong("tx"), row.getLong("position")),
				new EventView(row.getObject("id", UUID.class), row.getString("type"), order,
						(order != null) ? row.getInt("order_sequence") : null,
						row.getObject("occurred_at", OffsetDateTime.class).toInstant(), row.getString("actor"),
						payload(row)));
	}

	private Map<String, Object> payload(ResultSet row) throws SQLException {
		Map<String, Object> payload = this.json.readValue(row.getString("payload"), PAYLOAD);
		String reason = row.getString(REASON);
		if (reason != null) {
			payload.put(REASON, reason);
		}
		return payload;
	}

	/**
	 * What a reading has looked at.
	 *
	 * @param end the last place in it
	 * @param full whether it ended for its length, so that there may be more
	 */
	record Stretch(FeedPosition end, boolean full) {
	}

}
