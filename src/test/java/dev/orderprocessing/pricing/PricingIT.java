package dev.orderprocessing.pricing;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.StatementCounter;
import dev.orderprocessing.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@IntegrationTest
class PricingIT {

	private static final Currency EUR = Currency.getInstance("EUR");

	private static final CountryCode DE = new CountryCode("DE");

	private final Pricing pricing;

	private final Coupons coupons;

	private final StatementCounter counter;

	private final Clock clock;

	@Autowired
	PricingIT(Pricing pricing, Coupons coupons, StatementCounter counter, Clock clock) {
		this.pricing = pricing;
		this.coupons = coupons;
		this.counter = counter;
		this.clock = clock;
	}

	@Test
	void pricesAnOrderFromTheTables() {
		PricedOrder priced = this.pricing.price(request(EUR, DE, "welcome10"));
		assertThat(priced.pricesIncludeTax()).isTrue();
		assertThat(priced.items()).isEqualTo(eur("25.80"));
		assertThat(priced.discount()).isEqualTo(eur("2.58"));
		assertThat(priced.lines().getFirst().tax()).isEqualTo(eur("3.71"));
		assertThat(priced.shipping().tax()).isEqualTo(eur("0.78"));
		assertThat(priced.tax()).isEqualTo(eur("4.49"));
		assertThat(priced.grandTotal()).isEqualTo(eur("28.12"));
	}

	@Test
	void readsItsTablesWithOneStatementAndTheCouponsWithAnother() {
		assertThat(this.counter.count(() -> this.pricing.price(request(EUR, DE)))).isEqualTo(1);
		assertThat(this.counter.count(() -> this.pricing.price(request(EUR, DE, "WELCOME10", "MINUS5")))).isEqualTo(2);
	}

	@Test
	void refusesACurrencyThatIsNotSoldIn() {
		assertRefused(() -> this.pricing.price(request(Currency.getInstance("KWD"), DE)),
				ProblemCode.PRICE_NOT_AVAILABLE, "/currency", "KWD");
	}

	@Test
	void refusesACountryWithoutTaxRate() {
		assertRefused(() -> this.pricing.price(request(EUR, new CountryCode("AQ"))), ProblemCode.TAX_NOT_CONFIGURED,
				"/shippingAddress/country", "AQ");
	}

	@Test
	void saysWhyACouponCannotBeUsed() {
		Instant now = this.clock.instant();
		percent("PIT-EARLY", now.plus(Duration.ofDays(1)), null, null);
		percent("PIT-LATE", null, now.minus(Duration.ofDays(1)), null);
		this.coupons.create("PIT-OFF",
				new CouponDefinition(null, CouponKind.PERCENT, BigDecimal.TEN, null, null, null, null, null, false));
		this.coupons.create("PIT-USD", new CouponDefinition(null, CouponKind.FIXED, null,
				Money.of("1.00", Currency.getInstance("USD")), null, null, null, null, true));
		this.coupons.create("PIT-MIN",
				new CouponDefinition(null, CouponKind.FIXED, null, eur("1.00"), eur("25.81"), null, null, null, true));
		assertCouponRefused("PIT-NONE", "no coupon");
		assertCouponRefused("PIT-EARLY", "not valid before");
		assertCouponRefused("PIT-LATE", "expired");
		assertCouponRefused("PIT-OFF", "switched off");
		assertCouponRefused("PIT-USD", "orders in USD");
		assertCouponRefused("PIT-MIN", "at least 25.81 EUR");
		assertRefused(() -> this.pricing.price(request(EUR, DE, "WELCOME10", "welcome10")),
				ProblemCode.COUPON_NOT_APPLICABLE, "/couponCodes/1", "twice");
	}

	@Test
	void countsUsesUpToTheLimitAndBack() {
		percent("PIT-ONCE", null, null, 1);
		PricedOrder priced = this.pricing.price(request(EUR, DE, "PIT-ONCE"));
		this.pricing.redeem(priced);
		assertThat(used("PIT-ONCE")).isEqualTo(1);
		assertCouponRefused("PIT-ONCE", "used up");
		assertRefused(() -> {
			this.pricing.redeem(priced);
			return priced;
		}, ProblemCode.COUPON_NOT_APPLICABLE, "/couponCodes/0", "used up");
		this.pricing.restore(List.of("PIT-ONCE"));
		assertThat(used("PIT-ONCE")).isZero();
		this.pricing.redeem(priced);
		assertThat(used("PIT-ONCE")).isEqualTo(1);
		// no order has it, which the books would not understand
		this.pricing.restore(List.of("PIT-ONCE"));
	}

