package dev.orderprocessing.kernel;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A phone number as somebody wrote it, 1 to 100 characters, extensions and remarks
 * included: whoever cannot call it still wants to know what was said.
 */
@Schema(type = "string", maxLength = PhoneNumber.MAX_LENGTH, example = "+49 30 901820",
		description = "As given, with extension and remarks; whether it can exist is a finding at most")
public record PhoneNumber(@JsonValue String value) {

	public static final int MAX_LENGTH = 100;

	private static final int TELLING_DIGITS = 7;

	public PhoneNumber {
		value = value.strip();
		if (value.isEmpty() || value.length() > MAX_LENGTH) {
			throw new InvalidValue("INVALID_PHONE",
					"A phone number has 1 to %d characters, such as +49 30 901820.".formatted(MAX_LENGTH));
		}
	}

	/** Shop systems send an empty text for a number that they don't have. */
	public static @Nullable PhoneNumber of(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : new PhoneNumber(text);
	}

	/** As it is dialled from anywhere, if such a number can exist. */
	public Optional<String> international(CountryCode country) {
		try {
			var util = PhoneNumberUtil.getInstance();
			var number = util.parse(this.value, country.value());
			return util.isPossibleNumber(number) ? Optional.of(util.format(number, PhoneNumberFormat.E164))
					: Optional.empty();
		}
		catch (NumberParseException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Its digits without those of country and trunk, with which it ends however it is
	 * written; empty when there are too few to tell people apart.
	 */
	public Optional<String> significantDigits(CountryCode country) {
		String digits;
		try {
			var util = PhoneNumberUtil.getInstance();
			digits = util.getNationalSignificantNumber(util.parse(this.value, country.value()));
		}
		catch (NumberParseException ex) {
			digits = this.value.replaceAll("\\D", "").replaceFirst("^0+", "");
		}
		return (digits.length() < TELLING_DIGITS) ? Optional.empty() : Optional.of(digits);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
