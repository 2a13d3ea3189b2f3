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

	private static final String COLUMNS = """
			e.tx::text::bigint AS tx, e.position, e.id, e.type, e.order_id, e.order_sequence, e.occurred_at, e.actor,
			e.payload::text AS payload""";

	private static final String SETTLED = "e.tx < pg_snapshot_xmin(pg_current_snapshot())";

	private static final String ALL = "SELECT " + COLUMNS
			+ " FROM event_log e WHERE (e.tx, e.position) > (CAST(:tx AS text)::xid8, :position) AND " + SETTLED;

	/**
	 * The events of type {@code t} after a place, as conditions on one index. With
	 * {@code type = t} the planner may walk the whole log instead, for a type that it
	 * takes for frequent and that is not.
	 */
	private static final String OF_TYPE_AFTER = """
			(e.type, e.tx, e.position) > (t, CAST(:tx AS text)::xid8, :position) AND e.type <= t""";

	private static final String BY_TYPE = "ORDER BY e.type, e.tx, e.position";

	/*
	 * As many index scans as types, each of at most one page: flat however rare a type.
	 */
	private static final String OF_TYPES = "SELECT " + COLUMNS
			+ " FROM unnest(:types::text[]) t CROSS JOIN LATERAL (SELECT * FROM event_log e WHERE " + OF_TYPE_AFTER
			+ " AND " + SETTLED + " %s " + BY_TYPE + " LIMIT :limit) e";

	private static final String IN_CHANNEL = " AND e.payload ->> 'channel' = :channel ";

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
	 * @param channel the only channel whose orders the reader may see, or null for
	 * everything
	 */
	List<LoggedEvent> after(Place place, Collection<String> types, @Nullable UUID order, @Nullable Channel channel,
			int limit) {
		return this.jdbc.sql(statement(types, order, channel))
			.param("tx", Long.toString(place.tx()))
			.param("position", place.position())
			.param("types", types.toArray(String[]::new))
			.param("order", (order != null) ? order.toString() : null)
			.param("channel", (channel != null) ? channel.name() : null)
			.param("limit", limit)
			.query(this::read)
			.list();
	}

	/** Whether there is anything beyond, be it settled or not. */
	boolean isAnythingAfter(Place place, Collection<String> types) {
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

	static String statement(Collection<String> types, @Nullable UUID order, @Nullable Channel channel) {
		String inChannel = (channel != null) ? IN_CHANNEL : "";
		if (order != null) {
			String ofTypes = types.isEmpty() ? "" : " AND e.type = ANY (:types::text[])";
			return ALL + " AND e.order_id = CAST(:order AS uuid)" + ofTypes + inChannel + PAGE;
		}
		return types.isEmpty() ? ALL + inChannel + PAGE : OF_TYPES.formatted(inChannel) + PAGE;
	}

	private LoggedEvent read(ResultSet row, int number) throws SQLException {
		UUID order = row.getObject("order_id", UUID.class);
		return new LoggedEvent(new Place(row.getLong("tx"), row.getLong("position")),
				new EventView(row.getObject("id", UUID.class), row.getString("type"), order,
						(order != null) ? row.getInt("order_sequence") : null,
						row.getObject("occurred_at", OffsetDateTime.class).toInstant(), row.getString("actor"),
						this.json.readValue(row.getString("payload"), PAYLOAD)));
	}

}
