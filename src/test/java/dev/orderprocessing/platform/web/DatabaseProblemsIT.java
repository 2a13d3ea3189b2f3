package dev.orderprocessing.platform.web;

import java.util.List;

import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class DatabaseProblemsIT {

	@Autowired
	private JdbcClient jdbc;

	@Test
	void explainsConstraintsThatTheDatabaseHas() {
		List<?> known = this.jdbc.sql("SELECT conname FROM pg_constraint").query(String.class).list();
		assertThat(DatabaseProblems.explainedConstraints()).isNotEmpty().allMatch(known::contains);
	}

}
