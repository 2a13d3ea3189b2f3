package dev.orderprocessing.support;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.core.JsonPointer;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Changes of a JSON body, by JSON pointer. */
public record Mutation(Map<String, JsonNode> changes) {

	private static final JsonMapper JSON = JsonMapper.builder()
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

	/**
	 * The body as it goes over the wire, in ASCII, with these changes. A later change may
	 * fall into an earlier one, so each is a copy of what others use too.
	 */
	public String apply(Object body) {
		ObjectNode root = JsonNodeFactory.instance.objectNode();
		root.set("body", JSON.valueToTree(body));
		this.changes.forEach((pointer, value) -> put(root, JsonPointer.compile("/body" + pointer), value.deepCopy()));
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
