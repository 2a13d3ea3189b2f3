package dev.orderprocessing.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * Values that the service has told: numbers, ids, cursors, versions. Requests that bear
 * them get past the front door. The newest are preferred, for old ones have mostly been
 * used up.
 */
final class Finds {

	private static final int KEPT = 60;

	private static final int VERSIONS_KEPT = 2000;

	private static final String ORDER = "OrderView";

	private final ApiDescription api;

	private final Map<String, List<String>> kinds = new HashMap<>();

	private final Map<String, String> versions = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
			return size() > VERSIONS_KEPT;
		}

	};

	Finds(ApiDescription api) {
		this.api = api;
	}

	/** One of what was found of these kinds, such as {@code ProductView.sku}. */
	Optional<String> any(RandomGenerator random, String... of) {
		List<List<String>> found = Stream.of(of)
			.map((kind) -> this.kinds.getOrDefault(kind, List.of()))
			.filter((values) -> !values.isEmpty())
			.toList();
		if (found.isEmpty()) {
			return Optional.empty();
		}
		List<String> values = found.get(random.nextInt(found.size()));
		double age = random.nextDouble();
		return Optional.of(values.get(values.size() - 1 - (int) (age * age * values.size())));
	}

	/** An order that said that it may go this way. */
	Optional<String> orderThatMay(RandomGenerator random, String action) {
		return any(random, mayGo(action));
	}

	/** The version that the thing with this number, id or code had last. */
	Optional<String> version(String thing) {
		return Optional.ofNullable(this.versions.get(thing));
	}

	void remember(String kind, String value) {
		List<String> values = this.kinds.computeIfAbsent(kind, (_) -> new ArrayList<>());
		values.remove(value);
		values.add(value);
		if (values.size() > KEPT) {
			values.removeFirst();
		}
	}

	/** Takes from an answer what its schema names. */
	void read(JsonNode schema, JsonNode json) {
		read(ApiDescription.nameOf(schema), this.api.resolve(schema), json);
	}

	private void read(String owner, JsonNode schema, JsonNode json) {
		if (json.isArray()) {
			json.forEach((item) -> read(schema.path("items"), item));
			return;
		}
		schema.path("properties").forEachEntry((name, property) -> {
			JsonNode value = json.path(name);
			if (value.isString()) {
				remember(owner + "." + name, value.asString());
			}
			else if (value.isContainer()) {
				read(property, value);
			}
		});
		if (json.has("version")) {
			Stream.of("id", "number", "sku", "code")
				.map((name) -> json.path(name).asString(""))
				.filter((name) -> !name.isEmpty())
				.forEach((name) -> this.versions.put(name, json.path("version").asString()));
		}
		if (owner.equals(ORDER)) {
			json.path("allowedActions")
				.forEach((action) -> remember(mayGo(action.asString()), json.path("number").asString()));
		}
	}

	private static String mayGo(String action) {
		return "an order for " + action;
	}

}
