package dev.orderprocessing.platform.command;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Constraint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class RetryTests {

	private final Retry retry = new Retry(
			List.of(() -> List.of(new Constraint("raced", ProblemCode.CONCURRENT_CHANGE, null, "Repeat it."),
					new Constraint("taken", ProblemCode.ALREADY_EXISTS, null, "Choose another."))));

	private final List<RuntimeException> thrown = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(strings = { "40001", "40P01" })
	void triesFiveTimesAndThrowsWhatCameLast(String state) {
		assertThatException().isThrownBy(() -> run(new SQLException("collided", state)))
			.satisfies((last) -> assertThat(last).isSameAs(this.thrown.getLast()));
		assertThat(this.thrown).hasSize(5);
	}

	@Test
	void repeatsWhatAModuleCallsARace() {
		assertThatException().isThrownBy(() -> run(violated("raced")));
		assertThat(this.thrown).hasSize(5);
	}

	@Test
	void repeatsNothingElse() {
		assertThatException().isThrownBy(() -> run(violated("taken")));
		assertThat(this.thrown).hasSize(1);
	}

	@Test
	void anInterruptEndsTheRepetitionsWithTheirReason() {
		Thread.currentThread().interrupt();
		assertThatException().isThrownBy(() -> run(new SQLException("collided", "40P01")))
			.satisfies((last) -> assertThat(last).isSameAs(this.thrown.getFirst()));
		assertThat(Thread.interrupted()).isTrue();
	}

	private void run(SQLException cause) {
		Object answer = this.retry.of(() -> {
			this.thrown.add(new DataAccessResourceFailureException("failed", cause));
			throw this.thrown.getLast();
		});
		assertThat(answer).isNull();
	}

	private static PSQLException violated(String constraint) {
		return new PSQLException(new ServerErrorMessage("SERROR\0C23505\0Mduplicate\0n%s\0".formatted(constraint)));
	}

}
