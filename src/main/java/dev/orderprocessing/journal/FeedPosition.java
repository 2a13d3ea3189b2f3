package dev.orderprocessing.journal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import org.jspecify.annotations.Nullable;

/** A place in the feed: after the event with this key. Readers know it as a cursor. */
record FeedPosition(long tx, long position) {

	static final FeedPosition BEGINNING = new FeedPosition(0, 0);

	private static final Pattern FORM = Pattern.compile("events\\|([0-9]{1,18})\\|([0-9]{1,18})");

	static FeedPosition of(@Nullable String cursor) {
		if (cursor == null) {
			return BEGINNING;
		}
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(cursor);
			Matcher matcher = FORM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
			if (matcher.matches()) {
				return new FeedPosition(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
			}
		}
		catch (IllegalArgumentException ex) {
			// falls through to the refusal
		}
		throw BusinessException.atParameter(ProblemCode.INVALID_CURSOR, "after",
				"Send the nextCursor of an earlier answer unchanged, or leave after out to start from the beginning.");
	}

	String cursor() {
		String text = "events|%d|%d".formatted(this.tx, this.position);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
	}

}
