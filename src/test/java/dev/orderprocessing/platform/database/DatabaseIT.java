package dev.orderprocessing.platform.database;

import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.StatementCounter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class DatabaseIT {

	private final JdbcClient jdbc;

	private final Api api;

	private final StatementCounter counter;

	@Autowired
	DatabaseIT(JdbcClient jdbc, Api api, StatementCounter counter) {
		this.jdbc = jdbc;
		this.api = api;
		this.counter = counter;
	}

	@Test
	void runsOnPostgres18() {
		assertThat(this.jdbc.sql("SHOW server_version").query(String.class).single()).startsWith("18.");
	}

	@Test
	void recordsEveryMigrationInTheSchemaHistory() {
		assertThat(this.jdbc.sql("SELECT success FROM flyway_schema_history").query(Boolean.class).list()).isNotEmpty()
			.containsOnly(true);
	}

	@Test
	void givesEveryConnectionTimeouts() {
		assertThat(setting("statement_timeout")).isEqualTo("15s");
		assertThat(setting("lock_timeout")).isEqualTo("5s");
		assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("20s");
	}

	@Test
	void countsTheStatementsOfABlock() {
		assertThat(this.counter.count(() -> setting("fsync"))).isEqualTo(1);
		assertThat(this.counter.count(() -> {
		})).isZero();
	}

	@Test
	void tellsAnybodyThatItIsReady() {
		this.api.anonymous()
			.get()
			.uri("/actuator/health/readiness")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.isEqualTo("{\"status\":\"UP\"}");
	}

	private String setting(String name) {
		return this.jdbc.sql("SHOW " + name).query(String.class).single();
	}

}
