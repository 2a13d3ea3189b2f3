package dev.orderprocessing.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;

/** A number of whole units in a request, 1 to 1,000,000. */
@Schema(type = "integer", format = "int32", minimum = "1", maximum = "1000000", example = "2")
public record Quantity(@JsonValue int units) {

	public static final int MAX = 1_000_000;

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public Quantity {
		if (units < 1 || units > MAX) {
			throw new InvalidValue("OUT_OF_RANGE",
					"A quantity is a whole number from 1 to %d, such as 2.".formatted(MAX));
		}
	}

}
