package dev.orderprocessing.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * For the few transactions whose statements may take longer than a request's. All others
 * are short, so that a database that does not answer any more is noticed within seconds.
 */
@Component
public class LongStatements {

	/** How much later than the database the driver gives up. */
	private static final Duration GRACE = Duration.ofSeconds(2);

	private static final Executor AT_ONCE = Runnable::run;

	private final JdbcTemplate jdbc;

	LongStatements(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Lets each statement of the current transaction take this long. The pool takes the
	 * connection's usual patience up again when it gets it back.
	 */
	public void allow(Duration longest) {
		this.jdbc.execute((Connection connection) -> {
			allow(connection, longest);
			return longest;
		});
	}

	private static void allow(Connection connection, Duration longest) throws SQLException {
		connection.setNetworkTimeout(AT_ONCE, Math.toIntExact(longest.plus(GRACE).toMillis()));
		try (var statement = connection.createStatement()) {
			statement.execute("SET LOCAL statement_timeout = %d".formatted(longest.toMillis()));
		}
	}

}
