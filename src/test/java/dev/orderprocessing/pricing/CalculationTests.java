package dev.orderprocessing.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CalculationTests {

	private static final Currency EUR = Currency.getInstance("EUR");

	private static final Currency JPY = Currency.getInstance("JPY");

	private static final Currency KWD = Currency.getInstance("KWD");

	private static final CountryCode DE = new CountryCode("DE");

	private static final BigDecimal HUNDRED = new BigDecimal("100");

	private static final Map<TaxCategory, BigDecimal> GERMAN = Map.of(TaxCategory.STANDARD, new BigDecimal("19.00"),
			TaxCategory.REDUCED, new BigDecimal("7.00"));

	// Examples worked by hand

	@Test
	void takesTheTaxOutOfGrossPrices() {
		// 2 x (12.90 + 4.00) = 33.80; 33.80 x 19/119 = 5.3966; 4.90 x 19/119 = 0.7824
		PricedOrder priced = price(gross(EUR, TaxRounding.LINE, Rounding.HALF_EVEN), "4.90", List.of(),
				line(1, 2, "12.90", "4.00", TaxCategory.STANDARD));
		assertThat(priced.lines()).containsExactly(new PricedOrder.Line(1, eur("33.80"), eur("0.00"),
				new BigDecimal("19.00"), eur("28.40"), eur("5.40"), eur("33.80")));
		assertThat(priced.shipping()).isEqualTo(
				new PricedOrder.Charge(eur("4.90"), new BigDecimal("19.00"), eur("4.12"), eur("0.78"), eur("4.90")));
		assertThat(priced.tax()).isEqualTo(eur("6.18"));
		assertThat(priced.grandTotal()).isEqualTo(eur("38.70"));
	}

	@Test
	void putsTheTaxOnTopOfNetPrices() {
		// 3 x 9.99 = 29.97; x 7 % = 2.0979; shipping 5.00 x 19 % = 0.95
		PricedOrder priced = price(net(EUR, TaxRounding.LINE, Rounding.HALF_EVEN), "5.00", List.of(),
				line(1, 3, "9.99", "0.00", TaxCategory.REDUCED));
		assertThat(priced.lines()).containsExactly(new PricedOrder.Line(1, eur("29.97"), eur("0.00"),
				new BigDecimal("7.00"), eur("29.97"), eur("2.10"), eur("32.07")));
		assertThat(priced.tax()).isEqualTo(eur("3.05"));
		assertThat(priced.grandTotal()).isEqualTo(eur("38.02"));
	}

	@Test
	void roundsOncePerRateWhereLinesWouldRoundEach() {
		// per line 0.29 x 19 % = 0.0551 -> 0.06, three times 0.18; per rate 0.87 x 19 % =
		// 0.1653 -> 0.17
		PriceRequest.Line[] lines = { line(1, 1, "0.29", "0.00", TaxCategory.STANDARD),
				line(2, 1, "0.29", "0.00", TaxCategory.STANDARD), line(3, 1, "0.29", "0.00", TaxCategory.STANDARD) };
		assertThat(price(net(EUR, TaxRounding.LINE, Rounding.HALF_EVEN), "0.00", List.of(), lines).tax())
			.isEqualTo(eur("0.18"));
		PricedOrder perRate = price(net(EUR, TaxRounding.RATE, Rounding.HALF_EVEN), "0.00", List.of(), lines);
		assertThat(perRate.tax()).isEqualTo(eur("0.17"));
		assertThat(perRate.lines()).extracting(PricedOrder.Line::tax)
			.containsExactly(eur("0.06"), eur("0.06"), eur("0.05"));
	}

	@Test
	void countsShippingAsOneOfTheLinesOfItsRate() {
		// 10.03 + 4.98 = 15.01 x 19 % = 2.8519 -> 2.85; parts 1.9044 and 0.9456: the
		// remainder of shipping is larger
		PricedOrder priced = price(net(EUR, TaxRounding.RATE, Rounding.HALF_EVEN), "4.98", List.of(),
				line(1, 1, "10.03", "0.00", TaxCategory.STANDARD));
		assertThat(priced.lines().getFirst().tax()).isEqualTo(eur("1.90"));
		assertThat(priced.shipping().tax()).isEqualTo(eur("0.95"));
		assertThat(priced.tax()).isEqualTo(eur("2.85"));
	}

	@Test
	void roundsHalfToEvenOrUpAsTheCurrencySays() {
		// 0.50 x 7 % = 0.035 -> even 0.04, up 0.04; 2.50 x 7 % = 0.175 -> even 0.18; 0.50
		// x 5 % = 0.025 -> even 0.02, up 0.03
		Map<TaxCategory, BigDecimal> five = Map.of(TaxCategory.STANDARD, new BigDecimal("5.00"));
		var line = line(1, 1, "0.50", "0.00", TaxCategory.STANDARD);
		assertThat(price(net(EUR, TaxRounding.LINE, Rounding.HALF_EVEN), five, "0.00", List.of(), line).tax())
			.isEqualTo(eur("0.02"));
		assertThat(price(net(EUR, TaxRounding.LINE, Rounding.HALF_UP), five, "0.00", List.of(), line).tax())
			.isEqualTo(eur("0.03"));
	}

	@Test
	void spreadsADiscountByLargestRemainder() {
		// 5.00 over 10.00, 10.00, 10.00: 1.666 each, two cents left for the first two
		PricedOrder priced = price(gross(EUR, TaxRounding.LINE, Rounding.HALF_EVEN), "0.00",
				List.of(fixed("MINUS5", "5.00")), line(1, 1, "10.00", "0.00", TaxCategory.STANDARD),
				line(2, 2, "5.00", "0.00", TaxCategory.STANDARD), line(3, 1, "10.00", "0.00", TaxCategory.REDUCED));
		assertThat(priced.lines()).extracting(PricedOrder.Line::discount)
			.containsExactly(eur("1.67"), eur("1.67"), eur("1.66"));
		assertThat(priced.lines()).extracting(PricedOrder.Line::gross)
			.containsExactly(eur("8.33"), eur("8.33"), eur("8.34"));
		assertThat(priced.grandTotal()).isEqualTo(eur("25.00"));
	}

	@Test
	void appliesCouponsOneAfterTheOther() {
		var line = line(1, 1, "50.00", "0.00", TaxCategory.STANDARD);
		var tariff = gross(EUR, TaxRounding.LINE, Rounding.HALF_EVEN);
		// 50.00 - 10 % = 45.00 - 5.00 = 40.00; 50.00 - 5.00 = 45.00 - 10 % = 40.50
		assertThat(price(tariff, "0.00", List.of(percent("TEN", "10.00"), fixed("FIVE", "5.00")), line).grandTotal())
			.isEqualTo(eur("40.00"));
		assertThat(price(tariff, "0.00", List.of(fixed("FIVE", "5.00"), percent("TEN", "10.00")), line).grandTotal())
			.isEqualTo(eur("40.50"));
	}

	@Test
	void neverTakesOffMoreThanTheItemsCost() {
		PricedOrder priced = price(gross(EUR, TaxRounding.RATE, Rounding.HALF_EVEN), "4.90",
				List.of(fixed("MINUS5", "5.00"), percent("TEN", "10.00")),
				line(1, 1, "3.00", "0.00", TaxCategory.STANDARD));
		assertThat(priced.discount()).isEqualTo(eur("3.00"));
		assertThat(priced.coupons()).extracting(PricedOrder.AppliedCoupon::discount)
			.containsExactly(eur("3.00"), eur("0.00"));
		assertThat(priced.grandTotal()).isEqualTo(eur("4.90"));
	}

	@Test
	void taxesGoodsOfTheCategoryZeroNowhere() {
		PricedOrder priced = price(net(EUR, TaxRounding.LINE, Rounding.HALF_EVEN), "0.00", List.of(),
				line(1, 1, "10.00", "0.00", TaxCategory.ZERO));
		assertThat(priced.tax()).isEqualTo(eur("0.00"));
		assertThat(priced.lines().getFirst().taxRate()).isEqualTo("0.00");
	}

	@Test
	void pricesYenWithoutDecimals() {
		// 1800 x 10/110 = 163.63 -> 164
		var tariff = new Tariff(new CurrencyView(JPY, true, TaxRounding.LINE, Rounding.HALF_UP), new CountryCode("JP"),
				Map.of(TaxCategory.STANDARD, new BigDecimal("10.00")));
		var request = new PriceRequest(JPY, tariff.country(),
				List.of(new PriceRequest.Line(1, 1, Money.of("1800", JPY), Money.zero(JPY), TaxCategory.STANDARD)),
				Money.zero(JPY), List.of());
		PricedOrder priced = new Calculation(request, tariff).price(List.of());
		assertThat(priced.tax()).isEqualTo(Money.of("164", JPY));
		assertThat(priced.lines().getFirst().net()).isEqualTo(Money.of("1636", JPY));
	}

	// What holds for every order

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 5, 8, 13, 21, 34 })
	void addsUpForRandomOrders(long seed) {
		var random = new Random(seed);
		for (int i = 0; i < 1000; i++) {
			Tariff tariff = tariff(random);
			PriceRequest request = request(random, tariff);
			List<CouponView> coupons = coupons(random, request.currency());
			PricedOrder priced = new Calculation(request, tariff).price(coupons);
			assertSound(request, tariff, priced);
		}
	}

	private static void assertSound(PriceRequest request, Tariff tariff, PricedOrder priced) {
		Currency currency = request.currency();
		List<Taxed> taxed = new ArrayList<>();
		for (PricedOrder.Line line : priced.lines()) {
			assertThat(line.discount().isNegative()).isFalse();
			assertThat(line.discount()).isLessThanOrEqualTo(line.items());
			taxed.add(new Taxed(line.items().minus(line.discount()), line.taxRate(), line.net(), line.tax(),
					line.gross()));
		}
		PricedOrder.Charge shipping = priced.shipping();
		taxed.add(new Taxed(shipping.fee(), shipping.taxRate(), shipping.net(), shipping.tax(), shipping.gross()));
		for (Taxed part : taxed) {
			assertThat(part.net().plus(part.tax())).isEqualTo(part.gross());
			assertThat(part.base()).isEqualTo(priced.pricesIncludeTax() ? part.gross() : part.net());
			assertThat(List.of(part.net(), part.tax(), part.gross())).noneMatch(Money::isNegative);
			assertThat(part.tax().amount().subtract(part.exactTax(priced.pricesIncludeTax())).abs())
				.isLessThan(unit(currency));
		}
		assertThat(sum(taxed.stream().map(Taxed::gross).toList(), currency)).isEqualTo(priced.grandTotal());
		assertThat(sum(taxed.stream().map(Taxed::tax).toList(), currency)).isEqualTo(priced.tax());
		assertThat(sum(priced.lines().stream().map(PricedOrder.Line::items).toList(), currency))
			.isEqualTo(priced.items());
		assertDiscount(priced, currency);
		assertTaxByRate(tariff, priced, taxed);
	}

	private static void assertDiscount(PricedOrder priced, Currency currency) {
		assertThat(sum(priced.lines().stream().map(PricedOrder.Line::discount).toList(), currency))
			.isEqualTo(priced.discount());
		assertThat(sum(priced.coupons().stream().map(PricedOrder.AppliedCoupon::discount).toList(), currency))
			.isEqualTo(priced.discount());
		assertThat(priced.discount()).isLessThanOrEqualTo(priced.items());
		if (priced.items().isPositive()) {
			for (PricedOrder.Line line : priced.lines()) {
				BigDecimal share = priced.discount()
					.amount()
					.multiply(line.items().amount())
					.divide(priced.items().amount(), 20, RoundingMode.HALF_EVEN);
				assertThat(line.discount().amount().subtract(share).abs()).isLessThan(unit(currency));
			}
		}
	}

	private static void assertTaxByRate(Tariff tariff, PricedOrder priced, List<Taxed> taxed) {
		if (tariff.currency().taxRounding() == TaxRounding.LINE) {
			return;
		}
		Currency currency = tariff.currency().currency();
		Map<BigDecimal, List<Taxed>> byRate = taxed.stream().collect(Collectors.groupingBy(Taxed::rate));
		byRate.forEach((rate, parts) -> {
			Money base = sum(parts.stream().map(Taxed::base).toList(), currency);
			Money tax = sum(parts.stream().map(Taxed::tax).toList(), currency);
			Taxed whole = new Taxed(base, rate, base, tax, base);
			assertThat(tax).isEqualTo(Money.rounded(whole.exactTax(priced.pricesIncludeTax()), currency,
					tariff.currency().rounding().mode()));
		});
	}

	private record Taxed(Money base, BigDecimal rate, Money net, Money tax, Money gross) {

		BigDecimal exactTax(boolean included) {
			return this.base.amount()
				.multiply(this.rate)
				.divide(included ? HUNDRED.add(this.rate) : HUNDRED, 20, RoundingMode.HALF_EVEN);
		}

	}

	private static Tariff tariff(Random random) {
		Currency currency = any(random, new Currency[] { EUR, JPY, KWD });
		Map<TaxCategory, BigDecimal> rates = Map.of(TaxCategory.STANDARD, rate(random), TaxCategory.REDUCED,
				rate(random));
		return new Tariff(new CurrencyView(currency, random.nextBoolean(), any(random, TaxRounding.values()),
				any(random, Rounding.values())), DE, rates);
	}

	private static BigDecimal rate(Random random) {
		return (random.nextInt(10) == 0) ? new BigDecimal("100.00") : BigDecimal.valueOf(random.nextInt(3000), 2);
	}

	private static PriceRequest request(Random random, Tariff tariff) {
		Currency currency = tariff.currency().currency();
		int count = 1 + random.nextInt(85);
		List<PriceRequest.Line> lines = new ArrayList<>();
		for (int i = 1; i <= count; i++) {
			lines.add(new PriceRequest.Line(i, 1 + random.nextInt(200), money(random, currency, 20_000),
					money(random, currency, 500), any(random, TaxCategory.values())));
		}
		return new PriceRequest(currency, tariff.country(), lines, money(random, currency, 5000), List.of());
	}

	private static <T> T any(Random random, T[] values) {
		return values[random.nextInt(values.length)];
	}

	private static Money money(Random random, Currency currency, int bound) {
		int units = (random.nextInt(8) == 0) ? 0 : random.nextInt(bound);
		return new Money(BigDecimal.valueOf(units, currency.getDefaultFractionDigits()), currency);
	}

	private static List<CouponView> coupons(Random random, Currency currency) {
		List<CouponView> coupons = new ArrayList<>();
		for (int i = random.nextInt(4); i > 0; i--) {
			if (random.nextBoolean()) {
				coupons.add(percent("P" + i, BigDecimal.valueOf(1 + random.nextInt(10_000), 2).toPlainString()));
			}
			else {
				coupons.add(coupon("F" + i, CouponKind.FIXED, null, money(random, currency, 2_000_000)));
			}
		}
		return coupons;
	}

	private static Money sum(List<Money> parts, Currency currency) {
		return Money.sum(parts, currency);
	}

	private static BigDecimal unit(Currency currency) {
		return BigDecimal.ONE.movePointLeft(currency.getDefaultFractionDigits());
	}

	private static PricedOrder price(CurrencyView currency, String fee, List<CouponView> coupons,
			PriceRequest.Line... lines) {
		return price(currency, GERMAN, fee, coupons, lines);
	}

	private static PricedOrder price(CurrencyView currency, Map<TaxCategory, BigDecimal> rates, String fee,
			List<CouponView> coupons, PriceRequest.Line... lines) {
		var request = new PriceRequest(currency.currency(), DE, List.of(lines), eur(fee), List.of());
		return new Calculation(request, new Tariff(currency, DE, rates)).price(coupons);
	}

	private static CurrencyView gross(Currency currency, TaxRounding taxRounding, Rounding rounding) {
		return new CurrencyView(currency, true, taxRounding, rounding);
	}

	private static CurrencyView net(Currency currency, TaxRounding taxRounding, Rounding rounding) {
		return new CurrencyView(currency, false, taxRounding, rounding);
	}

	private static PriceRequest.Line line(int number, int quantity, String unitPrice, String services,
			TaxCategory category) {
		return new PriceRequest.Line(number, quantity, eur(unitPrice), eur(services), category);
	}

	private static CouponView percent(String code, String percent) {
		return coupon(code, CouponKind.PERCENT, new BigDecimal(percent), null);
	}

	private static CouponView fixed(String code, String amount) {
		return coupon(code, CouponKind.FIXED, null, eur(amount));
	}

	private static CouponView coupon(String code, CouponKind kind, @Nullable BigDecimal percent,
			@Nullable Money amount) {
		return new CouponView(code, null, kind, percent, amount, null, null, null, null, 0, true, 0);
	}

	private static Money eur(String amount) {
		return Money.of(amount, EUR);
	}

}
