package dev.orderprocessing.platform.observation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Connections outside of the pool, for those who watch the service: when it is busy they
 * neither wait for it nor make it wait, and they tell a full pool from a database that is
 * away.
 */
@Component
class OwnConnection {

	private static final String MODEST = "-c statement_timeout=5s -c lock_timeout=1s "
			+ "-c max_parallel_workers_per_gather=0";

	private final JdbcConnectionDetails details;

	OwnConnection(JdbcConnectionDetails details) {
		this.details = details;
	}

	/** Opens a connection that reads only; whoever asked closes it. */
	Connection open(Duration patience) throws SQLException {
		String seconds = String.valueOf(Math.max(1, patience.toSeconds()));
		var properties = new Properties();
		put(properties, "user", this.details.getUsername());
		put(properties, "password", this.details.getPassword());
		properties.setProperty("ApplicationName", "order-processing-observation");
		properties.setProperty("connectTimeout", seconds);
		properties.setProperty("loginTimeout", seconds);
		properties.setProperty("socketTimeout", seconds);
		properties.setProperty("readOnly", "true");
		properties.setProperty("logServerErrorDetail", "false");
		properties.setProperty("options", MODEST);
		return DriverManager.getConnection(this.details.getJdbcUrl(), properties);
	}

	private static void put(Properties properties, String key, @Nullable String value) {
		if (value != null) {
			properties.setProperty(key, value);
		}
	}

}
