package dev.orderprocessing.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * One PostgreSQL 18 per JVM: a container where Docker is, the embedded server otherwise,
 * never none. It trades durability for speed, which only tests may do.
 *
 * @param server JDBC URL up to the name of the database
 */
public record TestDatabase(String server, String name, String user, String password) {

	private static final TestDatabase SHARED = start();

	/** The database that all tests share. */
	public static TestDatabase shared() {
		return SHARED;
	}

	/**
	 * An empty database of its own on the same server, for tests that count everything.
	 */
	public static TestDatabase fresh() {
		String name = "test_" + UUID.randomUUID().toString().replace("-", "");
		SHARED.execute("CREATE DATABASE " + name);
		return new TestDatabase(SHARED.server, name, SHARED.user, SHARED.password);
	}

	public String url() {
		return this.server + this.name;
	}

	/** Runs a statement outside of the service. */
	public void execute(String sql) {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	/** The rows of a query with one column. */
	public List<String> texts(String sql) {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			List<String> texts = new ArrayList<>();
			while (rows.next()) {
				texts.add(rows.getString(1));
			}
			return texts;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	/** How many connections to this database wait for a lock. */
	public int waiting() {
		return texts("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
			.size();
	}

	public Connection connect() throws SQLException {
		return DriverManager.getConnection(url(), this.user, this.password);
	}

	/** The settings that make the service use this database as tests do. */
	public Map<String, Object> properties() {
		return Map.of("spring.datasource.url", url(), "spring.datasource.username", this.user,
				"spring.datasource.password", this.password, "spring.datasource.hikari.minimum-idle", "2",
				"order-processing.database.allow-unsafe", "true", "order-processing.demo-keys", "true",
				"order-processing.demo-data", "true");
	}

	/**
	 * The same for a service whose statements wait for locks as long as a test wants them
	 * to.
	 */
	public Map<String, Object> patientProperties() {
		Map<String, Object> properties = new HashMap<>(properties());
		String driver = "spring.datasource.hikari.data-source-properties.";
		properties.put(driver + "options", "-c statement_timeout=50s -c lock_timeout=40s");
		properties.put(driver + "socketTimeout", "60");
		return properties;
	}

	/**
	 * The settings that make the service use this database as in real operation: no demo
	 * data, no demo keys.
	 */
	public Map<String, Object> realProperties() {
		return Map.of("spring.datasource.url", url(), "spring.datasource.username", this.user,
				"spring.datasource.password", this.password, "order-processing.database.allow-unsafe", "true",
				"order-processing.seller.name", "Our Shop", "order-processing.seller.address",
				"1 Main St, 10115 Berlin");
	}

	private static TestDatabase start() {
		return dockerIsAvailable() ? container() : embedded();
	}

	private static boolean dockerIsAvailable() {
		boolean hinted = Files.exists(Path.of("/var/run/docker.sock")) || System.getenv("DOCKER_HOST") != null;
		return hinted && DockerClientFactory.instance().isDockerAvailable();
	}

	@SuppressWarnings("resource") // lives as long as the JVM
	private static TestDatabase container() {
		var container = new PostgreSQLContainer("postgres:18").withCommand("postgres", "-c", "fsync=off", "-c",
				"synchronous_commit=off", "-c", "max_connections=400");
		container.start();
		String url = container.getJdbcUrl();
		int name = url.lastIndexOf('/') + 1;
		return new TestDatabase(url.substring(0, name), container.getDatabaseName(), container.getUsername(),
				container.getPassword());
	}

	@SuppressWarnings("resource") // lives as long as the JVM, zonky's shutdown hook ends
									// it
	private static TestDatabase embedded() {
		try {
			var postgres = EmbeddedPostgres.builder()
				.setPGStartupWait(Duration.ofSeconds(60))
				.setLocaleConfig("locale", "C")
				.setLocaleConfig("locale-provider", "builtin")
				.setLocaleConfig("builtin-locale", "C.UTF-8")
				.setServerConfig("max_connections", "400")
				.start();
			LoggerFactory.getLogger(TestDatabase.class).info("tests run on the embedded PostgreSQL");
			return new TestDatabase("jdbc:postgresql://localhost:%d/".formatted(postgres.getPort()), "postgres",
					"postgres", "postgres");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("test database", SHARED.properties()));
		}

	}

}
