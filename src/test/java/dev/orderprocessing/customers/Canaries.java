package dev.orderprocessing.customers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Texts that nobody else writes, one for each field of each request that takes text by
 * the API document, and the search for them in every column of every table. A field that
 * is added later is planted too.
 */
final class Canaries {

	/** Fields that name something which exists; their texts are ours. */
	private static final Set<String> CODES = Set.of("sku", "code", "method", "currency", "country", "token",
			"warehouse", "carrier", "shipment", "couponCodes", "source");

	private final JsonNode document;

	private final String run = "cnry" + UUID.randomUUID().toString().substring(30);

	/** Where each was planted. */
	private final Map<String, String> planted = new TreeMap<>();

	private final Set<String> played = new TreeSet<>();

	Canaries(JsonNode document) {
		this.document = document;
	}

	/**
	 * A request with a text in each field that takes one.
	 * @param given what the request has to say; an asterisk becomes a text, null leaves a
	 * field out
	 */
	Map<String, Object> request(String method, String path, Map<String, Object> given) {
		this.played.add(method + " " + path);
		return object(schema(method, path), given, method + " " + path + " ");
	}

	/** Requests about orders and customers that take text and were not made. */
	List<String> forgotten() {
		List<String> forgotten = new ArrayList<>();
		this.document.path("paths").forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> {
			String name = method + " " + path.replace("/api/v1", "");
			boolean personal = path.matches(".*/(orders|customers|returns|shipments|invoices|payments|refunds)(/.*)?");
			if (personal && operation.has("requestBody") && !this.played.contains(name)
					&& !object(schema(method, path.replace("/api/v1", "")), Map.of(), "").isEmpty()) {
				forgotten.add(name);
			}
		}));
		return forgotten;
	}

	/** Where in the database they are, as {@code table.column: field of request}. */
	Set<String> found(JdbcClient jdbc) {
		Set<String> found = new TreeSet<>();
		jdbc.sql(
				"""
						SELECT table_name, column_name, udt_name FROM information_schema.columns
						 WHERE table_schema = 'public'
						   AND table_name IN (SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE')""")
			.query((row) -> {
				String column = row.getString("column_name");
				String text = row.getString("udt_name").equals("bytea") ? "encode(\"%s\", 'escape')"
						: "CAST(\"%s\" AS text)";
				jdbc.sql("SELECT %s FROM \"%s\" WHERE %1$s ILIKE :run".formatted(text.formatted(column),
						row.getString("table_name")))
					.param("run", "%" + this.run + "%")
					.query(String.class)
					.list()
					.forEach((value) -> this.planted.forEach((canary, field) -> {
						if (value.toLowerCase(java.util.Locale.ROOT).contains(canary)) {
							found.add(name(row, column) + ": " + field);
						}
					}));
			});
		return found;
	}

	private static String name(java.sql.ResultSet row, String column) {
		try {
			return row.getString("table_name") + "." + column;
		}
		catch (java.sql.SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Set<String> fields() {
		return new TreeSet<>(this.planted.values());
	}

	private JsonNode schema(String method, String path) {
		return resolved(this.document.path("paths")
			.path("/api/v1" + path)
			.path(method)
			.at("/requestBody/content/application~1json/schema"));
	}

	private JsonNode resolved(JsonNode schema) {
		return schema.has("$ref") ? this.document.at(schema.path("$ref").asString().substring(1)) : schema;
	}

	private Map<String, Object> object(JsonNode schema, Map<String, Object> given, String place) {
		Map<String, Object> object = new LinkedHashMap<>();
		schema.path("properties").forEachEntry((name, declared) -> {
			JsonNode property = resolved(declared);
			Object value = given.containsKey(name) ? given(property, given.get(name), place + "/" + name)
					: invented(name, property, place + "/" + name);
			if (value != null) {
				object.put(name, value);
			}
		});
		if (schema.path("additionalProperties").isObject()) {
			object.put("remark", text(place + "/*"));
		}
		return object;
	}

	@SuppressWarnings("unchecked")
	private @Nullable Object given(JsonNode schema, @Nullable Object value, String place) {
		return switch (value) {
			case null -> null;
			case String text -> text.contains("*") ? text.replace("*", text(place)) : text;
			case Map<?, ?> map -> object(schema, (Map<String, Object>) map, place);
			case List<?> list ->
				list.stream().map((item) -> given(resolved(schema.path("items")), item, place + "/-")).toList();
			default -> value;
		};
	}

	private @Nullable Object invented(String name, JsonNode schema, String place) {
		if (CODES.contains(name)) {
			return null;
		}
		if (schema.path("type").asString("").equals("string") || isOneOf(schema, "string")) {
			boolean free = !schema.has("enum")
					&& !Set.of("uuid", "date-time", "date").contains(schema.path("format").asString(""));
			String text = schema.path("format").asString("").equals("email") ? text(place) + "@example.org"
					: text(place);
			if (free && text.matches(schema.path("pattern").asString(".*"))) {
				return text;
			}
			this.planted.remove(text);
			return null;
		}
		Map<String, Object> object = schema.path("type").asString("").equals("object") ? object(schema, Map.of(), place)
				: Map.of();
		boolean whole = schema.path("required")
			.valueStream()
			.allMatch((required) -> object.containsKey(required.asString()));
		return (object.isEmpty() || !whole) ? null : object;
	}

	private static boolean isOneOf(JsonNode schema, String type) {
		return schema.path("type").valueStream().anyMatch((one) -> one.asString("").equals(type));
	}

	private String text(String place) {
		String canary = this.run + "x%03d".formatted(this.planted.size());
		this.planted.put(canary, place);
		return canary;
	}

}
