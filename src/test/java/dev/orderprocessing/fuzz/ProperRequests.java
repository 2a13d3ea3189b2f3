package dev.orderprocessing.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

import tools.jackson.databind.JsonNode;

/**
 * Requests as the API document asks for them: from its examples, from its schemas, with
 * what the service has told.
 */
final class ProperRequests {

	private final Finds finds;

	private final ProperValues values;

	ProperRequests(ApiDescription api, Finds finds) {
		this.finds = finds;
		this.values = new ProperValues(api, finds);
	}

	/** As the page of the API document would send it when nothing is changed. */
	Draft asShown(Operation operation, RandomGenerator random) {
		var draft = new Draft(operation);
		for (JsonNode parameter : operation.parameters("path")) {
			draft.path(name(parameter), this.values.example(parameter).orElse("x"));
		}
		for (JsonNode parameter : operation.parameters("query")) {
			this.values.example(parameter).ifPresent((value) -> draft.query(name(parameter), value));
		}
		if (!operation.bodyExamples().isEmpty()) {
			draft.json(OddValues.pick(random, operation.bodyExamples()));
		}
		addHeaders(draft, random);
		return draft;
	}

	/** The same for any order that is known. */
	Draft asShownOfAny(Operation operation, RandomGenerator random) {
		Draft draft = asShown(operation, random);
		operation.parameters("path")
			.stream()
			.filter((parameter) -> name(parameter).equals("order"))
			.forEach((parameter) -> draft.path("order", pathValue(operation, parameter, random)));
		return draft;
	}

	Draft made(Operation operation, RandomGenerator random) {
		var draft = new Draft(operation);
		for (JsonNode parameter : operation.parameters("path")) {
			draft.path(name(parameter), pathValue(operation, parameter, random));
		}
		for (JsonNode parameter : operation.parameters("query")) {
			boolean needed = parameter.path("required").asBoolean(false);
			if (needed || random.nextInt(name(parameter).equals("dryRun") ? 8 : 3) == 0) {
				draft.query(name(parameter), this.values.parameter(operation, parameter, random));
			}
		}
		operation.bodySchema().ifPresent((schema) -> draft.json(body(operation, schema, random)));
		addHeaders(draft, random);
		return draft;
	}

	private String pathValue(Operation operation, JsonNode parameter, RandomGenerator random) {
		if (name(parameter).equals("order")) {
			int choice = random.nextInt(10);
			Optional<String> order = (choice < 7) ? this.finds.orderThatMay(random, actionOf(operation))
					: Optional.empty();
			return order.or(() -> this.finds.any(random, (choice < 9) ? "OrderView.number" : "OrderView.id"))
				.or(() -> this.values.example(parameter))
				.orElse("SO-100001");
		}
		return this.values.parameter(operation, parameter, random);
	}

	private static String actionOf(Operation operation) {
		return operation.method().equals("PATCH") ? "amend" : operation.lastWord();
	}

	private JsonNode body(Operation operation, JsonNode schema, RandomGenerator random) {
		List<JsonNode> examples = operation.bodyExamples();
		JsonNode body = (examples.isEmpty() || random.nextInt(4) == 0) ? this.values.body(schema, random)
				: OddValues.pick(random, examples).deepCopy();
		return (random.nextInt(3) == 0) ? body : this.values.withFinds(operation, body, random);
	}

	private void addHeaders(Draft draft, RandomGenerator random) {
		Operation operation = draft.operation();
		draft.key(OddValues.pick(random, operation.keys()));
		for (JsonNode parameter : operation.parameters("header")) {
			boolean needed = parameter.path("required").asBoolean(false);
			if (!needed && random.nextInt(3) > 0) {
				continue;
			}
			switch (name(parameter)) {
				case "Idempotency-Key" -> draft.header(name(parameter), uuid(random));
				case "If-Match" -> draft.header(name(parameter),
						"\"%s\"".formatted(draft.pathValue().flatMap(this.finds::version).orElse("0")));
				default -> this.values.example(parameter).ifPresent((value) -> draft.header(name(parameter), value));
			}
		}
	}

	/** Keeps what later requests may use. */
	void learn(Operation operation, JsonNode schema, JsonNode answer) {
		this.finds.read(schema, answer);
		String cursor = answer.path("nextCursor").asString("");
		if (!cursor.isEmpty()) {
			this.finds.remember(ProperValues.cursorOf(operation), cursor);
		}
	}

	static String uuid(RandomGenerator random) {
		return new UUID(random.nextLong(), random.nextLong()).toString();
	}

	private static String name(JsonNode parameter) {
		return parameter.path("name").asString();
	}

}
