package dev.orderprocessing.platform.command;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Repeats what failed only because of what ran beside it: serialization failures and
 * deadlocks (SQLSTATE 40001 and 40P01), and two facts that claimed the same number.
 */
final class Retry {

	private static final String EVENT_NUMBER = "event_log_order_sequence";

	private Retry() {
	}

	static <T> T of(int attempts, Duration firstPause, Supplier<T> work) {
		for (int attempt = 1;; attempt++) {
			try {
				return work.get();
			}
			catch (RuntimeException ex) {
				if (attempt == attempts || !isTransient(ex)) {
					throw ex;
				}
				pause(firstPause.multipliedBy(1L << attempt), ex);
			}
		}
	}

	static boolean isTransient(Throwable exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql) {
				String state = sql.getSQLState();
				return "40001".equals(state) || "40P01".equals(state)
						|| ("23505".equals(state) && EVENT_NUMBER.equals(constraintOf(sql)));
			}
		}
		return false;
	}

	private static String constraintOf(SQLException exception) {
		ServerErrorMessage message = (exception instanceof PSQLException sql) ? sql.getServerErrorMessage() : null;
		String constraint = (message != null) ? message.getConstraint() : null;
		return (constraint != null) ? constraint : "";
	}

	/** Full jitter, so that those who collided do not meet again. */
	private static void pause(Duration longest, RuntimeException reason) {
		try {
			Thread.sleep(ThreadLocalRandom.current().nextLong(1, longest.toMillis() + 1));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw reason;
		}
	}

}
