package dev.orderprocessing.orders;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import tools.jackson.core.JsonPointer;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Changes of a JSON body, by JSON pointer. */
record Mutation(Map<String, JsonNode> changes) {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
		.build();

	/** Wrong types, edges of ranges, texts that mean something elsewhere. */
	private static final List<String> VALUES = List.of("null", "true", "0", "-1", "1", "5", "1.5", "-0.0", "1e3",
			"1e999999999", "1e-999999999", "2147483647", "2147483648", "9223372036854775808", "1000001", "\"\"",
			"\" \"", "\"x\"", "\"0\"", "\"-1\"", "\"1.5\"", "\"EUR\"", "\"JPY\"", "\"XXX\"", "\"DE\"", "\"CARD\"",
			"\"null\"", "\"\\u0000\"", "\"a\\u0001b\"", "\"\\ud800\"", "\"\\u202e\\ufeff\"", "\"\\ud83e\\udd86\"",
			"\"\\u0130\\u00df\"", "\"'; DROP TABLE orders; --\"", "\"%s %n {0} ${x}\"", "\"" + "x".repeat(300) + "\"",
			"\"" + "\\u00fc".repeat(5000) + "\"", "\"" + "9".repeat(100_001) + "\"", "\"2026-11-24T10:15:30Z\"",
			"\"+999999999-12-31T23:59:59Z\"", "\"01900000-0000-7000-8000-000000000001\"", "\"MUG-BLUE\"", "\"MAIN\"",
			"\"999999999999.99\"", "[]", "[null]", "[[]]", "[{}]", "[1,1]", "[\"x\",\"x\"]", "{}", "{\"a\":null}",
			"{\"\":\"\"}", "{\"amount\":\"0.00\",\"currency\":\"EUR\"}",
			"{\"amount\":\"-999999999999.99\",\"currency\":\"EUR\"}",
			"{\"amount\":\"999999999999.99\",\"currency\":\"EUR\"}", "{\"amount\":\"1\",\"currency\":\"JPY\"}",
			"[".repeat(40) + "]".repeat(40));

	Mutation(String pointer, Object value) {
		this(Map.of(pointer, JSON.valueToTree(value)));
	}

	/** Reads {@code /currency="EUR";/note=null}. */
	static Mutation of(String text) {
		Map<String, JsonNode> changes = new LinkedHashMap<>();
		for (String part : text.split(";", -1)) {
			int equals = part.indexOf('=');
			changes.put(part.substring(0, equals), JSON.readTree(part.substring(equals + 1)));
		}
		return new Mutation(changes);
	}

	/**
	 * For each part of the body, the whole included, each of the values that somebody may
	 * mistake for a good one, every third time together with another change.
	 */
	static List<Mutation> all(JsonNode body, Random random) {
		List<String> places = new ArrayList<>();
		collect("", body, places);
		List<Mutation> all = new ArrayList<>();
		for (String place : places) {
			for (String value : VALUES) {
				Map<String, JsonNode> changes = new LinkedHashMap<>();
				if (random.nextInt(3) == 0) {
					changes.put(places.get(random.nextInt(places.size())), anyOf(VALUES, random));
				}
				changes.put(place, JSON.readTree(value));
				all.add(new Mutation(changes));
			}
			if (body.at(place).isObject()) {
				all.add(new Mutation(Map.of(place + "/unknown", anyOf(VALUES, random))));
			}
		}
		return all;
	}

	private static JsonNode anyOf(List<String> values, Random random) {
		return JSON.readTree(values.get(random.nextInt(values.size())));
	}

	private static void collect(String place, JsonNode node, List<String> places) {
		places.add(place);
		node.propertyStream()
			.forEach((property) -> collect(place + "/" + property.getKey(), property.getValue(), places));
		for (int i = 0; i < node.size() && node.isArray(); i++) {
			collect(place + "/" + i, node.get(i), places);
		}
	}

	boolean keepsTypesOf(JsonNode body) {
		return this.changes.entrySet()
			.stream()
			.allMatch((change) -> body.at(change.getKey()).getNodeType() == change.getValue().getNodeType());
	}

	/** The body as it goes over the wire, in ASCII, with these changes. */
	String apply(Object body) {
		ObjectNode root = JsonNodeFactory.instance.objectNode();
		root.set("body", JSON.valueToTree(body));
		this.changes.forEach((pointer, value) -> put(root, JsonPointer.compile("/body" + pointer), value));
		return JSON.writeValueAsString(root.get("body"));
	}

	/** Does nothing where an earlier change has left no such place. */
	private static void put(ObjectNode root, JsonPointer place, JsonNode value) {
		JsonNode parent = root.at(place.head());
		int index = place.last().getMatchingIndex();
		if (parent instanceof ArrayNode array && index >= 0 && index < array.size()) {
			array.set(index, value);
		}
		else if (parent instanceof ObjectNode object) {
			object.set(place.last().getMatchingProperty(), value);
		}
	}

}
