package dev.orderprocessing.orders.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Random;

import dev.orderprocessing.kernel.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** However a line is invoiced in parts, the parts are sound and add up to the line. */
class LineAmountsTests {

	private static final int TRIALS = 2_000;

	@ParameterizedTest
	@CsvSource({ "EUR, true", "EUR, false", "JPY, true", "JPY, false", "KWD, true", "KWD, false" })
	void partsAddUpToTheWholeAndNoneIsNegative(String code, boolean pricesIncludeTax) {
		Currency currency = Currency.getInstance(code);
		Random random = new Random(code.hashCode() + (pricesIncludeTax ? 1 : 0));
		for (int trial = 0; trial < TRIALS; trial++) {
			int units = random.nextInt(1, 30);
			LineAmounts whole = line(random, units, currency, pricesIncludeTax);
			LineAmounts before = whole.share(0, units, pricesIncludeTax);
			assertThat(before.gross().isZero()).isTrue();
			Money net = Money.zero(currency);
			Money tax = Money.zero(currency);
			for (int done = 0; done < units;) {
				done += random.nextInt(1, units - done + 1);
				LineAmounts now = whole.share(done, units, pricesIncludeTax);
				LineAmounts part = now.minus(before);
				assertSound(part, pricesIncludeTax, whole);
				net = net.plus(part.net());
				tax = tax.plus(part.tax());
				before = now;
			}
			assertThat(before).isEqualTo(whole);
			assertThat(net).isEqualTo(whole.net());
			assertThat(tax).isEqualTo(whole.tax());
		}
	}

	private static void assertSound(LineAmounts part, boolean pricesIncludeTax, LineAmounts whole) {
		assertThat(part.net().plus(part.tax())).as("%s of %s", part, whole).isEqualTo(part.gross());
		assertThat(part.items().minus(part.discount())).as("%s of %s", part, whole)
			.isEqualTo(pricesIncludeTax ? part.gross() : part.net());
		assertThat(part).as("of %s", whole)
			.extracting(LineAmounts::items, LineAmounts::discount, LineAmounts::net, LineAmounts::tax,
					LineAmounts::gross)
			.noneMatch((amount) -> ((Money) amount).isNegative());
	}

	private static LineAmounts line(Random random, int units, Currency currency, boolean pricesIncludeTax) {
		int scale = currency.getDefaultFractionDigits();
		long price = random.nextLong(0, 5_000);
		Money items = Money.stored(BigDecimal.valueOf(price * units, scale), currency);
		Money discount = Money.stored(BigDecimal.valueOf(random.nextLong(0, price * units + 1), scale), currency);
		BigDecimal rate = BigDecimal.valueOf(random.nextInt(0, 2_700), 2);
		Money rest = items.minus(discount);
		BigDecimal hundred = BigDecimal.valueOf(100);
		BigDecimal exact = rest.amount().multiply(rate);
		if (pricesIncludeTax) {
			Money tax = Money.stored(exact.divide(hundred.add(rate), scale, RoundingMode.HALF_EVEN), currency);
			return new LineAmounts(items, discount, rest.minus(tax), tax, rest);
		}
		Money tax = Money.stored(exact.divide(hundred, scale, RoundingMode.HALF_EVEN), currency);
		return new LineAmounts(items, discount, rest, tax, rest.plus(tax));
	}

}
