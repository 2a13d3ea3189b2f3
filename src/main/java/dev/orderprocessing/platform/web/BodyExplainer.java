package dev.orderprocessing.platform.web;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.InvalidValue;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Text;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds everything that is wrong with a body that could not be bound. Binding stops at
 * the first error, so this binds again and again, each time with the offending value
 * replaced, until the rest is bound; then it validates that rest. Good requests never
 * come here.
 */
@Component
class BodyExplainer {

	private static final int MOST_PROBLEMS = 50;

	private static final int MOST_ATTEMPTS = 120;

	/** What one explanation may read in all, so that bad bodies stay cheap. */
	private static final int MOST_BYTES = 4_000_000;

	private final JsonMapper json;

	private final Validator validator;

	BodyExplainer(JsonMapper json, Validator validator) {
		this.json = json;
		this.validator = validator;
	}

	BusinessException explain(byte[] body, Type target, boolean validated) {
		JsonNode tree;
		try {
			tree = this.json.readTree(body);
		}
		catch (JacksonException ex) {
			return malformed(ex);
		}
		if (tree.isMissingNode() || tree.isNull()) {
			return new BusinessException(ProblemCode.MALFORMED_BODY,
					"This operation needs a JSON body; the request has none.");
		}
		JavaType type = this.json.constructType(target);
		Findings findings = new Findings();
		ObjectNode root = JsonNodeFactory.instance.objectNode();
		root.set("body", tree);
		int attempts = Math.clamp(MOST_BYTES / Math.max(1, body.length), 3, MOST_ATTEMPTS);
		Object bound = bind(root, type, findings, attempts);
		if (bound != null && validated) {
			for (ConstraintViolation<Object> violation : this.validator.validate(bound)) {
				findings.add(FieldPaths.pointer(violation.getPropertyPath().toString()), FieldPaths.code(violation),
						FieldPaths.sentence(violation.getPropertyPath().toString(), violation.getMessage()));
			}
		}
		return findings.refusal();
	}

	private @Nullable Object bind(ObjectNode root, JavaType type, Findings findings, int attempts) {
		for (int i = 0; i < attempts && findings.size() < MOST_PROBLEMS; i++) {
			JsonNode body = root.path("body");
			try {
				return body.isNull() ? null : this.json.readerFor(type).readValue(body);
			}
			catch (JacksonException ex) {
				JsonPointer at = findings.add(ex, body);
				if (!findings.repair(root, at, ex instanceof UnrecognizedPropertyException)) {
					return null;
				}
			}
		}
		return null;
	}

	private static BusinessException malformed(JacksonException ex) {
		TokenStreamLocation location = ex.getLocation();
		String where = (location != null && location.getLineNr() > 0)
				? " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr()) : "";
		String detail = (ex instanceof StreamConstraintsException)
				? "The body is nested deeper than %d levels, or holds a text, number or name that is too long%s."
					.formatted(StrictJson.MAX_DEPTH, where)
				: "The body is not valid JSON%s: %s".formatted(where, plain(ex.getOriginalMessage()));
		return new BusinessException(ProblemCode.MALFORMED_BODY, detail);
	}

	/** Keeps the part of the parser's message that speaks of JSON. */
	private static String plain(@Nullable String message) {
		if (message == null) {
			return "it cannot be read.";
		}
		String text = message.lines().findFirst().orElse("");
		for (String end : List.of(" [Source", " (start marker", " (for ", " `", "; ", " (token")) {
			int at = text.indexOf(end);
			text = (at > 0) ? text.substring(0, at) : text;
		}
		return text.endsWith(".") ? text : text + ".";
	}

	/** What was found so far, by pointer, and how often a pointer has been repaired. */
	private static final class Findings {

		private final Map<String, FieldProblem> problems = new LinkedHashMap<>();

		private final Map<String, Integer> repairs = new LinkedHashMap<>();

		int size() {
			return this.problems.size();
		}

		void add(String pointer, String code, String detail) {
			boolean explained = this.problems.keySet()
				.stream()
				.anyMatch((known) -> known.equals(pointer) || known.startsWith(pointer + "/"));
			if (!explained) {
				this.problems.put(pointer, FieldProblem.at(pointer, code, detail));
			}
		}

		/** Records what the exception says and returns where to repair. */
		JsonPointer add(JacksonException ex, JsonNode body) {
			JsonPointer at = pointer(ex.getPath());
			InvalidValue invalid = cause(ex);
			if (invalid != null) {
				String field = invalid.field();
				JsonPointer named = (field != null && body.at(at).isObject()) ? at.appendProperty(field) : at;
				add(named.toString(), invalid.code(), invalid.detail());
				return named;
			}
			String name = at.matches() ? "The body" : Objects.requireNonNullElse(lastSegment(at), "The value");
			switch (ex) {
				case UnrecognizedPropertyException unknown -> {
					Collection<String> known = (unknown.getKnownPropertyIds() != null)
							? unknown.getKnownPropertyIds().stream().map(String::valueOf).toList() : List.of();
					add(at.toString(), "UNKNOWN_FIELD", "There is no field %s here. %s"
						.formatted(unknown.getPropertyName(), NearestName.hint(unknown.getPropertyName(), known)));
				}
				case MismatchedInputException mismatch -> {
					JsonNode value = body.at(at);
					if (value.isNull() || value.isMissingNode()) {
						add(at.toString(), "REQUIRED", "%s is required.".formatted(name));
					}
					else {
						add(at.toString(), "WRONG_TYPE", "%s must be %s, not %s.".formatted(name,
								expectation(mismatch.getTargetType()), shown(value)));
					}
				}
				default ->
					add(at.toString(), "INVALID_VALUE", "%s is not acceptable: %s".formatted(name, shown(body.at(at))));
			}
			return at;
		}

