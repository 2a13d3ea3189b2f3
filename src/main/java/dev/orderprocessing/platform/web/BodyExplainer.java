package dev.orderprocessing.platform.web;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CardNumbers;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.InvalidValue;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Text;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Finds everything that is wrong with a body that could not be bound. Binding stops at
 * the first error, so this binds again and again, each time with the offending value
 * replaced, until the rest is bound; then it validates that rest. What a value of the
 * wrong type should have been is heard from the type itself: it is given something of the
 * right type that it cannot accept, and its refusal says what it can. Good requests never
 * come here.
 */
@Component
class BodyExplainer {

	private static final int MOST_PROBLEMS = 50;

	private static final String AN_OBJECT = "an object";

	private static final String A_TEXT = "a text in quotes";

	private static final String A_WHOLE_NUMBER = "a whole number";

	private static final int MOST_ATTEMPTS = 250;

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
		catch (NumberFormatException ex) {
			return new BusinessException(ProblemCode.MALFORMED_BODY,
					"The body holds a number whose exponent is too large.");
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
				return body.isNull() ? null : RequestJson.strict(this.json.readerFor(type)).readValue(body);
			}
			catch (JacksonException ex) {
				if (!findings.takeUp(ex, root, body)) {
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
		return new BusinessException(ProblemCode.MALFORMED_BODY, CardNumbers.hiddenIn(detail));
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

		private @Nullable Question question;

		int size() {
			return this.problems.size();
		}

		/** Adds a problem, unless the place or a part of it is explained already. */
		boolean add(String pointer, String code, String detail) {
			boolean explained = this.problems.keySet()
				.stream()
				.anyMatch((known) -> known.equals(pointer) || known.startsWith(pointer + "/"));
			if (!explained) {
				this.problems.put(pointer, FieldProblem.at(pointer, code, detail));
			}
			return !explained;
		}

		/**
		 * Records what the exception says and takes its cause out of the way.
		 * @return whether it is worth to bind again
		 */
		boolean takeUp(JacksonException ex, ObjectNode root, JsonNode body) {
			JsonPointer at = pointer(ex.getPath());
			InvalidValue invalid = cause(ex);
			if (invalid != null && invalid.field() != null && body.at(at).isObject()) {
				at = at.appendProperty(invalid.field());
			}
			Question asked = this.question;
			this.question = null;
			if (asked != null && asked.isAnsweredAt(at)) {
				return tells(asked, ex, invalid) ? repair(root, asked.at()) : ask(asked.next(), root);
			}
			if (invalid != null) {
				add(at.toString(), invalid.code(), invalid.detail());
				return repair(root, at);
			}
			return switch (ex) {
				case UnrecognizedPropertyException unknown -> {
					add(at.toString(), "UNKNOWN_FIELD", "There is no field %s here. %s".formatted(
							unknown.getPropertyName(), NearestName.hint(unknown.getPropertyName(), known(unknown))));
					yield remove(root, at);
				}
				case MismatchedInputException mismatch -> wrong(at, mismatch.getTargetType(), root, body);
				case InputCoercionException tooLarge -> wrong(at, tooLarge.getTargetType(), root, body);
				default -> {
					add(at.toString(), "INVALID_VALUE",
							"%s is not acceptable: %s".formatted(name(at), shown(body.at(at))));
					yield repair(root, at);
				}
			};
		}

		private boolean wrong(JsonPointer at, @Nullable Class<?> type, ObjectNode root, JsonNode body) {
			JsonNode value = body.at(at);
			if (value.isNull() || value.isMissingNode()) {
				add(at.toString(), "REQUIRED", "%s is required.".formatted(name(at)));
				return repair(root, at);
			}
			boolean isNew = add(at.toString(), "WRONG_TYPE",
					"%s must be %s, not %s.".formatted(name(at), expectation(type), shown(value)));
			return isNew ? ask(new Question(at, name(at), shown(value), unacceptable(type)), root) : repair(root, at);
		}

		/**
		 * Values of the JSON types that may be meant, none of which a value type accepts:
		 * its refusal says what it would. Nothing when asking would tell nothing new.
		 */
		private static List<JsonNode> unacceptable(@Nullable Class<?> type) {
			JsonNode text = JsonNodeFactory.instance.stringNode("?");
			JsonNode number = JsonNodeFactory.instance.numberNode(0);
			return switch (expectation(type)) {
				case A_TEXT -> List.of(text);
				case A_WHOLE_NUMBER -> List.of(number);
				case AN_OBJECT -> List.of(text, number, JsonNodeFactory.instance.objectNode().put("?", 0));
				default -> List.of();
			};
		}

		/** Puts the first of the question's values in its place. */
		private boolean ask(Question asked, ObjectNode root) {
			if (asked.values().isEmpty()) {
				return repair(root, asked.at());
			}
			this.question = asked;
			return put(root, JsonPointer.compile("/body" + asked.at()), asked.values().getFirst())
					|| repair(root, asked.at());
		}

		/** Whether the answer to a question tells what would be accepted in its place. */
		private boolean tells(Question asked, JacksonException answer, @Nullable InvalidValue invalid) {
			String detail;
			if (invalid != null) {
				detail = "%s cannot be %s. %s".formatted(asked.name(), asked.shown(), invalid.detail());
			}
			else if (answer instanceof UnrecognizedPropertyException unknown && !known(unknown).isEmpty()) {
				detail = "%s must be an object with %s, not %s.".formatted(asked.name(),
						String.join(", ", known(unknown)), asked.shown());
			}
			else {
				return false;
			}
			String pointer = asked.at().toString();
			this.problems.put(pointer, FieldProblem.at(pointer, "WRONG_TYPE", detail));
			return true;
		}

		/**
		 * Takes the offending value out of the way: nothing, then zero, then texts in its
		 * place, and if none of them will do, the whole it belongs to.
		 */
		private boolean repair(ObjectNode root, JsonPointer at) {
			JsonPointer place = JsonPointer.compile("/body" + at);
			while (place != null && !place.matches()) {
				int attempt = this.repairs.merge(place.toString(), 1, Integer::sum);
				JsonNode substitute = switch (attempt) {
					case 1 -> JsonNodeFactory.instance.nullNode();
					case 2 -> JsonNodeFactory.instance.numberNode(0);
					case 3 -> JsonNodeFactory.instance.stringNode("EUR");
					case 4 -> JsonNodeFactory.instance.stringNode("0.00");
					default -> null;
				};
				if (substitute != null && put(root, place, substitute)) {
					return true;
				}
				place = place.head();
			}
			return false;
		}

		private boolean remove(ObjectNode root, JsonPointer at) {
			JsonPointer place = JsonPointer.compile("/body" + at);
			if (root.at(place.head()) instanceof ObjectNode object) {
				object.remove(place.last().getMatchingProperty());
				return true;
			}
			return repair(root, at);
		}

		private static boolean put(ObjectNode root, JsonPointer place, JsonNode value) {
			JsonNode parent = root.at(place.head());
			if (parent instanceof ObjectNode object) {
				object.set(place.last().getMatchingProperty(), value);
				return true;
			}
			int index = place.last().getMatchingIndex();
			if (parent instanceof ArrayNode array && index >= 0 && index < array.size()) {
				array.set(index, value);
				return true;
			}
			return false;
		}

		private static List<String> known(UnrecognizedPropertyException unknown) {
			return (unknown.getKnownPropertyIds() != null)
					? unknown.getKnownPropertyIds().stream().map(String::valueOf).toList() : List.of();
		}

		private static String name(JsonPointer at) {
			return at.matches() ? "The body" : Objects.requireNonNullElse(lastSegment(at), "The value");
		}

		BusinessException refusal() {
			if (this.problems.isEmpty()) {
				return new BusinessException(ProblemCode.MALFORMED_BODY, "The body cannot be read.");
			}
			List<FieldProblem> errors = this.problems.values()
				.stream()
				.map((problem) -> problem.withTexts(CardNumbers::hiddenIn))
				.toList();
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
				return A_WHOLE_NUMBER;
			}
			if (CharSequence.class.isAssignableFrom(type)) {
				return A_TEXT;
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
			if (type == Money.class) {
				return "an object such as {\"amount\":\"12.90\",\"currency\":\"EUR\"}";
			}
			if (type == PostalAddress.class) {
				return "an object such as {\"name\":\"Ada Buyer\",\"line1\":\"1 Main St\",\"city\":\"Berlin\","
						+ "\"postalCode\":\"10115\",\"country\":\"DE\"}";
			}
			return (type == Currency.class) ? "an ISO 4217 currency code in capitals, such as \"EUR\"" : AN_OBJECT;
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

	/** A place where values wait for their refusal, one after the other. */
	private record Question(JsonPointer at, String name, String shown, List<JsonNode> values) {

		Question next() {
			return new Question(this.at, this.name, this.shown, this.values.subList(1, this.values.size()));
		}

		boolean isAnsweredAt(JsonPointer place) {
			return place.equals(this.at) || this.at.equals(place.head());
		}

	}

}
