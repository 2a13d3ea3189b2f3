package dev.orderprocessing.journal;

import java.util.Arrays;

/**
 * What is kept of an error: its kind and where it happened. Not its message, which may
 * quote personal data.
 */
record Failure(String error, String summary) {

	private static final String OURS = "dev.orderprocessing.";

	static Failure of(Throwable error) {
		return new Failure(error.getClass().getSimpleName(),
				Arrays.stream(error.getStackTrace())
					.filter((frame) -> frame.getClassName().startsWith(OURS))
					.findFirst()
					.map((frame) -> "in %s.%s, line %d".formatted(frame.getClassName().substring(OURS.length()),
							frame.getMethodName(), frame.getLineNumber()))
					.orElse("outside of the service's own code"));
	}

}
