package dev.orderprocessing.orders.rules;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.orders.model.Hold;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.LineService;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderAction;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.payments.PaymentMethod;
import org.jspecify.annotations.Nullable;

import static dev.orderprocessing.orders.model.OrderStatus.CANCELLED;
import static dev.orderprocessing.orders.model.OrderStatus.CONFIRMED;
import static dev.orderprocessing.orders.model.OrderStatus.FULFILLED;
import static dev.orderprocessing.orders.model.OrderStatus.INVOICED;
import static dev.orderprocessing.orders.model.OrderStatus.PLACED;
import static dev.orderprocessing.orders.model.OrderStatus.SHIPPED;
import static dev.orderprocessing.orders.model.OrderStatus.VERIFIED;

/**
 * The one table that says what may be done with an order: first by milestone, then by
 * counts, holds and payment. The same table gives the allowed actions of each order and
 * the reason of each refusal.
 */
public final class OrderRules {

	private static final Refusal UNANSWERED = new Refusal("The payment gateway has not answered yet.",
			"Wait: it is asked again until the outcome is known.");

	private static final Refusal REVIEW = new Refusal("The order is being reviewed and stays as it is until then.",
			"Our staff end the review; ask them if it takes long.");

	/**
	 * What the milestone alone refuses, in words that are the same for every order: made
	 * once, since each answer asks for all actions.
	 */
	private static final Map<OrderAction, Map<OrderStatus, Refusal>> WRONG_MILESTONE = wrongMilestones();

	private OrderRules() {
	}

	/** The milestones at which an action makes sense at all. */
	static Set<OrderStatus> milestones(OrderAction action) {
		return switch (action) {
			case VERIFY -> EnumSet.of(PLACED);
			case AMEND -> EnumSet.of(PLACED, VERIFIED, FULFILLED);
			case HOLD, RELEASE -> EnumSet.of(PLACED, VERIFIED, FULFILLED, SHIPPED, INVOICED);
			case PAY -> EnumSet.of(PLACED, VERIFIED, FULFILLED, SHIPPED, INVOICED, CANCELLED);
			case CANCEL -> EnumSet.of(PLACED, VERIFIED, FULFILLED);
			case SERVICES, FULFILL -> EnumSet.of(VERIFIED);
			case SHIP -> EnumSet.of(VERIFIED, FULFILLED);
			case DELIVER, TRACK -> EnumSet.of(VERIFIED, FULFILLED, SHIPPED, INVOICED);
			case INVOICE -> EnumSet.of(VERIFIED, FULFILLED, SHIPPED);
			case CONFIRM -> EnumSet.of(INVOICED);
			case FEEDBACK -> EnumSet.of(CONFIRMED);
		};
	}

