package dev.orderprocessing.kernel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CardNumbersTests {

	@ParameterizedTest
	@ValueSource(strings = { "4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111",
			"My card is 4111 - 1111 - 1111 - 1111, thanks", "5555555555554444", "2223003122003222", "378282246310005",
			"3782 822463 10005", "6011111111111117", "3530111333300000", "30569309025904", "6200000000000005",
			"4242 4242 4242 4242 12/27 123", "Order 7 4242424242424242", "4111\u00a01111\u00a01111\u00a01111",
			"4111\u20131111\u20131111\u20131111", "\uff14\uff11\uff11\uff11 1111 1111 1111", "6759649826438453",
			"2200000000000004" })
	void findsCards(String text) {
		assertThat(CardNumbers.isIn(text)).isTrue();
		assertThat(CardNumbers.isIn(CardNumbers.hiddenIn(text))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no number at all", "4111111111111112", "4006381333931", "+49 30 901820 4711",
			"0041 44 668 18 00, 0049 30 901820", "DE89 3704 0044 0532 0130 00", "IBAN DE68210501700012345678",
			"00340434161094042557", "340034043416109404", "1Z999AA10123456784", "490154203237518",
			"94001111111111111111", "2026-11-28 14:15, 2026-11-29 16:17", "1234567812345670",
			"411111111111111100000000", "00041111111111111111", "114-3941689-8772232", "4111 1111 1111 11", "tok_4111",
			"01900000-0000-7000-8000-000000000001", "basket 41111111-1111-1111-8000-00000000000a" })
	void leavesOtherNumbersAlone(String text) {
		assertThat(CardNumbers.isIn(text)).isFalse();
		assertThat(CardNumbers.hiddenIn(text)).isEqualTo(text);
	}

	@Test
	void leavesAnIbanAloneThoughAPartOfItLooksLikeACard() {
		String iban = "GB57 4111 1111 1111 1111 00";
		assertThat(CardNumbers.isIn(iban)).as("not a valid one").isTrue();
		assertThat(CardNumbers.isIn(withCheckDigits("DE", "411111111111111100"))).isFalse();
	}

	@Test
	void hidesTheCardOnly() {
		assertThat(CardNumbers.hiddenIn("a 4111 1111 1111 1111 b 5555555555554444")).isEqualTo("a \u2026 b \u2026");
	}

	private static String withCheckDigits(String country, String account) {
		StringBuilder number = new StringBuilder();
		(account + country + "00").chars().forEach((c) -> number.append(Character.digit(c, 36)));
		int check = 98 - new java.math.BigInteger(number.toString()).mod(java.math.BigInteger.valueOf(97)).intValue();
		return "%s%02d %s".formatted(country, check, account.replaceAll("(.{4})(?!$)", "$1 "));
	}

}
