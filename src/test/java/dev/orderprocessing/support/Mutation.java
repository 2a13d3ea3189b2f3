package dev.orderprocessing.support;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Changes of a JSON body, by JSON pointer. */
public record Mutation(Map<String, JsonNode> changes) {

	/** Writes a body that nests as deep as can be read, and what is put into it. */
	private static final StreamWriteConstraints DEEPLY = StreamWriteConstraints.builder()
		.maxNestingDepth(100_000)
		.build();

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder().streamWriteConstraints(DEEPLY).build())
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
		.build();

	public Mutation(String pointer, Object value) {
		this(Map.of(pointer, JSON.valueToTree(value)));
	}

	/** Reads {@code /currency="EUR";/note=null}. */
	public static Mutation of(String text) {
		Map<String, JsonNode> changes = new LinkedHashMap<>();
		for (String part : text.split(";", -1)) {
			int equals = part.indexOf('=');
			changes.put(part.substring(0, equals), JSON.readTree(part.substring(equals + 1)));
		}
		return new Mutation(changes);
	}

	/** The body as it goes over the wire, in ASCII, with these changes. */
	public String apply(Object body) {
		ObjectNode root = JsonNodeFactory.instance.objectNode();
		root.set("body", (body instanceof JsonNode node) ? node.deepCopy() : JSON.valueToTree(body));
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
