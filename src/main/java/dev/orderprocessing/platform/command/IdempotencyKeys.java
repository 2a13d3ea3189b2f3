package dev.orderprocessing.platform.command;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Writes;
import dev.orderprocessing.platform.database.TransactionReferenceVersion;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The answers that were given to requests with a key. */
@Component
class IdempotencyKeys {

	/** Clients may repeat a request for at least a day. */
	static final Duration KEPT = Duration.ofDays(2);

	private static final int FORGOTTEN_AT_A_TIME = 10_000;

	private static final String LOCK_TIMEOUT = "55P03";

	/**
	 * Two statements in one round trip. They must not be one: the second needs a snapshot
	 * that is taken after the lock was granted, to see what the holder before us stored.
	 * The version of the reference data comes along.
	 */
	private static final String LOCK_AND_LOOK_UP = """
			SELECT pg_advisory_xact_lock(?);
			SELECT v.version, k.fingerprint, k.bound_to, k.state, k.subject, k.status, k.location, k.etag, k.body
			FROM reference_version v LEFT JOIN idempotency_key k ON k.caller = ? AND k.operation = ? AND k.key = ?
			""";

	private final JdbcTemplate template;

	private final JdbcClient jdbc;

	private final Writes writes;

	private final TransactionReferenceVersion references;

	private final Clock clock;

	IdempotencyKeys(JdbcTemplate template, JdbcClient jdbc, Writes writes, TransactionReferenceVersion references,
			Clock clock) {
		this.template = template;
		this.jdbc = jdbc;
		this.writes = writes;
		this.references = references;
		this.clock = clock;
	}

	/**
	 * Waits for other requests with the key to end and returns the answer they got. Only
	 * reads and locks, so that the transaction gets its id as late as it can.
	 */
	Optional<StoredAnswer> lockAndFind(RequestKey key) {
		try {
			return this.template
				.execute((ConnectionCallback<Optional<StoredAnswer>>) (connection) -> find(connection, key));
		}
		catch (DataAccessException ex) {
			if (ex.getRootCause() instanceof SQLException sql && LOCK_TIMEOUT.equals(sql.getSQLState())) {
				throw new BusinessException(ProblemCode.IDEMPOTENCY_KEY_IN_USE,
						"A request with this key is still running; repeat yours to get its answer.");
			}
			throw ex;
		}
	}

	/** Keeps an answer; it is written when the transaction commits. */
	void store(RequestKey key, StoredAnswer answer) {
		this.writes.add("""
				INSERT INTO idempotency_key
				(caller, operation, key, fingerprint, bound_to, state, subject, status, location, etag, body,
				 created_at)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
				Arrays.asList(key.caller(), key.operation(), key.key(), key.fingerprint(), key.by().binding(),
						(answer.awaiting() != null) ? "AWAITING" : "FINAL", answer.subject(), answer.status(),
						answer.location(), answer.etag(), answer.body(),
						this.clock.instant().atOffset(ZoneOffset.UTC)));
	}

	/** Makes the answer final, unless somebody else was first: then theirs stands. */
	StoredAnswer settle(RequestKey key, StoredAnswer answer) {
		int first = this.jdbc.sql("""
				UPDATE idempotency_key SET state = 'FINAL', etag = :etag, body = :body
				WHERE caller = :caller AND operation = :operation AND key = :key AND state = 'AWAITING'
				""")
			.param("etag", answer.etag())
			.param("body", answer.body())
			.param("caller", key.caller())
			.param("operation", key.operation())
			.param("key", key.key())
			.update();
		return (first == 1) ? answer : lockAndFind(key).orElse(answer);
	}

	/** Forgets what is older, some at a time, so that no statement takes long. */
	int forget(Instant before) {
		int forgotten = 0;
		int lately;
		do {
			lately = this.jdbc.sql("""
					DELETE FROM idempotency_key
					WHERE ctid IN (SELECT ctid FROM idempotency_key WHERE created_at < ? LIMIT ? FOR UPDATE SKIP LOCKED)
					""").param(before.atOffset(ZoneOffset.UTC)).param(FORGOTTEN_AT_A_TIME).update();
			forgotten += lately;
		}
		while (lately == FORGOTTEN_AT_A_TIME);
		return forgotten;
	}

	private Optional<StoredAnswer> find(Connection connection, RequestKey key) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(LOCK_AND_LOOK_UP)) {
			statement.setLong(1, key.lock());
			statement.setString(2, key.caller());
			statement.setString(3, key.operation());
			statement.setString(4, key.key());
			statement.execute();
			if (!statement.getMoreResults()) {
				throw new IllegalStateException("The look-up of an idempotency key gave no result");
			}
			try (ResultSet row = statement.getResultSet()) {
				if (!row.next()) {
					throw new IllegalStateException("The reference data have no version");
				}
				this.references.remember(row.getLong("version"));
				return (row.getBytes("fingerprint") != null) ? Optional.of(answer(row, key)) : Optional.empty();
			}
		}
	}

	private static StoredAnswer answer(ResultSet row, RequestKey key) throws SQLException {
		if (!key.mayRepeat(row.getString("bound_to"))) {
			throw BusinessException.atParameter(ProblemCode.IDEMPOTENCY_KEY_REUSED, RequestKey.HEADER,
					"This key came before from a caller of your name that was bound to something else; send a new key "
							+ "with a new request.");
		}
		if (!key.isOf(row.getBytes("fingerprint"))) {
			throw BusinessException.atParameter(ProblemCode.IDEMPOTENCY_KEY_REUSED, RequestKey.HEADER,
					"This key came before with another body, path, query or If-Match; send a new key with a new request.");
		}
		if (row.getBytes("body").length == 0) {
			throw BusinessException.atParameter(ProblemCode.ANSWER_ERASED, RequestKey.HEADER,
					"This command was carried out. Its answer quoted a person who was erased since and is gone; "
							+ "nothing is done again. Send a new key with a new request.");
		}
		boolean awaiting = row.getString("state").equals("AWAITING");
		UUID subject = row.getObject("subject", UUID.class);
		return new StoredAnswer(row.getInt("status"), row.getString("location"), row.getString("etag"),
				row.getBytes("body"), subject, awaiting ? subject : null);
	}

}
