package dev.orderprocessing.fuzz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Spoils a body: one of its fields, its shape, or its bytes. */
final class BodyTwists {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final int DEEP = 10_000;

	private static final int TOO_LARGE = 1_100_000;

	private static final List<String> TEXTS = List.of("", " ", "\n", "null", "[]", "{}", "\"text\"", "0", "true", "{",
			"}", "[", "{\"", "{\"a\"", "{,}", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\":1}{\"b\":2}", "\u0000",
			"\ufeff{}", "<order/>", "a=1&b=2", "/*", "[[{}]]", "NaN");

	private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE,
			StandardCharsets.UTF_16BE, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_32);

	private static final List<String> CONTENT_TYPES = List.of("", "text/plain", "application/xml", "nonsense", "*/*",
			"application/json;charset=utf-16", "application/json;charset=nonsense", "application/json; charset=\"",
			"application/json, text/plain", "application/merge-patch+json", "application/*", "APPLICATION/JSON",
			"multipart/form-data; boundary=x", "multipart/form-data", "application/x-www-form-urlencoded",
			"application/problem+json", "application/json;q=0.1", "application/json;a=" + "b".repeat(3_000),
			"application/cbor", "application/yaml", "application/json;charset=UTF-8",
			"application/json; charset=UTF-7");

	private final ApiDescription api;

	BodyTwists(ApiDescription api) {
		this.api = api;
	}

	void twist(Draft draft, RandomGenerator random) {
		switch (random.nextInt(24)) {
			case 0 -> draft.body(OddValues.pick(random, TEXTS));
			case 1 -> draft.body(cut(draft.body(), random));
			case 2 -> damageByte(draft, random);
			case 3 -> draft.body(draft.json().toString().getBytes(OddValues.pick(random, CHARSETS)));
			case 4 -> draft.header("Content-Type", OddValues.pick(random, CONTENT_TYPES));
			case 5 -> draft.withoutHeader("Content-Type");
			case 6 -> draft.body(OddValues.deep(random, DEEP));
			case 7 -> otherEncoding(draft, random);
			default -> twistField(draft, random);
		}
	}

	/** A body where none belongs. */
	void add(Draft draft, RandomGenerator random) {
		draft.json(NODES.objectNode().put("unexpected", OddValues.CANARY));
		if (random.nextInt(3) == 0) {
			twist(draft, random);
		}
	}

	private static void otherEncoding(Draft draft, RandomGenerator random) {
		switch (random.nextInt(3)) {
			case 0 -> draft.header("Content-Encoding", OddValues.pick(random, List.of("gzip", "br", "identity", "x")));
			case 1 -> draft.body(draft.body().length > 0 ? "\ufeff" + draft.json() : "\ufeff");
			default -> {
				if (random.nextInt(8) == 0) {
					draft.body("{\"name\":\"" + "a".repeat(TOO_LARGE) + "\"}");
				}
			}
		}
	}

	private static byte[] cut(byte[] body, RandomGenerator random) {
		return (body.length == 0) ? body : Arrays.copyOf(body, random.nextInt(body.length));
	}

	private static void damageByte(Draft draft, RandomGenerator random) {
		byte[] body = draft.body().clone();
		if (body.length > 0) {
			body[random.nextInt(body.length)] = (byte) random.nextInt(256);
			draft.body(body);
		}
	}

	private void twistField(Draft draft, RandomGenerator random) {
		JsonNode root = draft.json().deepCopy();
		List<Place> places = new ArrayList<>();
		collect(root, draft.operation().bodySchema().orElse(NODES.objectNode()), places);
		if (places.isEmpty()) {
			draft.body(OddValues.pick(random, TEXTS));
			return;
		}
		Place place = OddValues.pick(random, places);
		switch (random.nextInt(12)) {
			case 0 -> place.remove();
			case 1 -> place.set(NODES.nullNode());
			case 2 -> place.set(wrapped(place.value(), random));
			case 3 -> place.addUnknown(random);
			case 4 -> place.repeatKey(random);
			case 5 -> place.multiply(random);
			case 6 -> place.set(OddValues.raw(OddValues.deep(random, 1 + random.nextInt(DEEP))));
			default -> place.set(OddValues.value(random, this.api.resolve(place.schema())));
		}
		draft.json(root);
	}

	private static JsonNode wrapped(JsonNode value, RandomGenerator random) {
		return random.nextBoolean() ? NODES.arrayNode().add(value) : NODES.objectNode().set("value", value);
	}

	private void collect(JsonNode node, JsonNode reference, List<Place> places) {
		JsonNode schema = this.api.resolve(reference);
		if (node instanceof ObjectNode object) {
			object.forEachEntry((name, value) -> {
				JsonNode property = schema.path("properties").path(name);
				places.add(new Place(object, name, property));
				collect(value, property, places);
			});
			absent(object, schema)
				.forEach((name) -> places.add(new Place(object, name, schema.path("properties").path(name))));
		}
		for (JsonNode item : (node instanceof ArrayNode) ? node : NODES.arrayNode()) {
			collect(item, schema.path("items"), places);
		}
	}

	/** What the schema offers and the body does not have. */
	private static List<String> absent(ObjectNode object, JsonNode schema) {
		return schema.path("properties").propertyNames().stream().filter((name) -> !object.has(name)).toList();
	}

	/** A member of an object in the body. */
	private record Place(ObjectNode owner, String name, JsonNode schema) {

		JsonNode value() {
			return this.owner.path(this.name);
		}

		void set(JsonNode value) {
			this.owner.set(this.name, value);
		}

		void remove() {
			this.owner.remove(this.name);
		}

		void addUnknown(RandomGenerator random) {
			String odd = random.nextBoolean() ? this.name + "x" : OddValues.text(random);
			this.owner.put(odd, OddValues.CANARY);
		}

		/** Duplicate keys are not for trees: the member and its like go in as text. */
		void repeatKey(RandomGenerator random) {
			JsonNode first = value().isMissingNode() ? NODES.numberNode(1) : value();
			JsonNode second = random.nextBoolean() ? first : NODES.numberNode(random.nextInt(100));
			set(OddValues.raw("%s,%s:%s".formatted(first, NODES.stringNode(this.name), second)));
		}

		/** A list with more of the same than anybody needs. */
		void multiply(RandomGenerator random) {
			if (value() instanceof ArrayNode array && !array.isEmpty()) {
				int most = this.schema.path("maxItems").asInt(20);
				JsonNode item = array.get(0);
				for (int i = Math.min(1_000, most) + random.nextInt(2) - array.size(); i > 0; i--) {
					array.add(item);
				}
			}
			else {
				set(NODES.arrayNode());
			}
		}

	}

}
