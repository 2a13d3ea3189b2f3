package dev.orderprocessing.kernel;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A phone number as people write it: digits, spaces and {@code + ( ) / . -}, 5 to 30
 * characters. Whether it can exist is a question for verification.
 */
@Schema(type = "string", pattern = "^[+]?[0-9 ()/.-]{5,30}$", example = "+49 30 901820")
public record PhoneNumber(@JsonValue String value) {

	private static final Pattern FORM = Pattern.compile("[+]?[0-9 ()/.-]{5,30}");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public PhoneNumber {
		value = value.strip();
		if (!FORM.matcher(value).matches()) {
			throw new InvalidValue("INVALID_PHONE",
					"A phone number has 5 to 30 digits, spaces and + ( ) / . - characters, such as +49 30 901820.");
		}
	}

	@Override
	public String toString() {
		return this.value;
	}

}
