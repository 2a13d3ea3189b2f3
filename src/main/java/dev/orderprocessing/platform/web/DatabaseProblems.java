package dev.orderprocessing.platform.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import jakarta.persistence.OptimisticLockException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Says in our words what the database says: which rule a constraint stands for, who else
 * was faster, or that there is no room right now. SQLSTATE codes are those of PostgreSQL.
 */
final class DatabaseProblems {

	/** Constraints whose violation has a better explanation than the general one. */
	private static final Map<String, BusinessException> BY_CONSTRAINT = Map.of();

	private DatabaseProblems() {
	}

	/** The refusal behind an exception, or null when the database is not its cause. */
	static @Nullable BusinessException explain(Throwable exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			BusinessException refusal = switch (cause) {
				case BusinessException business -> business;
				case OptimisticLockingFailureException _, OptimisticLockException _ -> concurrentChange();
				case SQLTransientConnectionException _ -> overloaded();
				case SQLException sql -> explain(sql);
				default -> null;
			};
			if (refusal != null) {
				return refusal;
			}
		}
		return (exception instanceof CannotCreateTransactionException) ? overloaded() : null;
	}

	/** The name of the violated constraint, if one was violated. */
	static @Nullable String constraintOf(Throwable exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (cause instanceof PSQLException sql) {
				ServerErrorMessage message = sql.getServerErrorMessage();
				return (message != null) ? message.getConstraint() : null;
			}
		}
		return null;
	}

	private static @Nullable BusinessException explain(SQLException exception) {
		String state = exception.getSQLState();
		if (state == null) {
			return null;
		}
		return switch (state) {
			case "40001", "40P01" -> concurrentChange();
			case "55P03", "57014", "57P01", "57P02", "57P03" -> overloaded();
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

	private static BusinessException constraint(SQLException exception, ProblemCode code, String sentence) {
		String name = constraintOf(exception);
		BusinessException known = (name != null) ? BY_CONSTRAINT.get(name) : null;
		if (known != null) {
			return new BusinessException(known.code(), known.detail(), known.errors());
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
				"The service is busy; repeat the request after the seconds that Retry-After names.");
	}

}
