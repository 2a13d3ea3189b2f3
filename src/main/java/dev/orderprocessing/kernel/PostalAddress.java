package dev.orderprocessing.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where goods or a bill go. Texts are 1 to 100 characters, the postal code 1 to 20; what
 * is optional may be absent. A postal code is written as the country's post writes it, if
 * it can be one there, else kept as given.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = { "name", "line1", "city", "country" })
public record PostalAddress(
		@Schema(minLength = 1, maxLength = 100, example = "Ada Buyer", description = "The recipient") String name,
		@Schema(maxLength = 100) @Nullable String company,
		@Schema(minLength = 1, maxLength = 100, example = "1 Main St") String line1,
		@Schema(maxLength = 100) @Nullable String line2,
		@Schema(minLength = 1, maxLength = 100, example = "Berlin") String city,
		@Schema(maxLength = 100) @Nullable String region,
		@Schema(maxLength = 20, example = "10115") @Nullable String postalCode, CountryCode country) {

	public PostalAddress {
		name = Text.required("name", name, 100);
		company = Text.optional("company", company, 100);
		line1 = Text.required("line1", line1, 100);
		line2 = Text.optional("line2", line2, 100);
		city = Text.required("city", city, 100);
		region = Text.optional("region", region, 100);
		postalCode = Text.optional("postalCode", postalCode, 20);
		Text.present("country", country);
		postalCode = (postalCode != null) ? PostalCodes.normal(country, postalCode).orElse(postalCode) : null;
	}

}
