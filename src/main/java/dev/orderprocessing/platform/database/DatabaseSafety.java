package dev.orderprocessing.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.orderprocessing.kernel.StartRefused;

/** Refuses a database that is too old or could lose what it has acknowledged. */
final class DatabaseSafety {

	private static final int OLDEST = 18;

	private DatabaseSafety() {
	}

	static void check(Connection connection, boolean allowUnsafe) throws SQLException {
		int version = connection.getMetaData().getDatabaseMajorVersion();
		if (version < OLDEST) {
			throw new StartRefused("The database is PostgreSQL %d".formatted(version),
					"set SPRING_DATASOURCE_URL to PostgreSQL %d or newer".formatted(OLDEST));
		}
		if (allowUnsafe) {
			return;
		}
		for (String setting : new String[] { "fsync", "synchronous_commit", "full_page_writes" }) {
			if (show(connection, setting).equals("off")) {
				throw new StartRefused(
						"The database runs with %s=off and can lose orders it has confirmed".formatted(setting),
						"set %s=on in its configuration".formatted(setting));
			}
		}
	}

	private static String show(Connection connection, String setting) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SHOW " + setting)) {
			result.next();
			return result.getString(1);
		}
	}

}
