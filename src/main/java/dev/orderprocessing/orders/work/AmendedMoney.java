package dev.orderprocessing.orders.work;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.orders.model.LineAmounts;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderDraft;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.pricing.AgreedTerms;
import dev.orderprocessing.pricing.CouponTerms;
import dev.orderprocessing.pricing.PriceRequest;
import dev.orderprocessing.pricing.PricedOrder;
import dev.orderprocessing.pricing.Pricing;
import dev.orderprocessing.shipping.DeliveryQuote;
import dev.orderprocessing.shipping.Shipping;

import org.springframework.stereotype.Component;

/**
 * What an amendment costs: further units are priced with the terms agreed, all others
 * stay as they are, unless the goods go to another country or the coupons change.
 */
@Component
class AmendedMoney {

	private final Pricing pricing;

	private final Shipping shipping;

	AmendedMoney(Pricing pricing, Shipping shipping) {
		this.pricing = pricing;
		this.shipping = shipping;
	}

	/** Taxes the live units anew if the goods go to another country. */
	void taxWhereTheyGoNow(Order order, Terms before) {
		if (!before.isElsewhere(order)) {
			return;
		}
		List<OrderLine> live = live(order);
		PriceRequest units = request(order, live.stream().map((line) -> asAgreed(line, false)));
		agree(order, live, this.pricing.taxAnew(units,
				live.stream().map((line) -> line.liveAmounts().discount()).toList(), order.pricesIncludeTax()));
	}

	/** Prices units that join the order. */
	void add(Order order, List<More> added, Terms terms) {
		if (added.isEmpty()) {
			return;
		}
		PriceRequest units = request(order, added.stream().map(AmendedMoney::toPrice));
		PricedOrder priced = this.pricing.priceMore(units,
				new AgreedTerms(order.pricesIncludeTax(), terms.coupons(), order.items(), order.discount()));
		for (int i = 0; i < added.size(); i++) {
			OrderDraft.Line draft = added.get(i).draft();
			PricedOrder.Line amounts = priced.lines().get(i);
			added.get(i)
				.joined()
				.ifPresentOrElse((line) -> order.add(line, draft.quantity(), LineAmounts.of(amounts)),
						() -> order.add(draft, amounts));
		}
	}

	/** Other coupons take off all live units what they take off. */
	void reduceBy(Order order, List<CouponTerms> coupons) {
		List<OrderLine> live = live(order);
		Money nothing = Money.zero(order.currency());
		PriceRequest units = request(order, live.stream().map((line) -> asAgreed(line, true)));
		agree(order, live,
				this.pricing.priceMore(units, new AgreedTerms(order.pricesIncludeTax(), coupons, nothing, nothing)));
	}

	/**
	 * Prices shipping anew if country, method or goods have changed. A method that is not
	 * offered any more is still good for an order that has it.
	 */
	void ship(Order order, Terms before) {
		boolean otherMethod = !before.method().equals(order.deliveryMethod());
		long weight = weight(order);
		boolean elsewhere = before.isElsewhere(order);
		if (!otherMethod && !elsewhere && before.goods().equals(goods(order))) {
			return;
		}
		int grams = (int) Math.min(weight, Integer.MAX_VALUE);
		DeliveryQuote quote = otherMethod
				? this.shipping.quote(order.deliveryMethod(), order.currency(), grams)
					.orElseThrow(
							() -> BusinessException.atField(ProblemCode.UNKNOWN_DELIVERY_METHOD, "/delivery/method",
									"There is no delivery method %s; GET /api/v1/delivery-methods lists them."
										.formatted(order.deliveryMethod())))
				: this.shipping.quoteAgreed(order.deliveryMethod(), order.currency(), grams);
		if (quote.fee().isEmpty() && (otherMethod || weight > before.weight())) {
			throw BusinessException.atField(ProblemCode.PRICE_NOT_AVAILABLE, "/delivery/method",
					"%s has no tariff in %s for %d g.".formatted(order.deliveryMethod(), order.currency(), weight));
		}
		Money fee = quote.fee().orElse(order.shippingFee());
		if (elsewhere || !fee.equals(order.shippingFee())) {
			PriceRequest charge = new PriceRequest(order.currency(), order.shippingAddress().country(), List.of(), fee,
					elsewhere ? null : order.shippingTaxRate(), List.of());
			order.agree(this.pricing.taxAnew(charge, List.of(), order.pricesIncludeTax()).shipping());
		}
	}

	private static void agree(Order order, List<OrderLine> lines, PricedOrder priced) {
		for (int i = 0; i < lines.size(); i++) {
			order.agree(lines.get(i), priced.lines().get(i));
		}
	}

	private static PriceRequest request(Order order, Stream<PriceRequest.Line> lines) {
		return new PriceRequest(order.currency(), order.shippingAddress().country(), lines.toList(),
				Money.zero(order.currency()), order.shippingTaxRate(), List.of());
	}

	private static PriceRequest.Line asAgreed(OrderLine line, boolean taxed) {
		return new PriceRequest.Line(line.lineNumber(), line.live(), line.unitPrice(), line.servicesPrice(),
				line.taxCategory(), taxed ? line.taxRate() : null);
	}

	private static PriceRequest.Line toPrice(More more) {
		OrderDraft.Line draft = more.draft();
		return new PriceRequest.Line(draft.lineNumber(), draft.quantity(), draft.unitPrice(), draft.servicesPerUnit(),
				draft.product().taxCategory(), more.joined().map(OrderLine::taxRate).orElse(null));
	}

	private static List<OrderLine> live(Order order) {
		return order.lines().stream().filter((line) -> line.live() > 0).toList();
	}

	private static long weight(Order order) {
		return order.lines().stream().mapToLong((line) -> (long) line.live() * line.weightGrams()).sum();
	}

	private static List<Integer> goods(Order order) {
		return order.lines().stream().map(OrderLine::live).toList();
	}

	/** Units that join the order, on a line of theirs or on one that is there. */
	record More(OrderDraft.Line draft, Optional<OrderLine> joined) {
	}

	/** What the order had agreed before it was amended. */
	record Terms(CountryCode country, String method, long weight, List<Integer> goods, List<CouponTerms> coupons) {

		static Terms of(Order order, List<CouponTerms> coupons) {
			return new Terms(order.shippingAddress().country(), order.deliveryMethod(), AmendedMoney.weight(order),
					AmendedMoney.goods(order), coupons);
		}

		boolean isElsewhere(Order order) {
			return !this.country.equals(order.shippingAddress().country());
		}

	}

}
