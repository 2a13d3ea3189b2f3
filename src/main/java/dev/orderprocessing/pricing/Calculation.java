package dev.orderprocessing.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.orderprocessing.catalog.TaxCategory;
import dev.orderprocessing.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of an order, without a table in sight. Amounts are exact until one of
 * the three named places rounds: the discount of a percent coupon, the tax of a line, the
 * tax of a rate. Everything else adds, subtracts or spreads by largest remainder.
 */
final class Calculation {

	private static final BigDecimal HUNDRED = new BigDecimal("100");

	private final PriceRequest request;

	private final Tariff tariff;

	private final Currency currency;

	private final RoundingMode rounding;

	Calculation(PriceRequest request, Tariff tariff) {
		this.request = request;
		this.tariff = tariff;
		this.currency = request.currency();
		this.rounding = tariff.currency().rounding().mode();
	}

	/** What quantity × (unit price + services) comes to, per line. */
	static List<Money> items(PriceRequest request) {
		return request.lines()
			.stream()
			.map((line) -> line.unitPrice().plus(line.servicesPerUnit()).times(line.quantity()))
			.toList();
	}

	/**
	 * The coupons are known to be applicable and stand in the order in which they apply.
	 */
	PricedOrder price(List<CouponView> coupons) {
		Money nothing = Money.zero(this.currency);
		return price(coupons.stream().map(CouponView::terms).toList(), nothing, nothing);
	}

	/**
	 * The coupons reduce these units by what they take off all, less what others have got
	 * already.
	 * @param keptItems what other units of the order cost
	 * @param keptDiscount what was taken off those
	 */
	PricedOrder price(List<CouponTerms> coupons, Money keptItems, Money keptDiscount) {
		List<Money> items = items(this.request);
		Money total = Money.sum(items, this.currency);
		List<PricedOrder.AppliedCoupon> applied = apply(coupons, total.plus(keptItems));
		Money discount = Money.sum(applied.stream().map(PricedOrder.AppliedCoupon::discount).toList(), this.currency)
			.minus(keptDiscount)
			.max(Money.zero(this.currency))
			.min(total);
		return price(items, discount.spread(items.stream().map(Money::amount).toList()), applied);
	}

	/** Each line has its discount already. */
	PricedOrder priceReducedBy(List<Money> discounts) {
		return price(items(this.request), discounts, List.of());
	}

	private PricedOrder price(List<Money> items, List<Money> discounts, List<PricedOrder.AppliedCoupon> applied) {
		List<Share> shares = shares(items, discounts);
		List<Money> taxes = taxes(shares);
		return assemble(items, discounts, shares, taxes, applied);
	}

	private List<PricedOrder.AppliedCoupon> apply(List<CouponTerms> coupons, Money total) {
		List<PricedOrder.AppliedCoupon> applied = new ArrayList<>();
		Money left = total;
		for (CouponTerms coupon : coupons) {
			Money reduction = reduction(coupon, left).min(left);
			applied.add(new PricedOrder.AppliedCoupon(coupon, reduction));
			left = left.minus(reduction);
		}
		return applied;
	}

	private Money reduction(CouponTerms coupon, Money left) {
		Money amount = coupon.amount();
		if (amount != null) {
			return amount;
		}
		return portion(left, percent(coupon.percent()), HUNDRED);
	}

	private static BigDecimal percent(@Nullable BigDecimal percent) {
		return (percent != null) ? percent : BigDecimal.ZERO;
	}

	/** What is taxed: the lines, and shipping as the last. */
	private List<Share> shares(List<Money> items, List<Money> discounts) {
		List<Share> shares = new ArrayList<>();
		for (int i = 0; i < items.size(); i++) {
			PriceRequest.Line line = this.request.lines().get(i);
			shares.add(new Share(items.get(i).minus(discounts.get(i)), rate(line.taxRate(), line.taxCategory())));
		}
		shares.add(new Share(this.request.shippingFee(), rate(this.request.shippingTaxRate(), TaxCategory.STANDARD)));
		return shares;
	}

	private BigDecimal rate(@Nullable BigDecimal agreed, TaxCategory category) {
		return (agreed != null) ? agreed : this.tariff.rate(category);
	}

	private List<Money> taxes(List<Share> shares) {
		return switch (this.tariff.currency().taxRounding()) {
			case LINE -> shares.stream().map((share) -> tax(share.base(), share.rate())).toList();
			case RATE -> taxesByRate(shares);
		};
	}

	private List<Money> taxesByRate(List<Share> shares) {
		Map<BigDecimal, List<Integer>> byRate = new LinkedHashMap<>();
		for (int i = 0; i < shares.size(); i++) {
			byRate.computeIfAbsent(shares.get(i).rate(), (rate) -> new ArrayList<>()).add(i);
		}
		Money[] taxes = new Money[shares.size()];
		byRate.forEach((rate, members) -> {
			List<Money> bases = members.stream().map((i) -> shares.get(i).base()).toList();
			Money tax = tax(Money.sum(bases, this.currency), rate);
			List<Money> parts = tax.spread(bases.stream().map(Money::amount).toList());
			for (int i = 0; i < parts.size(); i++) {
				taxes[members.get(i)] = parts.get(i);
			}
		});
		return List.of(taxes);
	}

	private Money tax(Money base, BigDecimal rate) {
		return portion(base, rate, this.tariff.currency().pricesIncludeTax() ? HUNDRED.add(rate) : HUNDRED);
	}

	private Money portion(Money whole, BigDecimal numerator, BigDecimal denominator) {
		BigDecimal exact = whole.amount().multiply(numerator);
		return new Money(exact.divide(denominator, this.currency.getDefaultFractionDigits(), this.rounding),
				this.currency);
	}

	private PricedOrder assemble(List<Money> items, List<Money> discounts, List<Share> shares, List<Money> taxes,
			List<PricedOrder.AppliedCoupon> applied) {
		List<PricedOrder.Line> lines = new ArrayList<>();
		Money grandTotal = Money.zero(this.currency);
		for (int i = 0; i < items.size(); i++) {
			Share share = shares.get(i);
			Money gross = gross(share, taxes.get(i));
			lines.add(new PricedOrder.Line(this.request.lines().get(i).lineNumber(), items.get(i), discounts.get(i),
					share.rate(), gross.minus(taxes.get(i)), taxes.get(i), gross));
			grandTotal = grandTotal.plus(gross);
		}
		Share fee = shares.getLast();
		Money gross = gross(fee, taxes.getLast());
		var shipping = new PricedOrder.Charge(fee.base(), fee.rate(), gross.minus(taxes.getLast()), taxes.getLast(),
				gross);
		return new PricedOrder(this.tariff.currency().pricesIncludeTax(), List.copyOf(lines), shipping,
				List.copyOf(applied), Money.sum(items, this.currency), Money.sum(discounts, this.currency),
				Money.sum(taxes, this.currency), grandTotal.plus(gross));
	}

	private Money gross(Share share, Money tax) {
		return this.tariff.currency().pricesIncludeTax() ? share.base() : share.base().plus(tax);
	}

	private record Share(Money base, BigDecimal rate) {
	}

}
