package dev.orderprocessing.invoicing;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the seller as one JSON document, since nothing ever searches its parts. */
@Converter
class SellerConverter implements AttributeConverter<Seller, String> {

	private static final JsonMapper JSON = new JsonMapper();

	@Override
	public @Nullable String convertToDatabaseColumn(@Nullable Seller seller) {
		return (seller != null) ? JSON.writeValueAsString(seller) : null;
	}

	@Override
	public @Nullable Seller convertToEntityAttribute(@Nullable String json) {
		return (json != null) ? JSON.readValue(json, Seller.class) : null;
	}

}
