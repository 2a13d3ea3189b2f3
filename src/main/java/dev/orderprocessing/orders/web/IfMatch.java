package dev.orderprocessing.orders.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.orders.OrderCommands.Target;
import org.jspecify.annotations.Nullable;

/**
 * Reads the If-Match header: the version of the order that the caller has seen (RFC 9110,
 * section 13.1.1).
 */
final class IfMatch {

	private static final Pattern ETAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

	private IfMatch() {
	}

	static Target required(String order, @Nullable String ifMatch) {
		if (ifMatch == null) {
			throw BusinessException.atParameter(ProblemCode.PRECONDITION_REQUIRED, "If-Match",
					"Read the order and send its ETag as If-Match, so that nobody's change is lost.");
		}
		return optional(order, ifMatch);
	}

	static Target optional(String order, @Nullable String ifMatch) {
		if (ifMatch == null || "*".equals(ifMatch.strip())) {
			return new Target(order, null);
		}
		Matcher matcher = ETAG.matcher(ifMatch.strip());
		if (!matcher.matches()) {
			throw BusinessException.atParameter(ProblemCode.INVALID_REQUEST, "If-Match",
					"If-Match is one ETag as it was sent with the order, such as \"3\".");
		}
		return new Target(order, Long.valueOf(matcher.group(1)));
	}

}
