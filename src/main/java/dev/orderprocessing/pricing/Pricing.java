package dev.orderprocessing.pricing;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

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
		Tariff tariff = this.tables.tariff(request.currency(), request.country())
			.orElseThrow(() -> BusinessException.atField(ProblemCode.PRICE_NOT_AVAILABLE, "/currency",
					"We don't sell in %s; GET /api/v1/currencies lists the currencies we sell in."
						.formatted(request.currency())));
		try {
			return price(request, tariff);
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
		List<CouponView> coupons = new CouponCheck(items, this.clock.instant()).applicable(codes,
				this.tables.coupons(codes));
		return new Calculation(request, tariff).price(coupons);
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

	/** Buyers type codes in any case. */
	static String normalized(String code) {
		return code.strip().toUpperCase(Locale.ROOT);
	}

}
