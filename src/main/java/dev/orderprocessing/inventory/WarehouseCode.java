package dev.orderprocessing.inventory;

import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.orderprocessing.kernel.Code;
import dev.orderprocessing.kernel.InvalidValue;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The code of a warehouse: 1 to 20 letters, digits, dashes and underscores, kept in
 * capitals.
 */
@Schema(type = "string", pattern = "^[A-Za-z0-9][A-Za-z0-9_-]{0,19}$", example = "MAIN")
public record WarehouseCode(@JsonValue String value) implements Code {

	private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9_-]{0,19}");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public WarehouseCode {
		value = value.strip().toUpperCase(Locale.ROOT);
		if (!FORM.matcher(value).matches()) {
			throw new InvalidValue("INVALID_WAREHOUSE_CODE",
					"A warehouse code is 1 to 20 letters, digits, dashes or underscores and starts with a letter or "
							+ "digit, such as MAIN.");
		}
	}

	@Override
	public String toString() {
		return this.value;
	}

}
