package dev.orderprocessing.platform.database;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be used as it is. The message says why and the remedy what to do,
 * each in one line.
 */
public class UnusableDatabase extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	UnusableDatabase(String message, String remedy) {
		this(message, remedy, null);
	}

	UnusableDatabase(String message, String remedy, @Nullable Throwable cause) {
		super(message, cause);
		this.remedy = remedy;
	}

	public String remedy() {
		return this.remedy;
	}

}