		/**
		 * Takes the offending value out of the way: nothing, then zero, then a text in
		 * its place, and if none of them will do, the whole it belongs to.
		 */
		boolean repair(ObjectNode root, JsonPointer at, boolean remove) {
			JsonPointer place = JsonPointer.compile("/body" + at);
			while (place != null && !place.matches()) {
				JsonPointer parentPlace = place.head();
				JsonNode parent = (parentPlace != null) ? root.at(parentPlace) : MissingNode.getInstance();
				if (remove && parent instanceof ObjectNode object) {
					object.remove(place.last().getMatchingProperty());
					return true;
				}
				int attempt = this.repairs.merge(place.toString(), 1, Integer::sum);
				JsonNode substitute = switch (attempt) {
					case 1 -> JsonNodeFactory.instance.nullNode();
					case 2 -> JsonNodeFactory.instance.numberNode(0);
					case 3 -> JsonNodeFactory.instance.stringNode("x");
					default -> null;
				};
				if (substitute != null) {
					if (parent instanceof ObjectNode object) {
						object.set(place.last().getMatchingProperty(), substitute);
						return true;
					}
					if (parent instanceof ArrayNode array && place.last().getMatchingIndex() >= 0
							&& place.last().getMatchingIndex() < array.size()) {
						array.set(place.last().getMatchingIndex(), substitute);
						return true;
					}
				}
				place = parentPlace;
			}
			return false;
		}

		BusinessException refusal() {
			if (this.problems.isEmpty()) {
				return new BusinessException(ProblemCode.MALFORMED_BODY, "The body cannot be read.");
			}
			List<FieldProblem> errors = new ArrayList<>(this.problems.values());
			String detail = (errors.size() == 1) ? errors.getFirst().detail()
					: "%d fields are not acceptable; errors names each.".formatted(errors.size());
			return new BusinessException(ProblemCode.INVALID_REQUEST, detail, errors);
		}

		private static JsonPointer pointer(List<JacksonException.Reference> path) {
			JsonPointer pointer = JsonPointer.empty();
			for (JacksonException.Reference step : path) {
				pointer = (step.getPropertyName() != null) ? pointer.appendProperty(step.getPropertyName())
						: pointer.appendIndex(Math.max(0, step.getIndex()));
			}
			return pointer;
		}

		private static @Nullable String lastSegment(JsonPointer at) {
			JsonPointer place = at;
			String name = null;
			while (place != null && !place.matches()) {
				if (place.getMatchingIndex() < 0) {
					name = place.getMatchingProperty();
				}
				place = place.tail();
			}
			return name;
		}

		private static @Nullable InvalidValue cause(@Nullable Throwable ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (cause instanceof InvalidValue invalid) {
					return invalid;
				}
			}
			return null;
		}

		private static String expectation(@Nullable Class<?> type) {
			if (type == null) {
				return "something else";
			}
			if (type.isEnum()) {
				return "one of "
						+ String.join(", ", Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList());
			}
			if (type == BigDecimal.class || type == double.class || type == Double.class) {
				return "a number";
			}
			if (type == boolean.class || type == Boolean.class) {
				return "true or false";
			}
			if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
				return "a whole number";
			}
			if (CharSequence.class.isAssignableFrom(type)) {
				return "a text in quotes";
			}
			if (type == UUID.class) {
				return "a UUID such as \"01900000-0000-7000-8000-000000000001\"";
			}
			if (Temporal.class.isAssignableFrom(type)) {
				return type.getSimpleName().equals("LocalDate") ? "a date such as \"2026-11-24\""
						: "a time such as \"2026-11-24T10:15:30Z\"";
			}
			if (type.isArray() || Collection.class.isAssignableFrom(type)) {
				return "a list";
			}
			return Map.class.isAssignableFrom(type) ? "an object" : "the form that the API document describes for it";
		}

		private static String shown(JsonNode value) {
			return switch (value.getNodeType()) {
				case OBJECT -> "an object";
				case ARRAY -> "a list";
				case NULL, MISSING -> "nothing";
				case STRING -> {
					String text = value.asString();
					yield (text.length() <= 40 && Text.fault(text) == null) ? "the text \"" + text + "\"" : "a text";
				}
				default -> {
					String text = value.asString();
					yield (text.length() <= 40) ? text : "that";
				}
			};
		}

	}

}
