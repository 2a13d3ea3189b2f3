package dev.orderprocessing.platform.web;

import java.sql.SQLException;
import java.util.List;

import dev.orderprocessing.kernel.ProblemCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.CannotAcquireLockException;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseProblemsTests {

	/**
	 * Whoever waited too long for a hot row has changed nothing and read nothing stale:
	 * coming back later is all that helps.
	 */
	@ParameterizedTest
	@CsvSource({ "55P03, OVERLOADED", "57014, OVERLOADED", "57P05, OVERLOADED", "25P03, OVERLOADED",
			"25006, OVERLOADED", "40P01, CONCURRENT_CHANGE", "40001, CONCURRENT_CHANGE" })
	void saysWhetherToComeBackLaterOrToReadAgain(String state, ProblemCode code) {
		var refusal = new DatabaseProblems(List.of())
			.explain(new CannotAcquireLockException("lock", new SQLException("lock", state)));
		assertThat(refusal).isNotNull();
		assertThat(refusal.code()).isEqualTo(code);
	}

}
