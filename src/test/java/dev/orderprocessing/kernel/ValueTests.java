package dev.orderprocessing.kernel;

import java.util.List;
import java.util.Optional;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mail.javamail.MimeMessageHelper;

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
	@ValueSource(strings = { "ada@example.org", "a.b+c@sub.example.org", " ada@example.org ", "ada@m\u00fcller.example",
			"o'brien_{x}|~`@example.org", "ada@localhost", "\"ada\"@example.org" })
	void takesAnEmailAddress(String text) {
		assertThat(new EmailAddress(text).value()).isEqualTo(text.strip());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ada", "ada@", "@example.org", "a@b@c", "ada@-example.org", "ada@example.org\nBcc: x",
			"ada lovelace@example.org", "a..da@example.org", ".ada@example.org", "ada.@example.org", "ada@example..org",
			"ada@example-.org", "ada@example.org, bob@example.org", "Ada <ada@example.org>", "m\u00fcller@example.org",
			"ada@exam_ple.org", "n/a", "ada@\u202eexample.org" })
	void refusesWhatIsNoEmailAddress(String text) {
		assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> new EmailAddress(text));
		assertThatExceptionOfType(InvalidValue.class)
			.isThrownBy(() -> new EmailAddress("ada@" + LETTERS + LETTERS + LETTERS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ada@example.org", "a.b+c@sub.example.org", "ada@m\u00fcller.example", "a..da@example.org",
			".ada@example.org", "ada@example..org", "Ada <ada@example.org>", "m\u00fcller@example.org", "a@b@c" })
	void takesThoseAddressesToWhichTheMailLibraryCanSend(String text) throws Exception {
		var helper = new MimeMessageHelper(new MimeMessage((Session) null), "UTF-8");
		Optional<EmailAddress> address = EmailAddress.find(text);
		if (address.isPresent()) {
			helper.setTo(address.get().onTheWire());
			assertThat(helper.getMimeMessage().getAllRecipients()).singleElement()
				.satisfies((to) -> new InternetAddress(to.toString(), true).validate());
		}
		assertThat(address.isPresent()).isEqualTo(text.indexOf('@') == text.lastIndexOf('@') && !text.contains("..")
				&& !text.startsWith(".") && !text.contains(" ") && !text.startsWith("m\u00fc"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "+49 30 901820", "030/901820 - 17", "+49 (0)30 901820 ext. 12",
			"+1 206\u2011555\u20110100", "+49\u00a030\u202f901820", "call me", "n/a", "-", "?", "0" })
	void takesAPhoneNumberAsItWasGiven(String text) {
		assertThat(new PhoneNumber(" " + text + " ").value()).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			DE | +49 30 901820            | +4930901820
			DE | 030 / 90 18-20           | +4930901820
			DE | +49 (0)30 901820         | +4930901820
			US | 206-555-0100 ext. 12     | +12065550100
			GB | +1 206-555-0100          | +12065550100
			DE | n/a                      | none
			DE | 030 12345678901234567    | none
			""")
	void aPhoneNumberIsDialledFromAnywhereIfItCanExist(String country, String text, String international) {
		assertThat(new PhoneNumber(text).international(new CountryCode(country)))
			.isEqualTo(Optional.ofNullable(international));
	}

	@Test
	void refusesAPhoneNumberWithoutBounds() {
		for (String text : List.of("", " ", LETTERS + "1")) {
			assertThatExceptionOfType(InvalidValue.class).as(text).isThrownBy(() -> new PhoneNumber(text));
		}
		assertThat(PhoneNumber.of(" ")).isNull();
		assertThat(EmailAddress.of("")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			DE | 10115          | 10115
			DE | D-10115        | 10115
			DE | D 10115        | 10115
			DE | DE-10115       | 10115
			DE | d10115         | 10115
			AT | A-6020         | 6020
			AT | AT-6020        | 6020
			CH | CH-8001        | 8001
			CH | CH 8001        | 8001
			LI | FL-9490        | 9490
			FR | F-75001        | 75001
			FR | 75 001         | 75001
			IT | I-00184        | 00184
			ES | E-28013        | 28013
			PT | 1000-001       | 1000-001
			PT | 1000001        | 1000-001
			PT | P-1000-001     | 1000-001
			PT | 1000           | 1000
			NL | 1012AB         | 1012 AB
			NL | 1012 ab        | 1012 AB
			NL | NL-1012 AB     | 1012 AB
			BE | B-1000         | 1000
			BE | BE 1000        | 1000
			LU | L-2449         | 2449
			DK | DK-1050        | 1050
			SE | 11455          | 114 55
			SE | SE-114 55      | 114 55
			SE | S-114 55       | 114 55
			NO | N-0150         | 0150
			FI | FI-00100       | 00100
			FI | FIN-00100      | 00100
			IS | IS-101         | 101
			PL | 87100          | 87-100
			PL | PL 87100       | 87-100
			PL | PL-87-100      | 87-100
			PL | 87 - 100       | 87-100
			CZ | 11000          | 110 00
			CZ | CZ-110 00      | 110 00
			SK | SK 81101       | 811 01
			HU | H-1051         | 1051
			SI | SI-1000        | 1000
			SI | SLO-1000       | 1000
			HR | HR-10000       | 10000
			RO | RO-010011      | 010011
			BG | BG-1000        | 1000
			GR | GR-10431       | 104 31
			GR | 104 31         | 104 31
			CY | CY-1010        | 1010
			MT | VLT1117        | VLT 1117
			EE | EE-10111       | 10111
			LV | LV-1010        | LV-1010
			LV | 1010           | LV-1010
			LT | 01100          | LT-01100
			LT | LT 01100       | LT-01100
			IE | D02X285        | D02 X285
			IE | d6w xh01       | D6W XH01
			XK | 10000          | 10000
			XK | XK-10000       | 10000
			XK | RKS-10000      | 10000
			GB | SW1A 1AA       | SW1A 1AA
			GB | sw1a1aa        | SW1A 1AA
			GB | M11AE          | M1 1AE
			GB | UK-EC1A 1BB    | EC1A 1BB
			GB | GB CR2 6XH     | CR2 6XH
			US | 98121          | 98121
			US | 981212778      | 98121-2778
			US | 98121 2778     | 98121-2778
			US | 98121-2778     | 98121-2778
			US | US-98121       | 98121
			US | USA 98121      | 98121
			CA | k1a0b1         | K1A 0B1
			CA | K1A-0B1        | K1A 0B1
			CA | CA K1A 0B1     | K1A 0B1
			MX | 06000          | 06000
			BR | 01310100       | 01310-100
			JP | 1000001        | 100-0001
			JP | \u3012100-0001 | 100-0001
			JP | \uff11\uff10\uff10\uff0d\uff10\uff10\uff10\uff11 | 100-0001
			JP | 100\u30fc0001 | 100-0001
			KR | 03187          | 03187
			CN | 100 000        | 100000
			IN | 110 001        | 110001
			SG | Singapore 018956 | 018956
			AU | AU-2000        | 2000
			NZ | 6011           | 6011
			ZA | 8001           | 8001
			TR | TR-34000       | 34000
			UA | UA-01001       | 01001
			""")
	void writesAPostalCodeAsThePostOfTheCountryDoes(String country, String given, String written) {
		CountryCode code = new CountryCode(country);
		assertThat(addressWith(given, code).postalCode()).isEqualTo(written);
		assertThat(PostalCodes.isPlausible(code, given)).isTrue();
		assertThat(addressWith(written, code).postalCode()).as("written once more").isEqualTo(written);
	}

	@ParameterizedTest
	@CsvSource({ "DE, 1011", "DE, 101155", "DE, A-6020", "AT, 0123", "US, 1234", "PL, 8710", "GB, 12345", "NL, 1012",
			"CA, 12345", "JP, 100", "AE, Dubai", "DE, n/a", "HK, 000" })
	void keepsWhatIsNoPostalCodeAsItWasGiven(String country, String given) {
		CountryCode code = new CountryCode(country);
		assertThat(addressWith(given, code).postalCode()).isEqualTo(given);
		assertThat(PostalCodes.isPlausible(code, given)).isEqualTo(country.equals("AE") || country.equals("HK"));
	}

	private static PostalAddress addressWith(String postalCode, CountryCode country) {
		return new PostalAddress("Ada", null, "1 Main St", null, "City", null, postalCode, country);
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
