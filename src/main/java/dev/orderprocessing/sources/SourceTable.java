package dev.orderprocessing.sources;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.SourceCode;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.database.ReferenceCache;
import dev.orderprocessing.kernel.database.ReferenceVersion;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of sources; those that orders name are kept in memory. */
@Component
class SourceTable {

	private static final String SELECT = "SELECT code, channel, name, active, version FROM source";

	private final JdbcClient jdbc;

	private final ReferenceCache<SourceCode, SourceView> cache;

	SourceTable(JdbcClient jdbc, ReferenceVersion version) {
		this.jdbc = jdbc;
		this.cache = new ReferenceCache<>(version);
	}

	Optional<SourceView> known(SourceCode code) {
		return this.cache.one(code, this::find);
	}

	Optional<SourceView> find(SourceCode code) {
		return this.jdbc.sql(SELECT + " WHERE code = :code")
			.param("code", code.value())
			.query(SourceTable::view)
			.optional();
	}

	Slice<SourceView> list(@Nullable Channel channel, PageRequest page) {
		var conditions = new Conditions().literal("channel", channel).after("code > :after", page.after());
		return Slice.of(
				PageQuery.of(SELECT, conditions, "code").fetch(page.fetch(), this.jdbc).query(SourceTable::view).list(),
				page, (source) -> source.code().value());
	}

	/** The codes that a channel's new orders may name, by code. */
	List<String> open(Channel channel, int limit) {
		return this.jdbc.sql("SELECT code FROM source WHERE channel = :channel AND active ORDER BY code LIMIT :limit")
			.param("channel", channel.name())
			.param("limit", limit)
			.query((row, _) -> Objects.requireNonNull(row.getString("code")))
			.list();
	}

	boolean insert(DefineSource source, Channel channel) {
		return this.jdbc.sql("""
				INSERT INTO source (code, channel, name, active) VALUES (:code, :channel, :name, :active)
				ON CONFLICT (code) DO NOTHING""")
			.param("code", source.code().value())
			.param("channel", channel.name())
			.param("name", source.name())
			.param("active", source.active())
			.update() > 0;
	}

	/** Locks a source. */
	Optional<SourceView> lock(SourceCode code) {
		return this.jdbc.sql(SELECT + " WHERE code = :code FOR NO KEY UPDATE")
			.param("code", code.value())
			.query(SourceTable::view)
			.optional();
	}

	void replace(DefineSource source) {
		this.jdbc.sql("UPDATE source SET name = :name, active = :active, version = version + 1 WHERE code = :code")
			.param("code", source.code().value())
			.param("name", source.name())
			.param("active", source.active())
			.update();
	}

	private static SourceView view(ResultSet row, int number) throws SQLException {
		return new SourceView(new SourceCode(row.getString("code")), Channel.valueOf(row.getString("channel")),
				row.getString("name"), row.getBoolean("active"), row.getLong("version"));
	}

}
