package dev.orderprocessing.kernel.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import org.jspecify.annotations.Nullable;

/** The {@code If-Match} header: the version that a caller wants to change. */
public final class IfMatch {

	private static final Pattern TAG = Pattern.compile("\"?([0-9]{1,18})\"?");

	private IfMatch() {
	}

	/**
	 * The version that is asked for; null when any will do.
	 * @param header a version as it stands in an {@code ETag}, or {@code *}
	 */
	public static @Nullable Long version(@Nullable String header) {
		if (header == null || header.strip().equals("*")) {
			return null;
		}
		Matcher tag = TAG.matcher(header.strip());
		if (!tag.matches()) {
			throw BusinessException.atParameter(ProblemCode.INVALID_REQUEST, "If-Match",
					"If-Match is one ETag as the service sent it, such as \"3\", or * for any version.");
		}
		return Long.valueOf(tag.group(1));
	}

	/**
	 * Refuses a version that has been replaced.
	 * @param what the thing in words, such as {@code product MUG-BLUE}
	 * @throws BusinessException STALE_VERSION
	 */
	public static void check(@Nullable Long expected, long current, String what) {
		if (expected != null && expected != current) {
			throw BusinessException.atParameter(ProblemCode.STALE_VERSION, "If-Match",
					"The %s is at version %d, not %d; read it again, then decide.".formatted(what, current, expected));
		}
	}

}
