package dev.orderprocessing.pricing;

import java.text.Normalizer;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.InvalidValue;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to prices: pure calculation over tables of tax rates, currencies and coupons.
 */
@Service
@Transactional(readOnly = true)
public class Pricing {

	private final PriceTables tables;

	private final JdbcClient jdbc;

	private final Clock clock;

	Pricing(PriceTables tables, JdbcClient jdbc, Clock clock) {
		this.tables = tables;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Prices an order, with one statement only when there are coupons. Coupons reduce the
	 * items, one after the other, never below zero; shipping is not discounted and is
	 * taxed at the country's STANDARD rate.
	 * @throws dev.orderprocessing.kernel.BusinessException PRICE_NOT_AVAILABLE for a
	 * currency that is not sold in, TAX_NOT_CONFIGURED, COUPON_NOT_APPLICABLE at
	 * {@code /couponCodes/<index>}, RULE_VIOLATED for a total beyond what we can handle
	 */
	public PricedOrder price(PriceRequest request) {
		Tariff tariff = tariff(request);
		return handled(() -> price(request, tariff));
	}

	/**
	 * Prices units that join an order: its coupons take off what they would take off all
	 * its units, less what the others have got.
	 */
	public PricedOrder priceMore(PriceRequest added, AgreedTerms agreed) {
		Tariff tariff = tariff(added).withPricesIncludingTax(agreed.pricesIncludeTax());
		return handled(() -> new Calculation(added, tariff).price(agreed.coupons(), agreed.items(), agreed.discount()));
	}

	/** Taxes units whose prices and discounts are agreed. */
	public PricedOrder taxAnew(PriceRequest units, List<Money> discounts, boolean pricesIncludeTax) {
		Tariff tariff = tariff(units).withPricesIncludingTax(pricesIncludeTax);
		return handled(() -> new Calculation(units, tariff).priceReducedBy(discounts));
	}

	/**
	 * The terms of coupons for an order, in the order of the codes: those that it has
	 * already as they were agreed, the others as they are today.
	 * @param items what the order costs before discount
	 * @throws BusinessException COUPON_NOT_APPLICABLE at {@code /couponCodes/<index>}
	 */
	public List<CouponTerms> couponTerms(List<String> couponCodes, List<CouponTerms> agreed, Money items) {
		List<String> codes = couponCodes.stream().map(Pricing::normalized).toList();
		return new CouponCheck(items, this.clock.instant()).applicable(codes, this.tables.coupons(codes),
				agreed.stream().collect(Collectors.toMap(CouponTerms::code, Function.identity())));
	}

	private Tariff tariff(PriceRequest request) {
		return this.tables.tariff(request.currency(), request.country())
			.orElseThrow(() -> BusinessException.atField(ProblemCode.PRICE_NOT_AVAILABLE, "/currency",
					"We don't sell in %s; GET /api/v1/currencies lists the currencies we sell in."
						.formatted(request.currency())));
	}

	private static PricedOrder handled(Supplier<PricedOrder> calculation) {
		try {
			return calculation.get();
		}
		catch (InvalidValue ex) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/lines",
					"The order is too large: %s Split it into several orders.".formatted(ex.detail()));
		}
	}

	private PricedOrder price(PriceRequest request, Tariff tariff) {
		List<String> codes = request.couponCodes().stream().map(Pricing::normalized).toList();
		if (codes.isEmpty()) {
			return new Calculation(request, tariff).price(List.of());
		}
		Money items = Money.sum(Calculation.items(request), request.currency());
		List<CouponTerms> coupons = new CouponCheck(items, this.clock.instant()).applicable(codes,
				this.tables.coupons(codes));
		Money nothing = Money.zero(request.currency());
		return new Calculation(request, tariff).price(coupons, nothing, nothing);
	}

	/**
	 * Counts one use of each coupon; refuses when a coupon's last use is gone. Locks the
	 * coupons in the order of their codes until the transaction ends.
	 */
	@Transactional
	public void redeem(PricedOrder priced) {
		List<PricedOrder.AppliedCoupon> coupons = priced.coupons();
		IntStream.range(0, coupons.size())
			.boxed()
			.sorted(Comparator.comparing((Integer i) -> coupons.get(i).code()))
			.forEach((i) -> redeem(i, coupons.get(i).code()));
	}

	/**
	 * Counts one use of each coupon that an order takes anew and gives back those that it
	 * had; coupons that it keeps are not touched.
	 */
	@Transactional
	public void exchange(Collection<String> before, List<String> couponCodes) {
		List<String> given = before.stream().map(Pricing::normalized).toList();
		List<String> taken = couponCodes.stream().map(Pricing::normalized).toList();
		Stream.concat(given.stream(), taken.stream())
			.filter((code) -> given.contains(code) != taken.contains(code))
			.sorted()
			.forEach((code) -> {
				if (given.contains(code)) {
					restore(List.of(code));
				}
				else {
					redeem(taken.indexOf(code), code);
				}
			});
	}

	private void redeem(int index, String code) {
		int counted = this.jdbc.sql("""
				UPDATE coupon SET used = used + 1
				WHERE code = :code AND active AND (max_uses IS NULL OR used < max_uses)
				""").param("code", code).update();
		if (counted == 0) {
			throw BusinessException.atField(ProblemCode.COUPON_NOT_APPLICABLE, "/couponCodes/" + index,
					CouponCheck.usedUp(code));
		}
	}

	/** Gives back one use of each coupon, when an order is cancelled or amended. */
	@Transactional
	public void restore(Collection<String> couponCodes) {
		couponCodes.stream()
			.map(Pricing::normalized)
			.sorted()
			.forEach((code) -> this.jdbc.sql("UPDATE coupon SET used = used - 1 WHERE code = :code AND used > 0")
				.param("code", code)
				.update());
	}

	/** Buyers type codes in any case, and in letters of any width. */
	static String normalized(String code) {
		return Normalizer.normalize(code, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
	}

}
