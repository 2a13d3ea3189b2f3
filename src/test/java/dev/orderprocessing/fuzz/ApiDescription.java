package dev.orderprocessing.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import dev.orderprocessing.support.RawRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * The API document: its operations, and whether a JSON document keeps to one of its
 * schemas. The schemas are closed: what the document does not name must not be there.
 */
final class ApiDescription {

	private static final String PLACE = "https://order-processing/openapi.json";

	private static final String SCHEMAS = "/components/schemas";

	private final JsonNode document;

	private final List<Operation> operations = new ArrayList<>();

	private final SchemaRegistry registry;

	private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

	ApiDescription(JsonNode document) {
		LoggingSystem.get(ApiDescription.class.getClassLoader()).setLogLevel("com.networknt", LogLevel.WARN);
		this.document = closed(document);
		this.document.path("paths")
			.forEachEntry((path, methods) -> methods.forEachEntry(
					(method, node) -> this.operations.add(new Operation(method.toUpperCase(Locale.ROOT), path, node))));
		SchemaRegistryConfig strict = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
		this.registry = SchemaRegistry.withDialect(Dialects.getOpenApi31(),
				(builder) -> builder.schemaRegistryConfig(strict).schemas(Map.of(PLACE, this.document.toString())));
	}

	/** What a running service says of itself. */
	static ApiDescription servedAt(String url) {
		return new ApiDescription(new RawRequest("GET /v3/api-docs/all", "demo-ops").send(url).ok().body());
	}

	List<Operation> operations() {
		return this.operations;
	}

	/** The operation that a request leads to, if the document names it. */
	Optional<Operation> operation(String method, String target) {
		String path = target.split("\\?", 2)[0];
		return this.operations.stream()
			.filter((operation) -> operation.method().equals(method) && operation.isAt(path))
			.min(Comparator.comparingLong(Operation::variables));
	}

	/** The schema that a reference names, or the schema itself. */
	JsonNode resolve(JsonNode schema) {
		String reference = schema.path("$ref").asString("");
		return reference.isEmpty() ? schema : this.document.at(reference.substring("#".length()));
	}

	/** The name of the schema that is referred to, or nothing. */
	static String nameOf(JsonNode schema) {
		String reference = schema.path("$ref").asString("");
		return reference.substring(reference.lastIndexOf('/') + 1);
	}

	/** In what a JSON document departs from a named schema. */
	List<String> departures(String schema, JsonNode json) {
		Schema validator = this.schemas.computeIfAbsent(schema,
				(name) -> this.registry.getSchema(SchemaLocation.of(PLACE + "#" + SCHEMAS + "/" + name)));
		return validator.validate(json).stream().map((error) -> error.toString()).toList();
	}

	/**
	 * The validator measures domains by the list of those that existed when it was made,
	 * which no document promises: form of addresses is left out.
	 */
	private static JsonNode closed(JsonNode document) {
		JsonNode copy = document.deepCopy();
		copy.at(SCHEMAS).forEach((schema) -> {
			schema.path("properties")
				.valueStream()
				.filter((property) -> property.path("format").asString("").equals("email"))
				.forEach((property) -> ((ObjectNode) property).remove("format"));
			if (schema instanceof ObjectNode object && object.has("properties")
					&& !object.has("additionalProperties")) {
				object.put("additionalProperties", false);
			}
		});
		return copy;
	}

}
