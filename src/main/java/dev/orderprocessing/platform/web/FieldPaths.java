package dev.orderprocessing.platform.web;

import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.validation.ConstraintViolation;

/** Turns what Bean Validation says into the words of a problem document. */
final class FieldPaths {

	private static final Pattern INDEX = Pattern.compile("\\[([^\\]]*)\\]");

	private static final Pattern ELEMENT = Pattern.compile("\\.?<[^>]*>");

	private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");

	private FieldPaths() {
	}

	/** {@code lines[0].quantity} becomes {@code /lines/0/quantity}. */
	static String pointer(String path) {
		if (path.isEmpty()) {
			return "";
		}
		String plain = ELEMENT.matcher(path).replaceAll("");
		return "/" + INDEX.matcher(plain).replaceAll(".$1").replace('.', '/');
	}

	static String code(ConstraintViolation<?> violation) {
		return code(violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName());
	}

	static String code(String constraint) {
		return switch (constraint) {
			case "NotNull", "NotBlank", "NotEmpty" -> "REQUIRED";
			case "Size", "Length" -> "WRONG_LENGTH";
			case "Min", "Max", "Positive", "PositiveOrZero", "DecimalMin", "DecimalMax", "Range" -> "OUT_OF_RANGE";
			case "Pattern" -> "INVALID_FORMAT";
			default -> CAMEL.matcher(constraint).replaceAll("_").toUpperCase(Locale.ROOT);
		};
	}

	static String sentence(String path, String message) {
		String plain = ELEMENT.matcher(path).replaceAll("");
		String name = plain.substring(plain.lastIndexOf('.') + 1);
		return (name.isEmpty() ? "The body" : name) + " " + message + ".";
	}

}
