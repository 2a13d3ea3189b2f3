package dev.orderprocessing.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a value that refuses what it was given. Where the value came from a request,
 * the web layer turns it into a field error with the JSON pointer of the value.
 */
public final class InvalidValue extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String code;

	private final @Nullable String field;

	public InvalidValue(String code, String detail) {
		this(code, null, detail);
	}

	/**
	 * @param field the part of a compound value that is wrong, such as {@code amount} of
	 * a money value
	 */
	public InvalidValue(String code, @Nullable String field, String detail) {
		super(detail);
		this.code = code;
		this.field = field;
	}

	/** Stable, upper-case reason such as {@code WRONG_SCALE}. */
	public String code() {
		return this.code;
	}

	public @Nullable String field() {
		return this.field;
	}

	/** One sentence: what is wrong and what would be accepted. */
	public String detail() {
		return String.valueOf(getMessage());
	}

}
