package dev.orderprocessing.platform.command;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Constraint;
import dev.orderprocessing.kernel.database.Constraints;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/**
 * Repeats what failed only because of what ran beside it: serialization failures and
 * deadlocks (SQLSTATE 40001 and 40P01), and constraints of which a module says so.
 */
@Component
class Retry {

	private static final int REPETITIONS = 4;

	/** With as much jitter, so that those who collided do not meet again. */
	private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

	private final RetryTemplate repeating = new RetryTemplate(RetryPolicy.builder()
		.maxRetries(REPETITIONS)
		.delay(FIRST_PAUSE)
		.jitter(FIRST_PAUSE)
		.multiplier(2)
		.predicate(this::isTransient)
		.build());

	private final Set<String> races;

	Retry(List<Constraints> modules) {
		this.races = modules.stream()
			.flatMap((module) -> module.list().stream())
			.filter((constraint) -> constraint.code() == ProblemCode.CONCURRENT_CHANGE)
			.map(Constraint::name)
			.collect(Collectors.toUnmodifiableSet());
	}

	/** Throws what the last attempt has thrown. */
	<T> T of(Supplier<T> work) {
		return this.repeating.invoke(work);
	}

	private boolean isTransient(Throwable exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql) {
				String state = sql.getSQLState();
				return "40001".equals(state) || "40P01".equals(state) || this.races.contains(constraintOf(sql));
			}
		}
		return false;
	}

	private static String constraintOf(SQLException exception) {
		ServerErrorMessage message = (exception instanceof PSQLException sql) ? sql.getServerErrorMessage() : null;
		String constraint = (message != null) ? message.getConstraint() : null;
		return (constraint != null) ? constraint : "";
	}

}
