package dev.orderprocessing.orders.work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.orderprocessing.customers.CustomerView;
import dev.orderprocessing.customers.Customers;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.orders.checks.Change;
import dev.orderprocessing.orders.checks.Subject;
import dev.orderprocessing.orders.events.OrderAmended;
import dev.orderprocessing.orders.model.AmendOrder;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderDraft;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.orders.model.PlaceOrder;
import dev.orderprocessing.orders.rules.OrderRules;
import dev.orderprocessing.orders.rules.OrderSettings;
import dev.orderprocessing.orders.store.OrderCoupons;
import dev.orderprocessing.payments.PaymentMethod;
import dev.orderprocessing.pricing.CouponTerms;
import dev.orderprocessing.pricing.Pricing;

import org.springframework.stereotype.Component;

/**
 * Changes what is named of an order and nothing else: what was agreed stays agreed. Units
 * that stay keep price, reservation, place in the queue and finished work; only checks
 * about what has changed run again.
 */
@Component
public class Amendment {

	private final OrderDrafts drafts;

	private final AmendedMoney money;

	private final Verification verification;

	private final OrderCoupons coupons;

	private final OrderSettings settings;

	private final Pricing pricing;

	private final Customers customers;

	Amendment(OrderDrafts drafts, AmendedMoney money, Verification verification, OrderCoupons coupons,
			OrderSettings settings, Pricing pricing, Customers customers) {
		this.drafts = drafts;
		this.money = money;
		this.verification = verification;
		this.coupons = coupons;
		this.settings = settings;
		this.pricing = pricing;
		this.customers = customers;
	}

	/** Amends an order that the rules let be amended. */
	public void amend(Step step, AmendOrder command) {
		Order order = step.order();
		refuseWhatIsTooLate(step, command);
		List<CouponTerms> agreed = this.coupons.of(order);
		List<String> codesBefore = order.couponCodes();
		Money before = order.grandTotal();
		AmendedMoney.Terms terms = AmendedMoney.Terms.of(order, agreed);
		Change change = Change.none();
		List<String> changed = details(step, command, change);
		Map<Integer, Integer> given = lines(step, command, terms, change);
		if (command.lines() != null) {
			changed.add("lines");
		}
		if (command.couponCodes() != null) {
			changed.add("couponCodes");
			coupons(order, command.couponCodes(), agreed);
		}
		this.money.ship(order, terms);
		payment(order, command, change, changed);
		int compared = order.grandTotal().compareTo(before);
		if (compared > 0) {
			change.of(Subject.TOTAL);
		}
		else if (compared < 0) {
			change.less(Subject.TOTAL);
		}
		this.verification.amended(step, change, given, command.reason());
		this.pricing.exchange(codesBefore, order.couponCodes());
		step.announce((number, channel) -> new OrderAmended(number, channel, order.grandTotal(), changed));
	}

	private void refuseWhatIsTooLate(Step step, AmendOrder command) {
		Order order = step.order();
		PostalAddress address = command.shippingAddress();
		boolean country = address != null && !address.country().equals(order.shippingAddress().country());
		boolean goods = command.lines() != null || command.deliveryMethod() != null || command.couponCodes() != null
				|| country;
		if (goods) {
			OrderRules.requireUnpacked(step.situation());
		}
		if (command.payment() != null) {
			OrderRules.requireUnpaid(step.situation());
		}
		if (goods || command.payment() != null) {
			OrderRules.requireDecidedPayment(step.situation());
		}
	}

	/** What costs nothing, if the goods do not go to another country. */
	private static List<String> details(Step step, AmendOrder command, Change change) {
		Order order = step.order();
		List<String> changed = new ArrayList<>();
		if (command.contact() != null) {
			changed.add("customer");
			order.contact(command.contact());
			change.of(Subject.CONTACT);
		}
		PostalAddress address = command.shippingAddress();
		if (address != null) {
			changed.add("shippingAddress");
			if (!address.country().equals(order.shippingAddress().country())) {
				change.of(Subject.COUNTRY);
			}
			if (!address.equals(order.shippingAddress())) {
				change.of(Subject.ADDRESS);
				order.shipTo(address, step.act());
			}
		}
		if (command.billingAddress() != null) {
			changed.add("billingAddress");
			order.billTo(command.billingAddress());
		}
		if (command.deliveryMethod() != null || command.partialDelivery() != null) {
			changed.add("delivery");
		}
		if (command.partialDelivery() != null) {
			order.partialDelivery(command.partialDelivery());
		}
		String method = command.deliveryMethod();
		if (method != null && !method.equals(order.deliveryMethod())) {
			order.deliverBy(method);
			change.of(Subject.DELIVERY);
		}
		if (command.note() != null) {
			changed.add("note");
			order.note(command.note());
		}
		if (command.metadata() != null) {
			changed.add("metadata");
			order.metadata(command.metadata());
		}
		return changed;
	}

