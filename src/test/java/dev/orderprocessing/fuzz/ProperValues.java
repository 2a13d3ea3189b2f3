package dev.orderprocessing.fuzz;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values for parameters and bodies that keep to their schema, real ones where known. */
final class ProperValues {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final int DEEPEST = 6;

	/** Where the values of a name come from, for any operation. */
	private static final Map<String, String[]> SOURCES = Map.ofEntries(
			Map.entry("order", new String[] { "OrderView.id" }), Map.entry("orderId", new String[] { "OrderView.id" }),
			Map.entry("customer", new String[] { "CustomerView.id" }),
			Map.entry("customerId", new String[] { "CustomerView.id" }),
			Map.entry("invoice", new String[] { "InvoiceView.number", "InvoiceView.id", "InvoiceSummary.number" }),
			Map.entry("shipment", new String[] { "ShipmentView.number", "ShipmentView.id" }),
			Map.entry("sku", new String[] { "ProductView.sku", "StockView.sku" }),
			Map.entry("warehouse", new String[] { "WarehouseView.code", "StockView.warehouse" }),
			Map.entry("from", new String[] { "WarehouseView.code" }),
			Map.entry("to", new String[] { "WarehouseView.code" }),
			Map.entry("number", new String[] { "OrderView.number", "InvoiceSummary.number" }),
			Map.entry("externalReference", new String[] { "OrderView.externalReference" }),
			Map.entry("email", new String[] { "CustomerView.email" }),
			Map.entry("holdId", new String[] { "OrderHold.id" }),
			Map.entry("couponCodes", new String[] { "CouponView.code" }),
			Map.entry("method", new String[] { "DeliveryMethodView.code" }),
			Map.entry("types", new String[] { "Event.type" }));

	/** Where those of a name come from that means different things in different paths. */
	private static final Map<String, String> SOURCES_BY_PATH = Map.of("/coupons/{code}", "CouponView.code",
			"/delivery-methods/{code}", "DeliveryMethodView.code", "/warehouses/{code}", "WarehouseView.code",
			"/api-keys/{id}", "ApiKey.id", "/parked/{id}", "ParkedEvent.id");

	/** What must be new whenever something is created. */
	private static final Set<String> NEW_EACH_TIME = Set.of("sku", "code", "externalReference", "email");

	private static final List<String> TOKENS = List.of("tok_approve", "tok_approve", "tok_decline", "tok_timeout",
			"tok_timeout_decline", "tok_decline_capture", "tok_decline_void", "tok_timeout_capture",
			"tok_timeout_void");

	private static final List<String> TIMES = List.of("2026-01-01T00:00:00Z", "2026-11-25T10:15:30.123456Z",
			"2030-09-01T00:00:00+02:00", "2050-12-31T23:59:59Z");

	private static final List<String> TEXTS = List.of("Ada Buyer", "\u0141ukasz \u0421\u0435\u0440\u0433\u0435\u0439",
			"O'Brien & Sons", "\u5c71\u7530\u592a\u90ce", "\ud83d\ude00", "<b>" + OddValues.CANARY + "</b>",
			"<script>alert(7391)</script>", OddValues.CANARY);

	private final ApiDescription api;

	private final Finds finds;

	ProperValues(ApiDescription api, Finds finds) {
		this.api = api;
		this.finds = finds;
	}

	static String cursorOf(Operation operation) {
		return "cursor of " + operation.id();
	}

	/** What the document shows for a parameter. */
	Optional<String> example(JsonNode parameter) {
		Iterator<JsonNode> named = parameter.path("examples").iterator();
		return Stream
			.of(named.hasNext() ? named.next().path("value") : parameter.path("example"), parameter.path("example"),
					parameter.path("schema").path("example"), parameter.path("schema").path("default"))
			.filter((candidate) -> !candidate.isMissingNode())
			.findFirst()
			.map(JsonNode::asString);
	}

	String parameter(Operation operation, JsonNode parameter, RandomGenerator random) {
		String name = parameter.path("name").asString();
		Optional<String> found = (random.nextInt(10) < 8) ? find(operation, parameter, random) : Optional.empty();
		return found.or(() -> (random.nextInt(3) > 0) ? example(parameter) : Optional.empty())
			.orElseGet(() -> value(name, parameter.path("schema"), random, 0).asString("x"));
	}

	private Optional<String> find(Operation operation, JsonNode parameter, RandomGenerator random) {
		String name = parameter.path("name").asString();
		if (name.equals("cursor") || name.equals("after")) {
			return this.finds.any(random, cursorOf(operation));
		}
		return SOURCES_BY_PATH.entrySet()
			.stream()
			.filter((entry) -> operation.path().contains(entry.getKey()) && entry.getKey().endsWith("{" + name + "}"))
			.findFirst()
			.map((entry) -> this.finds.any(random, entry.getValue()))
			.orElseGet(() -> known(name, parameter.path("schema"), random));
	}

