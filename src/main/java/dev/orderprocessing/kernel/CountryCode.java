package dev.orderprocessing.kernel;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A country by its ISO 3166-1 alpha-2 code; Kosovo by XK, which ISO leaves free and the
 * European Union, banks and carriers use.
 */
@Schema(type = "string", pattern = "^[A-Z]{2}$", example = "DE", description = "ISO 3166-1 alpha-2")
public record CountryCode(@JsonValue String value) implements Code, Comparable<CountryCode> {

	private static final Set<String> KNOWN = Stream.concat(Stream.of(Locale.getISOCountries()), Stream.of("XK"))
		.collect(Collectors.toUnmodifiableSet());

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public CountryCode {
		value = value.strip();
		if (!KNOWN.contains(value)) {
			throw new InvalidValue("UNKNOWN_COUNTRY",
					"Use a two-letter ISO 3166-1 country code in capitals, such as DE.");
		}
	}

	@Override
	public int compareTo(CountryCode other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
