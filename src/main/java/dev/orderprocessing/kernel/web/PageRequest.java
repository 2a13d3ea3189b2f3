package dev.orderprocessing.kernel.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Text;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list: how many items and after which key. A cursor is opaque to
 * clients; it holds the list's name and the last key, so a cursor of another list is
 * refused.
 */
public record PageRequest(String list, int limit, @Nullable String after) {

	public static final int DEFAULT_LIMIT = 50;

	public static final int MAX_LIMIT = 200;

	/** Reads the two query parameters of every list. */
	public static PageRequest of(String list, @Nullable Integer limit, @Nullable String cursor) {
		int size = (limit != null) ? limit : DEFAULT_LIMIT;
		if (size < 1 || size > MAX_LIMIT) {
			throw new BusinessException(ProblemCode.INVALID_REQUEST, "limit is out of range.",
					java.util.List.of(FieldProblem.parameter("limit", "OUT_OF_RANGE",
							"limit is a whole number from 1 to %d, not %d.".formatted(MAX_LIMIT, size))));
		}
		return new PageRequest(list, size, (cursor != null) ? decode(list, cursor) : null);
	}

	/** The key as the id it is, for lists in order of a UUID. */
	public @Nullable UUID afterId() {
		if (this.after == null) {
			return null;
		}
		try {
			return UUID.fromString(this.after);
		}
		catch (IllegalArgumentException ex) {
			throw invalid();
		}
	}

	/** The key as a number, for lists in order of a counter. */
	public @Nullable Long afterNumber() {
		if (this.after == null) {
			return null;
		}
		try {
			return Long.valueOf(this.after);
		}
		catch (NumberFormatException ex) {
			throw invalid();
		}
	}

	String cursorAfter(String key) {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString((this.list + "|" + key).getBytes(StandardCharsets.UTF_8));
	}

	/** What to fetch: one row more than asked for tells whether there is a next page. */
	public int fetch() {
		return this.limit + 1;
	}

	private static String decode(String list, String cursor) {
		try {
			String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
			if (text.startsWith(list + "|") && Text.fault(text) == null) {
				return text.substring(list.length() + 1);
			}
		}
		catch (IllegalArgumentException ex) {
			// falls through to the refusal
		}
		throw invalid();
	}

	private static BusinessException invalid() {
		return BusinessException.atParameter(ProblemCode.INVALID_CURSOR, "cursor",
				"Send the nextCursor of the previous page unchanged, or leave cursor out to start from the newest.");
	}

}