	/**
	 * Takes units off, and adds others, at today's prices.
	 * @return the units that the stock gets back, by line
	 */
	private Map<Integer, Integer> lines(Step step, AmendOrder command, AmendedMoney.Terms terms, Change change) {
		Order order = step.order();
		Map<Integer, Integer> given = new TreeMap<>();
		List<LineMatching.Match> more = new ArrayList<>();
		if (command.lines() != null) {
			LineMatching matching = LineMatching.of(order, command.lines());
			matching.unwanted().forEach((line) -> cancel(step, line, line.live(), given, change));
			for (LineMatching.Match match : matching.matches()) {
				reword(match, change);
				takeOff(step, match, given, change);
				if (match.units() > match.live()) {
					more.add(match);
				}
				else {
					expect(match, match.lines(), change);
				}
			}
		}
		this.money.taxWhereTheyGoNow(order, terms);
		add(order, more, terms, change);
		refuseTooManyLines(order);
		return given;
	}

	/** The latest units go first: those of the last line. */
	private static void takeOff(Step step, LineMatching.Match match, Map<Integer, Integer> given, Change change) {
		int surplus = match.live() - match.units();
		for (OrderLine line : match.lines().reversed()) {
			int units = Math.min(surplus, line.live());
			if (units > 0) {
				cancel(step, line, units, given, change);
				surplus -= units;
			}
		}
	}

	private static void cancel(Step step, OrderLine line, int units, Map<Integer, Integer> given, Change change) {
		int held = units - step.situation().unheld(line);
		step.order().cancel(line, units);
		change.less(Subject.LINES);
		if (held > 0) {
			given.put(line.lineNumber(), held);
		}
	}

	private static void reword(LineMatching.Match match, Change change) {
		for (OrderLine line : match.lines()) {
			for (PlaceOrder.Service wish : match.wanted().services()) {
				if (line.reword(wish.code(), wish.text())) {
					change.of(line);
				}
			}
		}
	}

	/** The price that the buyer has heard of since, if it is about lines that stay. */
	private static void expect(LineMatching.Match match, List<OrderLine> lines, Change change) {
		Money expected = match.wanted().expectedUnitPrice();
		if (expected == null) {
			return;
		}
		List<OrderLine> same = lines.stream().filter((line) -> line.unitPrice().equals(expected)).toList();
		(same.isEmpty() ? lines : same).stream()
			.filter((line) -> !expected.equals(line.expectedPrice()))
			.forEach((line) -> expect(line, expected, change));
	}

	private static void expect(OrderLine line, Money expected, Change change) {
		if (!expected.currency().equals(line.unitPrice().currency())) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/lines", "The order is in %s, this price in %s."
				.formatted(line.unitPrice().currency(), expected.currency()));
		}
		line.expect(expected);
		change.of(line);
	}

	/** Further units join a line at an unchanged price, or are a line of their own. */
	private void add(Order order, List<LineMatching.Match> more, AmendedMoney.Terms terms, Change change) {
		Map<String, PlaceOrder.Line> units = new LinkedHashMap<>();
		more.forEach((match) -> units.put("/lines/" + match.index(), match.with(match.units() - match.live())));
		List<OrderDraft.Line> priced = this.drafts.more(units, order.currency());
		int next = order.lines().stream().mapToInt(OrderLine::lineNumber).max().orElse(0);
		List<AmendedMoney.More> added = new ArrayList<>();
		for (int i = 0; i < priced.size(); i++) {
			OrderDraft.Line draft = priced.get(i);
			Optional<OrderLine> joined = more.get(i)
				.lines()
				.reversed()
				.stream()
				.filter((line) -> line.live() > 0 && line.takes(draft))
				.findFirst();
			added.add(new AmendedMoney.More(draft.numbered(joined.map(OrderLine::lineNumber).orElse(++next)), joined));
			if (joined.isPresent()) {
				next--;
				expect(more.get(i), List.of(joined.get()), change);
			}
		}
		this.money.add(order, added, terms);
		added.forEach((unit) -> change.of(order.line(unit.draft().lineNumber())));
	}

	private void refuseTooManyLines(Order order) {
		long lines = order.lines().stream().filter((line) -> line.live() > 0).count();
		if (lines > this.settings.maxLines()) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/lines",
					"An order has at most %d lines.".formatted(this.settings.maxLines()));
		}
	}

	private void coupons(Order order, List<String> codes, List<CouponTerms> agreed) {
		List<CouponTerms> terms = this.pricing.couponTerms(codes, agreed, order.items());
		if (!terms.equals(agreed)) {
			order.coupons(terms.stream().map(CouponTerms::code).toList());
			this.coupons.replace(order, terms);
			this.money.reduceBy(order, terms);
		}
	}

	private void payment(Order order, AmendOrder command, Change change, List<String> changed) {
		AmendOrder.Payment payment = command.payment();
		if (payment == null) {
			return;
		}
		refuseWrongToken(payment);
		changed.add("payment");
		if (payment.method() == order.paymentMethod() && payment.method() != PaymentMethod.CARD) {
			return;
		}
		Integer terms = Optional.ofNullable(order.buyer().customerId())
			.flatMap(this.customers::find)
			.map(CustomerView::paymentTermsDays)
			.orElse(null);
		order.payBy(payment, terms);
		change.of(Subject.PAYMENT);
	}

	private static void refuseWrongToken(AmendOrder.Payment payment) {
		boolean card = payment.method() == PaymentMethod.CARD;
		if (card && payment.token() == null) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/payment/token",
					"Payment by CARD needs the card's token.");
		}
		if (!card && payment.token() != null) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/payment/token",
					"Only payment by CARD has a token.");
		}
	}

}
