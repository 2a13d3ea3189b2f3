package dev.orderprocessing.kernel;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import static java.lang.Character.UnicodeScript.ARABIC;
import static java.lang.Character.UnicodeScript.BENGALI;
import static java.lang.Character.UnicodeScript.DEVANAGARI;
import static java.lang.Character.UnicodeScript.GUJARATI;
import static java.lang.Character.UnicodeScript.GURMUKHI;
import static java.lang.Character.UnicodeScript.KANNADA;
import static java.lang.Character.UnicodeScript.KHMER;
import static java.lang.Character.UnicodeScript.MALAYALAM;
import static java.lang.Character.UnicodeScript.MYANMAR;
import static java.lang.Character.UnicodeScript.ORIYA;
import static java.lang.Character.UnicodeScript.SINHALA;
import static java.lang.Character.UnicodeScript.SYRIAC;
import static java.lang.Character.UnicodeScript.TAMIL;
import static java.lang.Character.UnicodeScript.TELUGU;

/**
 * Checks on free text: trimmed, limited in length, free of control characters and lone
 * surrogates. What comes in from outside must besides be one line that shows all it
 * holds, or lines where the field is meant for several.
 */
public final class Text {

	private static final char NON_JOINER = '\u200c';

	private static final char JOINER = '\u200d';

	private static final int VARIATION = 0xfe0f;

	/** Letters and a mark that are as invisible as controls. */
	private static final String BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0";

	/** Scripts whose spelling needs the joiners that have no width. */
	private static final Set<Character.UnicodeScript> JOINING = EnumSet.of(ARABIC, SYRIAC, DEVANAGARI, BENGALI,
			GURMUKHI, GUJARATI, ORIYA, TAMIL, TELUGU, KANNADA, MALAYALAM, SINHALA, MYANMAR, KHMER);

	private Text() {
	}

	public static String required(String field, @Nullable String value, int maxLength) {
		String text = optional(field, value, maxLength);
		if (text == null) {
			throw new InvalidValue("REQUIRED", field, "%s is required and may not be blank.".formatted(field));
		}
		return text;
	}

	public static @Nullable String optional(String field, @Nullable String value, int maxLength) {
		if (value == null || value.isBlank()) {
			return null;
		}
		String text = value.strip();
		String fault = fault(text);
		if (fault != null) {
			throw new InvalidValue("INVALID_CHARACTER", field, "%s %s".formatted(field, fault));
		}
		if (text.length() > maxLength) {
			throw new InvalidValue("TOO_LONG", field,
					"%s has at most %d characters, this one has %d.".formatted(field, maxLength, text.length()));
		}
		return text;
	}

	public static <T> T present(String field, @Nullable T value) {
		if (value == null) {
			throw new InvalidValue("REQUIRED", field, "%s is required.".formatted(field));
		}
		return value;
	}

	/**
	 * Says why a text is not acceptable to any field, or null: line breaks and tabs are
	 * fine, other controls not.
	 */
	public static @Nullable String fault(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
				return "contains the control character U+%04X at position %d; leave it out.".formatted((int) c, i);
			}
			if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
				i++;
			}
			else if (Character.isSurrogate(c)) {
				return "contains half of a surrogate pair at position %d; send valid Unicode.".formatted(i);
			}
		}
		return null;
	}

	/**
	 * Says why a text is not one line that shows all it holds, or null: no line breaks,
	 * no tabs, nothing that is invisible or turns the direction of what follows. A name
	 * with line breaks writes the mail it stands in.
	 */
	public static @Nullable String faultOfLine(String text) {
		return visibleFault(text, false);
	}

	/** The same for several lines: line breaks are fine, and tabs. */
	public static @Nullable String faultOfLines(String text) {
		return visibleFault(text, true);
	}

	/**
	 * The text as one line, whatever it holds: for texts that were stored before such
	 * ones were refused.
	 */
	public static String asLine(String text) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
			boolean hidden = isHidden(text, i) || isLineBreak(text.charAt(i));
			line.appendCodePoint(hidden ? ' ' : text.codePointAt(i));
		}
		return line.toString().replaceAll(" {2,}", " ").strip();
	}

	private static @Nullable String visibleFault(String text, boolean lines) {
		for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
			if (isLineBreak(text.charAt(i))) {
				if (!lines) {
					return "is one line and contains a line break at position %d; leave it out.".formatted(i);
				}
			}
			else if (isHidden(text, i) && !(lines && text.charAt(i) == '\t')) {
				return "contains the character U+%04X at position %d, which nobody sees; leave it out."
					.formatted(text.codePointAt(i), i);
			}
		}
		return fault(text);
	}

	private static boolean isLineBreak(char c) {
		return c == '\n' || c == '\r';
	}

	/** Controls, separators of lines, marks of direction, and what has no width. */
	private static boolean isHidden(String text, int at) {
		int c = text.codePointAt(at);
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
			case Character.FORMAT -> !isJoiner(text, at);
			default -> BLANK_LETTERS.indexOf(c) >= 0;
		};
	}

	/** Within words of some scripts, and between the parts of one emoji. */
	private static boolean isJoiner(String text, int at) {
		char c = text.charAt(at);
		if ((c != NON_JOINER && c != JOINER) || at == 0 || at + 1 == text.length()) {
			return false;
		}
		int before = text.codePointBefore(at);
		int after = text.codePointAt(at + 1);
		boolean emoji = c == JOINER && Character.isEmoji(after)
				&& (before == VARIATION || Character.isEmoji(before) || Character.isEmojiModifier(before));
		Character.UnicodeScript script = Character.UnicodeScript.of(before);
		return emoji || (JOINING.contains(script) && Character.UnicodeScript.of(after) == script);
	}

}
