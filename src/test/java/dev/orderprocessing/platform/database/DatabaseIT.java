package dev.orderprocessing.platform.database;

import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.StatementCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
		assertThat(setting("statement_timeout")).isEqualTo("3s");
		assertThat(setting("lock_timeout")).isEqualTo("1500ms");
		assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("10s");
	}

	/**
	 * Tables whose rows are kept in memory, each with a change that changes nothing.
	 */
	@ParameterizedTest
	@CsvSource({ "product, sku", "product_price, sku", "product_service, sku", "product_service_price, sku",
			"currency_setting, currency", "tax_rate, country", "delivery_method, code", "delivery_rate, method" })
	void raisesTheVersionWithEachChangeOfReferenceData(String table, String column) {
		long before = referenceVersion();
		assertThat(this.jdbc.sql("UPDATE %1$s SET %2$s = %2$s".formatted(table, column)).update()).isPositive();
		assertThat(referenceVersion()).isGreaterThan(before);
	}

	private long referenceVersion() {
		return this.jdbc.sql("SELECT version FROM reference_version").query(Long.class).single();
	}

	@Test
	void countsTheStatementsOfABlock() {
		assertThat(this.counter.count(() -> setting("fsync"))).isEqualTo(1);
		assertThat(this.counter.count(() -> {
		})).isZero();
	}

	@Test
	void tellsAnybodyThatItIsReady() {
		assertThat(this.api.anonymous().look("/actuator/health/readiness").is(200).text())
			.isEqualTo("{\"status\":\"UP\"}");
	}

	private String setting(String name) {
		return this.jdbc.sql("SHOW " + name).query(String.class).single();
	}

}
