package dev.orderprocessing.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Checks on free text: trimmed, limited in length, free of control characters and lone
 * surrogates.
 */
public final class Text {

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

}
