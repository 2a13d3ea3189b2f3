package dev.orderprocessing.orders.checks;

import dev.orderprocessing.kernel.CountryCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PostalCodesTests {

	@ParameterizedTest
	@CsvSource({ "DE, 10115, true", "DE, 1011, false", "NL, 1012 AB, true", "NL, 1012, false", "GB, SW1A 1AA, true",
			"AT, 0100, false", "JP, anything, true" })
	void aPostalCodeIsJudgedByItsCountry(String country, String code, boolean plausible) {
		assertThat(PostalCodes.isPlausible(new CountryCode(country), code)).isEqualTo(plausible);
	}

}
