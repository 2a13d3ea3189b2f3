package dev.orderprocessing.kernel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The values that refuse bad input when they are made. */
class ValueTests {

	private static final String LETTERS = "a".repeat(100);

	@Test
	void aSkuIsTheSameInUpperAndLowerCase() {
		assertThat(new Sku(" mug-blue ")).isEqualTo(new Sku("MUG-BLUE"));
		assertThat(new Sku("mug-blue")).hasToString("MUG-BLUE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "-MUG", "MUG BLUE", "MUG/BLUE", "MÜG", "M\u0000G",
			"MUG-BLUE-MUG-BLUE-MUG-BLUE-MUG-BLUE-MUG-B" })
	void refusesWhatIsNoSku(String text) {
		assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> new Sku(text))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("INVALID_SKU"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ada@example.org", "a.b+c@sub.example.org", " ada@example.org " })
	void takesAnEmailAddress(String text) {
		assertThat(new EmailAddress(text).value()).isEqualTo(text.strip());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ada", "ada@", "@example.org", "a@b@c", "ada@-example.org", "ada@example.org\nBcc: x",
			"ada lovelace@example.org" })
	void refusesWhatIsNoEmailAddress(String text) {
		assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> new EmailAddress(text));
		assertThatExceptionOfType(InvalidValue.class)
			.isThrownBy(() -> new EmailAddress("ada@" + LETTERS + LETTERS + LETTERS));
	}

	@Test
	void anAddressIsTrimmedAndNamesTheFieldThatIsWrong() {
		CountryCode germany = new CountryCode("DE");
		PostalAddress address = new PostalAddress(" Ada ", " ", "1 Main St", null, "Berlin", null, "10115", germany);
		assertThat(address.name()).isEqualTo("Ada");
		assertThat(address.company()).isNull();
		assertThatExceptionOfType(InvalidValue.class)
			.isThrownBy(() -> new PostalAddress("Ada", null, " ", null, "Berlin", null, "10115", germany))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("line1"));
		assertThatExceptionOfType(InvalidValue.class)
			.isThrownBy(() -> new PostalAddress("Ada", null, "1 Main St", null, LETTERS + "a", null, null, germany))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("city"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u0000b", "a\u001bb", "a\u0085b", "a\ud800", "\udc00a", "a\ud800\ud800\udc00" })
	void refusesControlCharactersAndHalvesOfSurrogatePairs(String text) {
		assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> Text.required("note", text, 100))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("INVALID_CHARACTER"));
	}

	@Test
	void takesLineBreaksAndWholeSurrogatePairs() {
		assertThat(Text.required("note", " line\r\n\tnext \ud83d\ude00 ", 100))
			.isEqualTo("line\r\n\tnext \ud83d\ude00");
		assertThat(Text.optional("note", "  ", 100)).isNull();
		assertThat(Text.required("note", LETTERS, 100)).isEqualTo(LETTERS);
		assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> Text.required("note", LETTERS + "a", 100))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("TOO_LONG"));
	}

}
