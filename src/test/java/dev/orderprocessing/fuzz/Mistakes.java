package dev.orderprocessing.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import dev.orderprocessing.support.Mutation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts values that somebody may mistake for good ones into the body of an example: into
 * any part of it, the whole and the items of its lists included, every third time
 * together with another. Half of them keep the JSON type, so that the rules have to
 * answer.
 */
final class Mistakes {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	/** Wrong types, edges of ranges, texts that mean something elsewhere. */
	private static final List<JsonNode> VALUES = Stream
		.of("null", "true", "0", "-1", "1", "5", "1.5", "-0.0", "1e3", "1e999999999", "1e-999999999", "2147483647",
				"2147483648", "9223372036854775808", "1000001", "\"\"", "\" \"", "\"x\"", "\"0\"", "\"-1\"", "\"1.5\"",
				"\"EUR\"", "\"JPY\"", "\"XXX\"", "\"DE\"", "\"CARD\"", "\"null\"", "\"\\u0000\"", "\"a\\u0001b\"",
				"\"\\ud800\"", "\"\\u202e\\ufeff\"", "\"a\\nb\"", "\"a\\r\\n\\r\\nb\"", "\"a\\tb\"", "\"a\\u2028b\"",
				"\"a\\u200bb\"", "\"a\\u2067b\"", "\"\\u0645\\u06cc\\u200c\\u062e\"", "\"4111 1111 1111 1111\"",
				"\"\\ud83e\\udd86\"", "\"\\u0130\\u00df\"", "\"'; DROP TABLE orders; --\"", "\"%s %n {0} ${x}\"",
				"\"" + "x".repeat(300) + "\"", "\"" + "\\u00fc".repeat(5000) + "\"", "\"" + "9".repeat(100_001) + "\"",
				"\"2026-11-24T10:15:30Z\"", "\"+999999999-12-31T23:59:59Z\"",
				"\"01900000-0000-7000-8000-000000000001\"", "\"MUG-BLUE\"", "\"MAIN\"", "\"999999999999.99\"", "[]",
				"[null]", "[[]]", "[{}]", "[1,1]", "[\"x\",\"x\"]", "{}", "{\"a\":null}", "{\"\":\"\"}",
				"{\"amount\":\"0.00\",\"currency\":\"EUR\"}", "{\"amount\":\"-999999999999.99\",\"currency\":\"EUR\"}",
				"{\"amount\":\"999999999999.99\",\"currency\":\"EUR\"}", "{\"amount\":\"1\",\"currency\":\"JPY\"}",
				"[".repeat(40) + "]".repeat(40))
		.map(JSON::readTree)
		.toList();

	private Mistakes() {
	}

	static void make(Draft draft, RandomGenerator random) {
		JsonNode body = draft.json();
		List<String> places = new ArrayList<>();
		collect("", body, places);
		Map<String, JsonNode> changes = new LinkedHashMap<>();
		if (random.nextInt(3) == 0) {
			changes.put(OddValues.pick(random, places), OddValues.pick(random, VALUES));
		}
		String place = OddValues.pick(random, places);
		if (body.at(place).isObject() && random.nextInt(8) == 0) {
			changes.put(place + "/unknown", OddValues.pick(random, VALUES));
		}
		else {
			changes.put(place, mistakenFor(body.at(place), random));
		}
		draft.body(new Mutation(changes).apply(body));
	}

	private static JsonNode mistakenFor(JsonNode good, RandomGenerator random) {
		List<JsonNode> alike = VALUES.stream().filter((value) -> value.getNodeType() == good.getNodeType()).toList();
		return OddValues.pick(random, (alike.isEmpty() || random.nextBoolean()) ? VALUES : alike);
	}

	private static void collect(String place, JsonNode node, List<String> places) {
		places.add(place);
		node.propertyStream()
			.forEach((property) -> collect(place + "/" + property.getKey(), property.getValue(), places));
		for (int i = 0; i < node.size() && node.isArray(); i++) {
			collect(place + "/" + i, node.get(i), places);
		}
	}

}