	@Test
	void neverCountsMoreUsesThanAllowedWhenManyRedeemAtOnce() throws Exception {
		percent("PIT-RACE-A", null, null, 7);
		percent("PIT-RACE-B", null, null, 7);
		PricedOrder oneWay = this.pricing.price(request(EUR, DE, "PIT-RACE-A", "PIT-RACE-B"));
		PricedOrder otherWay = this.pricing.price(request(EUR, DE, "PIT-RACE-B", "PIT-RACE-A"));
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<Boolean>> buyers = IntStream.range(0, 40)
				.<Callable<Boolean>>mapToObj((i) -> () -> redeems((i % 2 == 0) ? oneWay : otherWay))
				.toList();
			long redeemed = 0;
			for (Future<Boolean> buyer : threads.invokeAll(buyers)) {
				redeemed += buyer.get() ? 1 : 0;
			}
			assertThat(redeemed).isEqualTo(7);
		}
		assertThat(used("PIT-RACE-A")).isEqualTo(7);
		assertThat(used("PIT-RACE-B")).isEqualTo(7);
		for (int i = 0; i < 7; i++) {
			this.pricing.restore(List.of("PIT-RACE-B", "PIT-RACE-A"));
		}
	}

	@Test
	void neverWritesACouponWithoutLimit() {
		percent("PIT-ANY", null, null, null);
		PricedOrder priced = this.pricing.price(request(EUR, DE, "PIT-ANY"));
		String before = rowVersion("PIT-ANY");
		this.pricing.redeem(priced);
		this.pricing.restore(List.of("PIT-ANY"));
		assertThat(rowVersion("PIT-ANY")).isEqualTo(before);
	}

	/** Changes with each write of the row, and with each lock of it. */
	private static String rowVersion(String code) {
		return TestDatabase.shared()
			.texts("SELECT concat_ws(' ', ctid, xmin, xmax) FROM coupon WHERE code = '%s'".formatted(code))
			.getFirst();
	}

	private boolean redeems(PricedOrder priced) {
		try {
			this.pricing.redeem(priced);
			return true;
		}
		catch (BusinessException ex) {
			return false;
		}
	}

	private int used(String code) {
		return this.coupons.find(code).orElseThrow().used();
	}

	private void percent(String code, @Nullable Instant from, @Nullable Instant until, @Nullable Integer maxUses) {
		this.coupons.create(code,
				new CouponDefinition(null, CouponKind.PERCENT, BigDecimal.TEN, null, null, from, until, maxUses, true));
	}

	private void assertCouponRefused(String code, String reason) {
		assertRefused(() -> this.pricing.price(request(EUR, DE, code)), ProblemCode.COUPON_NOT_APPLICABLE,
				"/couponCodes/0", reason);
	}

	private static void assertRefused(Callable<PricedOrder> call, ProblemCode code, String pointer, String reason) {
		assertThatExceptionOfType(BusinessException.class).isThrownBy(call::call)
			.withMessageContaining(reason)
			.satisfies((refusal) -> {
				assertThat(refusal.code()).isEqualTo(code);
				assertThat(refusal.errors()).singleElement()
					.satisfies((error) -> assertThat(error.pointer()).isEqualTo(pointer));
			});
	}

	private static PriceRequest request(Currency currency, CountryCode country, String... codes) {
		Money price = Money.rounded(new BigDecimal("12.90"), currency, java.math.RoundingMode.HALF_EVEN);
		Money fee = Money.rounded(new BigDecimal("4.90"), currency, java.math.RoundingMode.HALF_EVEN);
		return new PriceRequest(currency, country,
				List.of(new PriceRequest.Line(1, 2, price, Money.zero(currency), TaxCategory.STANDARD)), fee,
				List.of(codes));
	}

	private static Money eur(String amount) {
		return Money.of(amount, EUR);
	}

}
