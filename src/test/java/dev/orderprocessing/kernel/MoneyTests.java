package dev.orderprocessing.kernel;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MoneyTests {

	private static final int TRIALS = 2_000;

	@ParameterizedTest
	@CsvSource({ "12.90, EUR", "1290, JPY", "12.901, KWD" })
	void hasExactlyTheDecimalsOfItsCurrency(String amount, String currency) {
		assertThat(Money.of(amount, Currency.getInstance(currency)).text()).isEqualTo(amount);
	}

	@ParameterizedTest
	@CsvSource({ "12.9, EUR", "12.901, EUR", "12, EUR", "12.0, JPY", "12.90, KWD", "1e3, JPY", "'1,00', EUR", "'', EUR",
			"NaN, EUR", "1234567890123.00, EUR" })
	void refusesAnyOtherForm(String amount, String currency) {
		assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> Money.of(amount, currency));
	}

	@Test
	void doesNotMixCurrencies() {
		Money euro = Money.of("1.00", Currency.getInstance("EUR"));
		Money yen = Money.of("1", Currency.getInstance("JPY"));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> euro.plus(yen));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> euro.compareTo(yen));
	}

	@ParameterizedTest
	@ValueSource(strings = { "EUR", "JPY", "KWD" })
	void spreadsToTheLastUnitAndNeverByMoreThanOneFromTheExactPart(String code) {
		Currency currency = Currency.getInstance(code);
		Random random = new Random(code.hashCode());
		for (int trial = 0; trial < TRIALS; trial++) {
			Money whole = minor(random.nextLong(-100_000, 1_000_000), currency);
			List<BigDecimal> weights = IntStream.range(0, random.nextInt(1, 12))
				.mapToObj((i) -> BigDecimal.valueOf(random.nextInt(0, 5_000), 2))
				.toList();
			List<Money> parts = whole.spread(weights);
			assertThat(parts).hasSameSizeAs(weights);
			assertThat(Money.sum(parts, currency)).as("%s over %s", whole, weights).isEqualTo(whole);
			BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
			BigDecimal unit = BigDecimal.ONE.movePointLeft(currency.getDefaultFractionDigits());
			for (int i = 0; i < parts.size() && total.signum() > 0; i++) {
				BigDecimal off = parts.get(i)
					.amount()
					.multiply(total)
					.subtract(whole.amount().multiply(weights.get(i)))
					.abs();
				assertThat(off).as("%s over %s gives %s", whole, weights, parts).isLessThan(unit.multiply(total));
			}
		}
	}

	@Test
	void givesTiesToTheEarlierPartAndEverythingToTheFirstWithoutWeights() {
		Currency euro = Currency.getInstance("EUR");
		Money hundred = Money.of("1.00", euro);
		assertThat(hundred.spread(List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE))).extracting(Money::text)
			.containsExactly("0.34", "0.33", "0.33");
		assertThat(hundred.spread(List.of(BigDecimal.ZERO, BigDecimal.ZERO))).extracting(Money::text)
			.containsExactly("1.00", "0.00");
	}

	@Test
	void sharesGrowWithTheUnitsAndEndAtTheWhole() {
		Currency euro = Currency.getInstance("EUR");
		Random random = new Random(7);
		for (int trial = 0; trial < TRIALS; trial++) {
			Money whole = minor(random.nextLong(0, 100_000), euro);
			int total = random.nextInt(1, 40);
			Money before = Money.zero(euro);
			for (int units = 0; units <= total; units++) {
				Money share = whole.share(units, total);
				assertThat(share).isGreaterThanOrEqualTo(before);
				before = share;
			}
			assertThat(before).isEqualTo(whole);
			assertThat(whole.share(0, total).isZero()).isTrue();
		}
	}

	private static Money minor(long units, Currency currency) {
		return Money.stored(BigDecimal.valueOf(units, currency.getDefaultFractionDigits()), currency);
	}

}
