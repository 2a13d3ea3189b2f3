package dev.orderprocessing.orders.model;

import java.util.Map;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the storefront's own key-value pairs as one JSON document. */
@Converter
public class MetadataConverter implements AttributeConverter<Map<String, String>, String> {

	private static final JsonMapper JSON = new JsonMapper();

	private static final TypeReference<Map<String, String>> TYPE = new TypeReference<>() {
	};

	@Override
	public String convertToDatabaseColumn(@Nullable Map<String, String> metadata) {
		return JSON.writeValueAsString((metadata != null) ? metadata : Map.of());
	}

	@Override
	public Map<String, String> convertToEntityAttribute(@Nullable String json) {
		return (json != null) ? JSON.readValue(json, TYPE) : Map.of();
	}

}
