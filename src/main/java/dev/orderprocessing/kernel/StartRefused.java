package dev.orderprocessing.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The service cannot work as it is set up. The message says why and the remedy what to
 * do, each in one line.
 */
public class StartRefused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	public StartRefused(String message, String remedy) {
		this(message, remedy, null);
	}

	public StartRefused(String message, String remedy, @Nullable Throwable cause) {
		super(message, cause);
		this.remedy = remedy;
	}

	public String remedy() {
		return this.remedy;
	}

}
