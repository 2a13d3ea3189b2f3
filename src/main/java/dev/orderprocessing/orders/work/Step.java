package dev.orderprocessing.orders.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.orders.model.Act;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderCommands.Units;
import dev.orderprocessing.orders.model.OrderDraft;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.orders.model.VerificationReport;
import dev.orderprocessing.orders.rules.OrderSituation;
import dev.orderprocessing.payments.PaymentMethod;
import dev.orderprocessing.pricing.CouponTerms;
import dev.orderprocessing.pricing.PricedOrder;
import org.jspecify.annotations.Nullable;

/**
 * One command on one order while it runs: the act, on which units, what was found and
 * what is to be announced.
 */
public final class Step {

	private final Order order;

	private final Act act;

	private final OrderStatus before;

	private final Money owedBefore;

	private final PaymentMethod methodBefore;

	private final @Nullable String tokenBefore;

	private final List<Record> events = new ArrayList<>();

	private final boolean placing;

	private @Nullable OrderDraft draft;

	private @Nullable OrderSituation situation;

	private boolean stockMoved;

	private @Nullable VerificationReport report;

	private Step(Order order, boolean placing, Act act) {
		this.order = order;
		this.placing = placing;
		this.before = order.status();
		this.owedBefore = order.grandTotal();
		this.methodBefore = order.paymentMethod();
		this.tokenBefore = order.paymentToken();
		this.act = act;
	}

	/** The command that places the order. */
	static Step placing(Order order, Act act) {
		return new Step(order, true, act);
	}

	/** A command on an order that is locked. */
	public static Step on(Order order, Act act) {
		return new Step(order, false, act);
	}

	/** Announces a fact about this order when the command is done. */
	public void announce(Fact fact) {
		this.events.add(fact.about(this.order.number(), this.order.channel().name()));
	}

	/** Notes what the order has been put together from. */
	void drafted(OrderDraft newDraft) {
		this.draft = newDraft;
	}

	/** What the order was put together from, if this command did so. */
	Optional<OrderDraft> draft() {
		return Optional.ofNullable(this.draft);
	}

	/** The coupons that an order is placed with. */
	public List<CouponTerms> coupons() {
		return draft().map((known) -> known.priced().coupons().stream().map(PricedOrder.AppliedCoupon::terms).toList())
			.orElse(List.of());
	}

	void found(VerificationReport newReport) {
		this.report = newReport;
	}

	public void situation(OrderSituation newSituation) {
		this.situation = newSituation;
		this.stockMoved = false;
	}

	/** Notes that the stock holds something else for the order than it did. */
	void stockMoved() {
		this.stockMoved = true;
	}

	public boolean hasStockMoved() {
		return this.stockMoved;
	}

	public boolean isPlacing() {
		return this.placing;
	}

	/**
	 * The order and its stock as they were when the command began; the order changes
	 * along.
	 */
	public OrderSituation situation() {
		if (this.situation == null) {
			throw new IllegalStateException("the situation has not been looked at");
		}
		return this.situation;
	}

	/** Which units the command is about: those that are named, or all that are ready. */
	Map<Integer, Integer> units(@Nullable List<Units> named, String what, ToIntFunction<OrderLine> ready) {
		Map<Integer, Integer> units = new TreeMap<>();
		if (named == null) {
			this.order.lines()
				.stream()
				.filter((line) -> ready.applyAsInt(line) > 0)
				.forEach((line) -> units.put(line.lineNumber(), ready.applyAsInt(line)));
			return units;
		}
		for (int i = 0; i < named.size(); i++) {
			Units wanted = named.get(i);
			OrderLine line = line(wanted.lineNumber(), "/lines/%d/lineNumber".formatted(i));
			int total = units.merge(wanted.lineNumber(), wanted.quantity(), Integer::sum);
			if (total > ready.applyAsInt(line)) {
				throw BusinessException.atField(ProblemCode.QUANTITY_NOT_AVAILABLE, "/lines/%d/quantity".formatted(i),
						"Line %d of order %s has %d units that can be %s now, %d were named."
							.formatted(wanted.lineNumber(), this.order.number(), ready.applyAsInt(line), what, total));
			}
		}
		return units;
	}

	/** The line that is named at this place of the request. */
	OrderLine line(int lineNumber, String pointer) {
		return this.order.findLine(lineNumber)
			.orElseThrow(() -> BusinessException.atField(ProblemCode.UNKNOWN_LINE, pointer,
					"Order %s has lines 1 to %d, not %d.".formatted(this.order.number(), this.order.lines().size(),
							lineNumber)));
	}

	/** Whether this command has completed the order. */
	public boolean isNowConfirmed() {
		return this.before != OrderStatus.CONFIRMED && this.order.status() == OrderStatus.CONFIRMED;
	}

	/**
	 * Whether the order owes more than before this command, in another way, or is
	 * verified only now. Otherwise nothing is asked for anew, and a hold that finance has
	 * released stays released.
	 */
	public boolean asksForMore() {
		return this.before == OrderStatus.PLACED || this.order.grandTotal().compareTo(this.owedBefore) > 0
				|| this.order.paymentMethod() != this.methodBefore
				|| !Objects.equals(this.order.paymentToken(), this.tokenBefore);
	}

	public Order order() {
		return this.order;
	}

	/** What is being done, by whom and when. */
	public Act act() {
		return this.act;
	}

	public Optional<VerificationReport> report() {
		return Optional.ofNullable(this.report);
	}

	public List<Record> events() {
		return this.events;
	}

	/** A fact, given the two things that each says of its order. */
	@FunctionalInterface
	public interface Fact {

		Record about(String orderNumber, String channel);

	}

}
