package dev.orderprocessing.kernel;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * An e-mail address of the common form {@code local@domain}, at most 254 characters (RFC
 * 5321).
 */
@Schema(type = "string", format = "email", maxLength = 254, example = "ada@example.org")
public record EmailAddress(@JsonValue String value) {

	private static final Pattern FORM = Pattern
		.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public EmailAddress {
		value = value.strip();
		if (value.length() > 254 || !FORM.matcher(value).matches()) {
			throw new InvalidValue("INVALID_EMAIL",
					"An e-mail address has the form name@domain and at most 254 characters, such as ada@example.org.");
		}
	}

	@Override
	public String toString() {
		return this.value;
	}

}
