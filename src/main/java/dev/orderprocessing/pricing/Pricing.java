package dev.orderprocessing.pricing;

import java.text.Normalizer;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.InvalidValue;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to prices: pure calculation over tables of tax rates, currencies and coupons.
 */
@Service
@Transactional(readOnly = true)
public class Pricing {

	private final PriceTables tables;

	private final CouponUses uses;

	private final Clock clock;

	Pricing(PriceTables tables, CouponUses uses, Clock clock) {
		this.tables = tables;
		this.uses = uses;
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
	 * Counts one use of each coupon whose uses are limited; refuses when a coupon's last
	 * use is gone. To be called late: it locks the limited coupons in the order of their
	 * codes until the transaction ends.
	 */
	@Transactional
	public void redeem(PricedOrder priced) {
		exchange(List.of(), priced.coupons().stream().map((coupon) -> coupon.terms().code()).toList());
	}

	/** Gives back one use of each coupon, when an order is cancelled. */
	@Transactional
	public void restore(Collection<String> couponCodes) {
		exchange(couponCodes, List.of());
	}

	/**
	 * Counts one use of each coupon that an order takes anew and gives back those that it
	 * had; coupons that it keeps are not touched.
	 * @throws BusinessException COUPON_NOT_APPLICABLE at {@code /couponCodes/<index>}
	 */
	@Transactional
	public void exchange(Collection<String> before, Collection<String> after) {
		List<String> had = before.stream().map(Pricing::normalized).toList();
		List<String> has = after.stream().map(Pricing::normalized).toList();
		Map<String, Integer> changes = new TreeMap<>();
		has.stream().filter((code) -> !had.contains(code)).forEach((code) -> changes.put(code, 1));
		had.stream().filter((code) -> !has.contains(code)).forEach((code) -> changes.put(code, -1));
		if (changes.isEmpty()) {
			return;
		}
		Set<String> counted = this.uses.change(changes);
		changes.forEach((code, change) -> {
			if (change > 0 && !counted.contains(code)) {
				throw BusinessException.atField(ProblemCode.COUPON_NOT_APPLICABLE, "/couponCodes/" + has.indexOf(code),
						CouponCheck.usedUp(code));
			}
		});
	}

	/**
	 * The one form of a code: buyers type it in any case, and in letters of any width.
	 */
	public static String normalized(String code) {
		return Normalizer.normalize(code, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
	}

}
