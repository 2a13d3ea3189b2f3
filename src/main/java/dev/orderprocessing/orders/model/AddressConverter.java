package dev.orderprocessing.orders.model;

import dev.orderprocessing.kernel.PostalAddress;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Keeps an address as one JSON document, since nothing ever searches its parts. */
@Converter
public class AddressConverter implements AttributeConverter<PostalAddress, String> {

	private static final JsonMapper JSON = new JsonMapper();

	@Override
	public @Nullable String convertToDatabaseColumn(@Nullable PostalAddress address) {
		return (address != null) ? JSON.writeValueAsString(address) : null;
	}

	@Override
	public @Nullable PostalAddress convertToEntityAttribute(@Nullable String json) {
		return (json != null) ? JSON.readValue(json, PostalAddress.class) : null;
	}

}