	private Optional<String> known(String name, JsonNode schema, RandomGenerator random) {
		boolean time = schema.path("format").asString("").equals("date-time");
		return (time || schema.has("enum") || !SOURCES.containsKey(name)) ? Optional.empty()
				: this.finds.any(random, SOURCES.get(name));
	}

	/** A body made from its schema alone. */
	JsonNode body(JsonNode schema, RandomGenerator random) {
		return value("", schema, random, 0);
	}

	/** The body with real values in the places of those it shows. */
	JsonNode withFinds(Operation operation, JsonNode body, RandomGenerator random) {
		fill(body, random);
		if (operation.method().equals("POST") && body instanceof ObjectNode object) {
			NEW_EACH_TIME.stream()
				.filter(object::has)
				.sorted()
				.forEach((name) -> object.put(name, fresh(name, random)));
		}
		return body;
	}

	private void fill(JsonNode node, RandomGenerator random) {
		if (node instanceof ObjectNode object) {
			for (String name : List.copyOf(object.propertyNames())) {
				if (object.path(name).isString() && SOURCES.containsKey(name) && isNoWord(object.path(name))
						&& random.nextInt(3) > 0) {
					this.finds.any(random, SOURCES.get(name)).ifPresent((value) -> object.put(name, value));
				}
			}
		}
		node.forEach((member) -> fill(member, random));
	}

	/** Payment and delivery both have a method; the payment's is one of a few words. */
	private static boolean isNoWord(JsonNode value) {
		return !Set.of("CARD", "INVOICE", "BANK_TRANSFER", "CASH_ON_DELIVERY").contains(value.asString());
	}

	private static String fresh(String name, RandomGenerator random) {
		String code = "F" + Long.toString(random.nextLong(1L << 50), 36).toUpperCase(java.util.Locale.ROOT);
		return name.equals("email") ? code + "." + OddValues.CANARY + "@example.org" : code;
	}

	private JsonNode value(String name, JsonNode reference, RandomGenerator random, int depth) {
		JsonNode schema = this.api.resolve(reference);
		if (schema.has("enum")) {
			JsonNode words = schema.path("enum");
			return words.path(random.nextInt(words.size()));
		}
		return switch (schema.path("type").asString("")) {
			case "object" -> object(schema, random, depth);
			case "array" -> array(name, schema, random, depth);
			case "integer", "number" -> NODES.numberNode(number(schema, random));
			case "boolean" -> NODES.booleanNode(random.nextBoolean());
			default -> NODES.stringNode(text(name, schema, random));
		};
	}

	private JsonNode object(JsonNode schema, RandomGenerator random, int depth) {
		ObjectNode object = NODES.objectNode();
		Set<String> needed = Set.copyOf(schema.path("required").valueStream().map(JsonNode::asString).toList());
		schema.path("properties").forEachEntry((name, property) -> {
			if (needed.contains(name) || (depth < DEEPEST && random.nextBoolean())) {
				object.set(name, value(name, property, random, depth + 1));
			}
		});
		if (schema.path("additionalProperties").isObject()) {
			for (int i = random.nextInt(4); i > 0; i--) {
				object.put("key" + i, OddValues.pick(random, TEXTS));
			}
		}
		return object;
	}

	private JsonNode array(String name, JsonNode schema, RandomGenerator random, int depth) {
		ArrayNode array = NODES.arrayNode();
		int least = schema.path("minItems").asInt(0);
		for (int i = least + random.nextInt(3); i > 0; i--) {
			array.add(value(name, schema.path("items"), random, depth + 1));
		}
		return array;
	}

	private static int number(JsonNode schema, RandomGenerator random) {
		int least = schema.path("minimum").asInt(0);
		int most = schema.path("maximum").asInt(1_000_000);
		return switch (random.nextInt(8)) {
			case 0 -> least;
			case 1 -> most;
			default -> Math.min(most, Math.max(least, 1 + random.nextInt(5)));
		};
	}

	private String text(String name, JsonNode schema, RandomGenerator random) {
		Optional<String> real = (random.nextInt(4) > 0) ? known(name, schema, random) : Optional.empty();
		return real.orElseGet(() -> switch (schema.path("format").asString("")) {
			case "uuid" -> ProperRequests.uuid(random);
			case "date-time" -> OddValues.pick(random, TIMES);
			case "email" -> fresh("email", random);
			default -> plain(name, schema, random);
		});
	}

	private static String plain(String name, JsonNode schema, RandomGenerator random) {
		if (name.equals("token")) {
			return OddValues.pick(random, TOKENS);
		}
		if (schema.has("example") && (schema.has("pattern") || random.nextBoolean())) {
			return schema.path("example").asString();
		}
		String text = OddValues.pick(random, TEXTS);
		return text.substring(0, Math.min(text.length(), schema.path("maxLength").asInt(text.length())));
	}

}
