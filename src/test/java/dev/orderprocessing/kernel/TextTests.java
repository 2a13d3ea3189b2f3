package dev.orderprocessing.kernel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextTests {

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\r\nb", "a\tb", "a\u0085b", "a\u2028b", "a\u2029b", "a\u0000b", "a\u001bb",
			"a\u007fb", "a\u200bb", "a\u200cb", "a\u200db", "a\u2060b", "\ufeffab", "a\u00adb", "a\u202eb", "a\u202ab",
			"a\u2066b", "a\u2069b", "a\u200eb", "a\u200fb", "a\u061cb", "a\u180eb", "a\u3164b", "a\u115fb", "a\u034fb",
			"a\ufff9b", "a\udb40\udc61b", "a\ud83db" })
	void refusesInALineWhatIsNone(String text) {
		assertThat(Text.faultOfLine(text)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Ada Buyer", "J\u00fcrgen M\u00fc\u00dfig", "O\u2019Brien \u2013 Ltd.",
			"\u674e\u6e05\u7167", "\u0645\u062d\u0645\u062f", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
			"\u0915\u094d\u200d\u0937", "\u05d3\u05d5\u05d3", "e\u0301",
			"\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", "\ud83d\udc69\ud83c\udffd\u200d\ud83c\udf73",
			"\u2764\ufe0f\u200d\ud83d\udd25", "a\u00a0b" })
	void acceptsInALineWhatPeopleWrite(String text) {
		assertThat(Text.faultOfLine(text)).isNull();
		assertThat(Text.asLine(text)).isEqualTo(text);
	}

	@Test
	void letsLinesHaveBreaksAndTabsAndNothingElse() {
		assertThat(Text.faultOfLines("a\nb\r\n\tc")).isNull();
		assertThat(Text.faultOfLines("a\u0007b")).contains("U+0007");
		assertThat(Text.faultOfLines("a\u202eb")).contains("U+202E");
	}

	@Test
	void makesOneLineOfWhatWasStoredBefore() {
		assertThat(Text.asLine("G\n\nYour card failed,\tpay\u202e at \u200bhttp://x"))
			.isEqualTo("G Your card failed, pay at http://x");
	}

}
