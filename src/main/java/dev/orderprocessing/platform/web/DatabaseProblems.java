package dev.orderprocessing.platform.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Constraint;
import dev.orderprocessing.kernel.database.Constraints;
import jakarta.persistence.OptimisticLockException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Says in our words what the database says: which rule a constraint stands for, as its
 * module explains it, who else was faster, or that there is no room right now. SQLSTATE
 * codes are those of PostgreSQL.
 */
@Component
class DatabaseProblems {

	private final Map<String, Constraint> constraints;

	DatabaseProblems(List<Constraints> modules) {
		this.constraints = modules.stream()
			.flatMap((module) -> module.list().stream())
			.collect(Collectors.toUnmodifiableMap(Constraint::name, Function.identity()));
	}

	/** The refusal behind an exception, or null when the database is not its cause. */
	@Nullable BusinessException explain(Throwable exception) {
		for (Throwable cause : behind(exception)) {
			BusinessException refusal = switch (cause) {
				case BusinessException business -> business;
				case OptimisticLockingFailureException _, OptimisticLockException _ -> concurrentChange();
				case SQLTransientConnectionException _, TransactionTimedOutException _ -> overloaded();
				case SQLException sql -> explain(sql);
				default -> null;
			};
			if (refusal != null) {
				return refusal;
			}
		}
		return (exception instanceof CannotCreateTransactionException) ? overloaded() : null;
	}

	/**
	 * The exception and all that led to it. A failed rollback hides what was rolled back
	 * in places of its own.
	 */
	private static Set<Throwable> behind(Throwable exception) {
		Set<Throwable> known = new LinkedHashSet<>();
		Deque<Throwable> open = new ArrayDeque<>(List.of(exception));
		while (!open.isEmpty()) {
			Throwable next = open.pop();
			if (known.add(next)) {
				List.of(next.getSuppressed()).forEach(open::push);
				if (next.getCause() != null) {
					open.push(next.getCause());
				}
				if (next instanceof TransactionSystemException failed && failed.getApplicationException() != null) {
					open.push(failed.getApplicationException());
				}
			}
		}
		return known;
	}

	/** The names that have an explanation of their own. */
	Set<String> explainedConstraints() {
		return this.constraints.keySet();
	}

	/** The name of the violated constraint, if one was violated. */
	static @Nullable String constraintOf(Throwable exception) {
		for (Throwable cause : behind(exception)) {
			if (cause instanceof PSQLException sql) {
				ServerErrorMessage message = sql.getServerErrorMessage();
				return (message != null) ? message.getConstraint() : null;
			}
		}
		return null;
	}

	private @Nullable BusinessException explain(SQLException exception) {
		String state = exception.getSQLState();
		if (state == null) {
			// PostgreSQL always gives a state; the pool, when a connection has gone, does
			// not
			return (exception instanceof PSQLException) ? null : overloaded();
		}
		return switch (state) {
			case "40001", "40P01" -> concurrentChange();
			case "55P03", "57014", "57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "25006" -> overloaded();
			case "23505", "23P01" ->
				constraint(exception, ProblemCode.ALREADY_EXISTS, "There is already one like this");
			case "23514" -> constraint(exception, ProblemCode.RULE_VIOLATED, "A rule of the data refuses this");
			case "23503" -> constraint(exception, ProblemCode.RULE_VIOLATED,
					"Something this refers to does not exist, or something else still refers to it");
			case "23502" -> new BusinessException(ProblemCode.RULE_VIOLATED, "Something that is required is missing.");
			case "22001", "22003", "22021", "22P05" -> new BusinessException(ProblemCode.INVALID_REQUEST,
					"A value is too long, too large or holds a character that cannot be stored.");
			default -> (state.startsWith("08") || state.startsWith("53")) ? overloaded() : null;
		};
	}

	private BusinessException constraint(SQLException exception, ProblemCode code, String sentence) {
		String name = constraintOf(exception);
		Constraint known = (name != null) ? this.constraints.get(name) : null;
		if (known != null) {
			return known.refusal();
		}
		return new BusinessException(code,
				(name != null) ? "%s (%s).".formatted(sentence, name.replace('_', ' ')) : sentence + ".");
	}

	private static BusinessException concurrentChange() {
		return new BusinessException(ProblemCode.CONCURRENT_CHANGE,
				"Somebody else changed the same data at the same moment; read it again and repeat the request.");
	}

	private static BusinessException overloaded() {
		return new BusinessException(ProblemCode.OVERLOADED,
				"The service is busy or has lost its database for a moment; repeat the request after the seconds that "
						+ "Retry-After names, with the same Idempotency-Key if it has one.");
	}

}
