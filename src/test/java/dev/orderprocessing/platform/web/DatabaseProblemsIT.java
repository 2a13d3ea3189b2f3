package dev.orderprocessing.platform.web;

import java.util.List;

import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@IntegrationTest
class DatabaseProblemsIT {

	@Autowired
	private JdbcClient jdbc;

	@Test
	void explainsConstraintsThatTheDatabaseHas() {
		List<?> known = this.jdbc.sql("""
				SELECT conname FROM pg_constraint
				UNION ALL
				SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indisunique""")
			.query(String.class)
			.list();
		assertThat(DatabaseProblems.explainedConstraints()).isNotEmpty().allMatch(known::contains);
	}

	@Test
	void namesTheRuleOfADomainAsThatOfATable() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.jdbc.sql("UPDATE product_price SET currency = 'eur'").update())
			.satisfies((refused) -> assertThat(DatabaseProblems.explain(refused))
				.hasMessage("A rule of the data refuses this (currency code form)."));
	}

}
