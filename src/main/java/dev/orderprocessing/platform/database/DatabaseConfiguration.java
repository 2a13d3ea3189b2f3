package dev.orderprocessing.platform.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the database, checks that it is safe, and only then lets the migrations run. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

	/**
	 * Migrations use connections of their own: they may take longer than the statement
	 * timeout of the pool allows.
	 */
	@Bean
	FlywayConfigurationCustomizer migrationsOutsideThePool(JdbcConnectionDetails details) {
		return (configuration) -> configuration
			.dataSource(details.getJdbcUrl(), details.getUsername(), details.getPassword())
			.initSql("SET lock_timeout = '30s'");
	}

	@Bean
	FlywayMigrationStrategy migrateWhenSafe(JdbcConnectionDetails details,
			@Value("${order-processing.database.allow-unsafe:false}") boolean allowUnsafe) {
		return (flyway) -> {
			refuseUnsafe(details, allowUnsafe);
			migrate(flyway);
		};
	}

	private static void migrate(Flyway flyway) {
		flyway.migrate();
	}

	private static void refuseUnsafe(JdbcConnectionDetails details, boolean allowUnsafe) {
		try (Connection connection = DriverManager.getConnection(details.getJdbcUrl(), credentials(details))) {
			DatabaseSafety.check(connection, allowUnsafe);
		}
		catch (SQLException ex) {
			throw Unreachable.explain(details.getJdbcUrl(), ex);
		}
	}

	private static Properties credentials(JdbcConnectionDetails details) {
		var properties = new Properties();
		put(properties, "user", details.getUsername());
		put(properties, "password", details.getPassword());
		properties.setProperty("connectTimeout", "5");
		properties.setProperty("socketTimeout", "10");
		return properties;
	}

	private static void put(Properties properties, String key, @Nullable String value) {
		if (value != null) {
			properties.setProperty(key, value);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnEmbeddedDatabase
	static class Embedded {

		@Bean(destroyMethod = "close")
		EmbeddedDatabase embeddedDatabase(@Value("${order-processing.data-dir:data}") Path folder) {
			return EmbeddedDatabase.start(folder);
		}

		@Bean
		JdbcConnectionDetails embeddedConnection(EmbeddedDatabase database) {
			return new EmbeddedConnection(database);
		}

		@Bean
		DatabaseMode databaseMode(EmbeddedDatabase database) {
			return new DatabaseMode(true, database.dataFolder().toString());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("spring.datasource.url")
	static class External {

		@Bean
		DatabaseMode databaseMode(JdbcConnectionDetails details) {
			return new DatabaseMode(false, Unreachable.withoutCredentials(details.getJdbcUrl()));
		}

	}

	private record EmbeddedConnection(EmbeddedDatabase database) implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return EmbeddedDatabase.USER;
		}

		@Override
		public String getPassword() {
			return this.database.password();
		}

		@Override
		public String getJdbcUrl() {
			return this.database.jdbcUrl();
		}

	}

}
