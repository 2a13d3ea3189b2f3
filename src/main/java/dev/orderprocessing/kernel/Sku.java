package dev.orderprocessing.kernel;

import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Stock keeping unit: the code of a product, 1 to 40 letters, digits, dots, dashes and
 * underscores. Case does not distinguish; it is kept in capitals.
 */
@Schema(type = "string", pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$", example = "MUG-BLUE",
		description = "Stock keeping unit; upper and lower case are the same")
public record Sku(@JsonValue String value) implements Code, Comparable<Sku> {

	private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9._-]{0,39}");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public Sku {
		value = value.strip().toUpperCase(Locale.ROOT);
		if (!FORM.matcher(value).matches()) {
			throw new InvalidValue("INVALID_SKU",
					"A SKU is 1 to 40 letters, digits, dots, dashes or underscores and starts with a letter or digit, "
							+ "such as MUG-BLUE.");
		}
	}

	@Override
	public int compareTo(Sku other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