	public static Set<OrderAction> allowed(OrderSituation situation) {
		return Arrays.stream(OrderAction.values())
			.filter((action) -> refusal(action, situation).isEmpty())
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(OrderAction.class)));
	}

	/** Refuses with 409 unless the action is allowed now. */
	public static void require(OrderAction action, OrderSituation situation) {
		refusal(action, situation).ifPresent((refusal) -> {
			throw refused(situation, refusal);
		});
	}

	/**
	 * Refuses what the storefront wants while somebody suspects fraud, and does not say
	 * so: who tries it out should not learn what was noticed.
	 */
	public static void requireNoReview(OrderSituation situation, Role caller) {
		if (caller == Role.STOREFRONT && isReviewed(situation.order())) {
			throw refused(situation, REVIEW).with("allowedActions", allowed(situation, caller));
		}
	}

	/** Why an action is not allowed now, in words for a caller of the role. */
	public static Optional<Refusal> refusal(OrderAction action, OrderSituation situation, Role caller) {
		return (caller == Role.STOREFRONT && isReviewed(situation.order())) ? Optional.of(REVIEW)
				: refusal(action, situation);
	}

	/** What is allowed now to a caller of the role, as far as a review is concerned. */
	public static Set<OrderAction> allowed(OrderSituation situation, Role caller) {
		return (caller == Role.STOREFRONT && isReviewed(situation.order())) ? Set.of() : allowed(situation);
	}

	private static boolean isReviewed(Order order) {
		return order.activeHold(HoldType.FRAUD).isPresent();
	}

	public static BusinessException refused(OrderSituation situation, Refusal refusal) {
		Order order = situation.order();
		return new BusinessException(ProblemCode.ACTION_NOT_ALLOWED,
				"Order %s: %s %s".formatted(order.number(), refusal.reason(), refusal.liftedBy()))
			.with("currentStatus", order.status())
			.with("allowedActions", allowed(situation))
			.with("liftedBy", refusal.liftedBy());
	}

	/** Why an action is not allowed now, or empty when it is. */
	public static Optional<Refusal> refusal(OrderAction action, OrderSituation situation) {
		Order order = situation.order();
		Refusal wrongMilestone = Objects.requireNonNull(WRONG_MILESTONE.get(action)).get(order.status());
		if (wrongMilestone != null) {
			return Optional.of(wrongMilestone);
		}
		return Optional.ofNullable(switch (action) {
			case VERIFY, HOLD -> null;
			case AMEND -> amend(order);
			case RELEASE -> release(order);
			case CANCEL -> (situation.cancellable() > 0) ? null : new Refusal("All its units have been shipped.",
					"What has left the warehouse is delivered and invoiced.");
			case SERVICES -> situation.openServices().isEmpty()
					? new Refusal("No service work is open.", "Nothing has to be done.") : null;
			case FULFILL -> fulfill(situation);
			case SHIP -> ship(situation);
			case DELIVER, TRACK -> (situation.underWay() > 0) ? null
					: new Refusal("No shipment is under way.", "Ship packed units first.");
			case INVOICE -> invoice(situation);
			case PAY -> pay(order);
			case CONFIRM -> confirm(order);
			case FEEDBACK -> (order.erasedAt() != null)
					? new Refusal("Its buyer was erased.", "Nothing lifts it: the buyer asked to be forgotten.")
					: order.isFeedbackGiven()
							? new Refusal("Feedback has been given.", "It can be given once per order.") : null;
		});
	}

	private static Map<OrderAction, Map<OrderStatus, Refusal>> wrongMilestones() {
		Map<OrderAction, Map<OrderStatus, Refusal>> refusals = new EnumMap<>(OrderAction.class);
		for (OrderAction action : OrderAction.values()) {
			Map<OrderStatus, Refusal> byStatus = new EnumMap<>(OrderStatus.class);
			EnumSet.complementOf(EnumSet.copyOf(milestones(action)))
				.forEach((status) -> byStatus.put(status, wrongMilestone(action, status)));
			refusals.put(action, byStatus);
		}
		return refusals;
	}

	private static Refusal wrongMilestone(OrderAction action, OrderStatus status) {
		Set<OrderStatus> milestones = milestones(action);
		String when = milestones.stream().map(Enum::name).collect(Collectors.joining(", "));
		String lift = switch (status) {
			case CANCELLED -> "A cancelled order stays cancelled; place a new one.";
			case CONFIRMED -> "The order is complete.";
			case PLACED -> "Verify it first.";
			case VERIFIED, FULFILLED, SHIPPED, INVOICED -> passed(action, status);
		};
		return new Refusal("%s is possible when the order is %s; it is %s.".formatted(action.path(), when, status),
				lift);
	}

	private static String passed(OrderAction action, OrderStatus status) {
		if (action == OrderAction.CANCEL) {
			return "What has left the warehouse is delivered and invoiced.";
		}
		boolean over = milestones(action).stream().allMatch((milestone) -> milestone.compareTo(status) < 0);
		return over ? "That stage has been passed." : "Take it through the stages in between.";
	}

	private static @Nullable Refusal amend(Order order) {
		return (order.count(OrderLine::shipped) < order.live()) ? null : new Refusal("All its units have been shipped.",
				"What has left the warehouse is delivered and invoiced.");
	}

	/** Goods, delivery and coupons are changed before anything is packed. */
	public static void requireUnpacked(OrderSituation situation) {
		refuseIf(situation.order().count(OrderLine::fulfilled) > 0, situation,
				new Refusal("Units of it have been packed.",
						"Cancel units that are not wanted, and place another order for others."));
	}

	/** Another way to pay is chosen before money has come. */
	public static void requireUnpaid(OrderSituation situation) {
		Money paid = situation.order().paidAmount();
		refuseIf(paid.isPositive(), situation, new Refusal("%s have been paid.".formatted(paid),
				"Record a payment of the balance: it may come by another method."));
	}

	/** What an order costs does not change while the gateway is being asked. */
	public static void requireDecidedPayment(OrderSituation situation) {
		refuseIf(situation.order().paymentStatus().isUndecided(), situation, UNANSWERED);
	}

	private static void refuseIf(boolean condition, OrderSituation situation, Refusal refusal) {
		if (condition) {
			throw refused(situation, refusal);
		}
	}

	private static @Nullable Refusal release(Order order) {
		List<Hold> active = order.activeHolds();
		if (active.isEmpty()) {
			return new Refusal("It is not held.", "Nothing has to be released.");
		}
		if (active.stream().allMatch((hold) -> hold.type() == HoldType.VERIFICATION)) {
			return new Refusal("It is held by verification only.",
					"Mend what the findings name and verify again, or verify with an override and a reason.");
		}
		return null;
	}

	private static @Nullable Refusal held(Order order) {
		List<Hold> active = order.activeHolds();
		if (active.isEmpty()) {
			return null;
		}
		String holds = active.stream()
			.map((hold) -> "%s (%s)".formatted(hold.type(), hold.reason()))
			.collect(Collectors.joining(", "));
		boolean payment = active.stream().anyMatch((hold) -> hold.type() == HoldType.PAYMENT);
		return new Refusal("It is held: %s.".formatted(holds), payment
				? "The payment lifts a PAYMENT hold by itself; finance may release it. Other holds are released by hand."
				: "Release the hold.");
	}

	private static @Nullable Refusal fulfill(OrderSituation situation) {
		Refusal held = held(situation.order());
		if (held != null) {
			return held;
		}
		Refusal services = openServices(situation);
		if (!situation.order().partialDelivery()) {
			if (situation.backordered() > 0) {
				return new Refusal(
						"%d units are backordered and the buyer wants one delivery.".formatted(situation.backordered()),
						"Receive stock for them, or cancel the units.");
			}
			if (services != null) {
				return services;
			}
		}
		if (situation.packable() > 0) {
			return null;
		}
		if (services != null) {
			return services;
		}
		return new Refusal(
				"No units are reserved that are not packed; %d are backordered.".formatted(situation.backordered()),
				"Receive stock for the backordered units, or cancel them.");
	}

	private static @Nullable Refusal openServices(OrderSituation situation) {
		List<LineService> open = situation.openServices();
		return open.isEmpty() ? null
				: new Refusal(
						"Service work is not done: %s.".formatted(
								open.stream().map(LineService::code).distinct().collect(Collectors.joining(", "))),
						"Mark it done with the services action.");
	}

	private static @Nullable Refusal ship(OrderSituation situation) {
		Refusal held = held(situation.order());
		if (held != null) {
			return held;
		}
		if (situation.shippable() == 0) {
			return new Refusal("No packed units wait for dispatch.", "Fulfill the order first.");
		}
		if (!situation.order().partialDelivery()
				&& situation.order().count(OrderLine::fulfilled) < situation.order().live()) {
			return new Refusal("Not all units are packed and the buyer wants one delivery.",
					"Fulfill the rest, or cancel it.");
		}
		return null;
	}

	private static @Nullable Refusal invoice(OrderSituation situation) {
		Refusal held = held(situation.order());
		if (held != null) {
			return held;
		}
		return (situation.invoiceable() > 0) ? null
				: new Refusal(
						"No units are %s that are not invoiced."
							.formatted(situation.invoicePolicy().name().toLowerCase(java.util.Locale.ROOT)),
						"Deliver a shipment first.");
	}

	private static @Nullable Refusal pay(Order order) {
		if (order.status() == CANCELLED) {
			return null;
		}
		if (order.balance().isZero()) {
			return new Refusal("Nothing is owed.", "No payment is needed.");
		}
		return switch (order.paymentStatus()) {
			case PENDING, UNKNOWN -> UNANSWERED;
			case AUTHORIZED -> new Refusal("The card is authorised.", "The money is captured with each invoice.");
			case OPEN, DECLINED, PAID, VOIDED ->
				(order.paymentMethod() == PaymentMethod.CASH_ON_DELIVERY && order.count(OrderLine::delivered) == 0)
						? new Refusal("It is paid on delivery and nothing is delivered yet.",
								"Deliver a shipment first.")
						: null;
		};
	}

	private static @Nullable Refusal confirm(Order order) {
		if (!order.balance().isZero()) {
			return new Refusal("%s is owed.".formatted(order.balance()), "Record the payment.");
		}
		if (order.count(OrderLine::delivered) < order.live()) {
			return new Refusal("Not all units are delivered.", "Deliver the shipments under way.");
		}
		return held(order);
	}

	/** The action that brings the order on from its milestone. */
	public static Optional<OrderAction> forward(OrderSituation situation) {
		return switch (situation.order().status()) {
			case PLACED -> Optional.of(OrderAction.VERIFY);
			case VERIFIED, FULFILLED -> Optional.of(furthest(situation));
			case SHIPPED -> Optional.of((situation.underWay() > 0) ? OrderAction.DELIVER : OrderAction.INVOICE);
			case INVOICED -> Optional.of((situation.underWay() > 0) ? OrderAction.DELIVER
					: situation.order().balance().isZero() ? OrderAction.CONFIRM : OrderAction.PAY);
			case CONFIRMED, CANCELLED -> Optional.empty();
		};
	}

	private static OrderAction furthest(OrderSituation situation) {
		if (!situation.openServices().isEmpty() && situation.packable() == 0 && situation.shippable() == 0) {
			return OrderAction.SERVICES;
		}
		return (situation.shippable() > 0 && situation.packable() == 0) ? OrderAction.SHIP : OrderAction.FULFILL;
	}

}
