package dev.orderprocessing.orders;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.inventory.Inventory;
import dev.orderprocessing.journal.Journal;
import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.orders.events.FeedbackReceived;
import dev.orderprocessing.orders.events.OrderConfirmed;
import dev.orderprocessing.orders.events.OrderHeld;
import dev.orderprocessing.orders.events.OrderHoldReleased;
import dev.orderprocessing.orders.model.Act;
import dev.orderprocessing.orders.model.AmendOrder;
import dev.orderprocessing.orders.model.Hold;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderAction;
import dev.orderprocessing.orders.model.OrderCommands.Cancel;
import dev.orderprocessing.orders.model.OrderCommands.CompleteServices;
import dev.orderprocessing.orders.model.OrderCommands.Deliver;
import dev.orderprocessing.orders.model.OrderCommands.Fulfill;
import dev.orderprocessing.orders.model.OrderCommands.Pay;
import dev.orderprocessing.orders.model.OrderCommands.PlaceHold;
import dev.orderprocessing.orders.model.OrderCommands.Release;
import dev.orderprocessing.orders.model.OrderCommands.Ship;
import dev.orderprocessing.orders.model.OrderCommands.Target;
import dev.orderprocessing.orders.model.OrderCommands.Track;
import dev.orderprocessing.orders.model.OrderCommands.Verify;
import dev.orderprocessing.orders.model.PlaceOrder;
import dev.orderprocessing.orders.rules.OrderRules;
import dev.orderprocessing.orders.rules.OrderSettings;
import dev.orderprocessing.orders.rules.OrderSituation;
import dev.orderprocessing.orders.rules.Refusal;
import dev.orderprocessing.orders.store.OrderRecords;
import dev.orderprocessing.orders.store.OrderStore;
import dev.orderprocessing.orders.work.Amendment;
import dev.orderprocessing.orders.work.Billing;
import dev.orderprocessing.orders.work.Cancellation;
import dev.orderprocessing.orders.work.Fulfillment;
import dev.orderprocessing.orders.work.GatewayAnswers;
import dev.orderprocessing.orders.work.PaymentRequests;
import dev.orderprocessing.orders.work.Placement;
import dev.orderprocessing.orders.work.Step;
import dev.orderprocessing.orders.work.UnpaidOrders;
import dev.orderprocessing.orders.work.Verification;
import dev.orderprocessing.payments.GatewayOutcome;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to orders: every command that moves one. Each locks the order first, asks
 * {@link OrderRules} whether it may, changes order, stock and money in one transaction,
 * and leaves history and events. A refusal changes nothing. What a command does between
 * lock and write is said by the class of its business; here goods and money are joined.
 */
@Service
@Transactional
public class Orders {

	private final OrderStore store;

	private final OrderRecords records;

	private final OrderSettings settings;

	private final Placement placement;

	private final Amendment amendment;

	private final Verification verification;

	private final Cancellation cancellation;

	private final Fulfillment fulfillment;

	private final PaymentRequests payments;

	private final Billing billing;

	private final GatewayAnswers gatewayAnswers;

	private final UnpaidOrders unpaidOrders;

	private final Inventory inventory;

	private final Journal journal;

	private final CurrentActor currentActor;

	private final Clock clock;

	Orders(OrderStore store, OrderRecords records, OrderSettings settings, Placement placement, Amendment amendment,
			Verification verification, Cancellation cancellation, Fulfillment fulfillment, PaymentRequests payments,
			Billing billing, GatewayAnswers gatewayAnswers, UnpaidOrders unpaidOrders, Inventory inventory,
			Journal journal, CurrentActor currentActor, Clock clock) {
		this.store = store;
		this.records = records;
		this.settings = settings;
		this.placement = placement;
		this.amendment = amendment;
		this.verification = verification;
		this.cancellation = cancellation;
		this.fulfillment = fulfillment;
		this.payments = payments;
		this.billing = billing;
		this.gatewayAnswers = gatewayAnswers;
		this.unpaidOrders = unpaidOrders;
		this.inventory = inventory;
		this.journal = journal;
		this.currentActor = currentActor;
		this.clock = clock;
	}

	/**
	 * Places an order: our prices and tax are frozen on its lines, then it is verified in
	 * the same transaction. When a check fails the order is kept, PLACED and held, with
	 * the findings.
	 */
	public OrderView place(PlaceOrder command) {
		Step step = this.placement.place(command, Act.placing(this.currentActor.get(), now()));
		this.verification.verify(step, Verify.ONCE);
		this.payments.askForPayment(step);
		this.placement.redeem(step);
		return finish(step);
	}

	/** Runs all checks again; reserves the stock when none stands in the way. */
	public OrderView verify(Target target, Verify command) {
		Step step = start(target, OrderAction.VERIFY);
		this.verification.verify(step, command);
		this.payments.askForPayment(step);
		return finish(step);
	}

	/**
	 * Changes what is named and nothing else; the answer says what came of it. Asks for
	 * money only if the order owes more than before, or in another way.
	 */
	public OrderView amend(Target target, AmendOrder command) {
		Step step = start(target, OrderAction.AMEND);
		OrderView before = OrderView.from(step.situation(), this.currentActor.get().role());
		this.amendment.amend(step, command);
		if (step.asksForMore()) {
			this.payments.askForPayment(step);
		}
		else {
			this.payments.adjust(step);
		}
		return finish(step).changedSince(before);
	}

	/** Holds an order until somebody releases it. */
	public OrderView hold(Target target, PlaceHold command) {
		Step step = start(target, OrderAction.HOLD);
		if (!command.type().isManual()) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/type",
					"%s holds are placed by the service; use FRAUD, CUSTOMER_REQUEST, STOCK or OTHER."
						.formatted(command.type()));
		}
		step.order().held(command.type(), command.reason(), step.act());
		step.announce((number, channel) -> new OrderHeld(number, channel, command.type().name(), command.reason()));
		return finish(step);
	}

	/**
	 * Lifts holds. PAYMENT holds, and FRAUD holds that finance has placed, are lifted by
	 * finance only, VERIFICATION holds only by verifying.
	 */
	public OrderView release(Target target, Release command) {
		Step step = start(target, OrderAction.RELEASE);
		Order order = step.order();
		boolean finance = step.act().by().role() == Role.FINANCE;
		List<Hold> holds = holdsToRelease(step, command.holdId(), finance);
		String reason = (command.reason() != null) ? command.reason() : "Released.";
		for (Hold hold : holds) {
			order.released(hold, reason, step.act());
			step.announce((number, channel) -> new OrderHoldReleased(number, channel, hold.type().name(), reason));
		}
		return finish(step);
	}

	private static List<Hold> holdsToRelease(Step step, @Nullable UUID holdId, boolean finance) {
		List<Hold> active = step.order().activeHolds();
		if (holdId != null) {
			active = active.stream().filter((hold) -> hold.id().equals(holdId)).toList();
			if (active.isEmpty()) {
				throw BusinessException.atField(ProblemCode.UNKNOWN_HOLD, "/holdId",
						"Order %s has no active hold %s; GET /api/v1/orders/%s shows its holds."
							.formatted(step.order().number(), holdId, step.order().number()));
			}
		}
		List<Hold> releasable = active.stream()
			.filter((hold) -> hold.type() != HoldType.VERIFICATION && (finance || !hold.isForFinance()))
			.toList();
		if (releasable.isEmpty()) {
			if (active.stream().anyMatch((hold) -> hold.type() == HoldType.FRAUD)) {
				throw new BusinessException(ProblemCode.FORBIDDEN,
						"A FRAUD hold that finance has placed is released by FINANCE, once its doubt is settled.");
			}
			if (active.stream().anyMatch((hold) -> hold.type() == HoldType.PAYMENT)) {
				throw new BusinessException(ProblemCode.FORBIDDEN,
						"A PAYMENT hold is lifted by the payment itself, or released by FINANCE.");
			}
			throw OrderRules.refused(step.situation(), new Refusal("It is held by verification only.",
					"Mend what the findings name and verify again, or verify with an override and a reason."));
		}
		return releasable;
	}

	/** Cancels what has not been shipped, whole or by line. */
	public OrderView cancel(Target target, Cancel command) {
		Step step = start(target, OrderAction.CANCEL);
		this.cancellation.cancel(step, command);
		this.payments.adjust(step);
		return finish(step);
	}

	/** Marks service work such as engraving as done, which lets the units be packed. */
	public OrderView completeServices(Target target, CompleteServices command) {
		Step step = start(target, OrderAction.SERVICES);
		this.fulfillment.completeServices(step, command);
		return finish(step);
	}

	/** Packs reserved units, all that are ready or those that are named. */
	public OrderView fulfill(Target target, Fulfill command) {
		Step step = start(target, OrderAction.FULFILL);
		this.fulfillment.pack(step, command);
		return finish(step);
	}

	/**
	 * Sends packed units: one shipment per warehouse; goods issue in the same
	 * transaction.
	 */
	public OrderView ship(Target target, Ship command) {
		Step step = start(target, OrderAction.SHIP);
		this.fulfillment.ship(step, command);
		if (this.settings.invoicePolicy() == OrderSettings.InvoicePolicy.SHIPPED) {
			this.billing.invoiceWhatIsDue(step);
		}
		return finish(step);
	}

	/** Corrects the carrier or the tracking number of a shipment under way. */
	public OrderView track(Target target, Track command) {
		Step step = start(target, OrderAction.TRACK);
		this.fulfillment.track(step, command);
		return finish(step);
	}

	/**
	 * Notes that shipments have arrived; by default policy the invoice follows at once.
	 */
	public OrderView deliver(Target target, Deliver command) {
		Step step = start(target, OrderAction.DELIVER);
		this.fulfillment.deliver(step, command);
		if (step.situation().invoiceable() > 0 && this.settings.invoicePolicy() == OrderSettings.InvoicePolicy.DELIVERED
				&& step.order().activeHolds().isEmpty()) {
			this.billing.invoiceWhatIsDue(step);
		}
		return finish(step);
	}

	/** Issues an invoice over everything that is due and not invoiced. */
	public OrderView invoice(Target target) {
		Step step = start(target, OrderAction.INVOICE);
		this.billing.invoiceWhatIsDue(step);
		return finish(step);
	}

	/** Records money that has arrived, or authorises another card. */
	public OrderView pay(Target target, Pay command) {
		Step step = start(target, OrderAction.PAY);
		this.payments.pay(step, command);
		return finish(step);
	}

	/** Completes an order that could not complete by itself because it was held. */
	public OrderView confirm(Target target) {
		Step step = start(target, OrderAction.CONFIRM);
		step.order().follow(step.act(), null);
		return finish(step);
	}

	/**
	 * Notes that the buyer has said how it was.
	 * @return the id of the order
	 */
	public UUID feedbackGiven(String order, int rating) {
		Step step = start(new Target(order, null), OrderAction.FEEDBACK);
		step.order().feedbackGiven(step.act());
		step.announce((number, channel) -> new FeedbackReceived(number, channel, rating));
		finish(step);
		return step.order().id();
	}

	/** Takes up the gateway's answer to a call; each final answer counts once. */
	void gatewayAnswered(GatewayOutcome outcome) {
		Step step = bySystem(outcome.orderId(), OrderAction.PAY);
		if (this.gatewayAnswers.takeUp(step, outcome)) {
			finish(step);
		}
	}

	/**
	 * Renews the authorisations of an order that expire soon, or notes that they have.
	 */
	void authorizationEnds(UUID orderId) {
		Step step = bySystem(orderId, OrderAction.PAY);
		if (this.payments.renew(step)) {
			finish(step);
		}
	}

	/** Asks once more for what the gateway has refused to give up. */
	void releaseAgain(UUID orderId) {
		Step step = bySystem(orderId, OrderAction.PAY);
		if (this.payments.releaseAgain(step)) {
			finish(step);
		}
	}

	/** Reminds of an order that is not paid, or cancels it when it was for too long. */
	void unpaid(UUID orderId) {
		Step step = bySystem(orderId, OrderAction.CANCEL);
		if (this.unpaidOrders.takeUp(step)) {
			finish(step);
		}
	}

	private Step bySystem(UUID orderId, OrderAction action) {
		Order order = this.store.lock(orderId.toString());
		Step step = Step.on(order, Act.of(action, Actor.SYSTEM, now()));
		step.situation(situation(order));
		return step;
	}

	private Step start(Target target, OrderAction action) {
		Order order = this.store.lock(target.order());
		order.checkVersion(target.version());
		Step step = Step.on(order, Act.of(action, this.currentActor.get(), now()));
		step.situation(situation(order));
		OrderRules.requireNoReview(step.situation(), step.act().by().role());
		OrderRules.require(action, step.situation());
		return step;
	}

	private OrderSituation situation(Order order) {
		return OrderSituation.of(order, this.inventory, this.settings.invoicePolicy());
	}

	/** Writes order, history, findings and events, and shows the order as it is now. */
	private OrderView finish(Step step) {
		Order order = step.order();
		if (step.isNowConfirmed()) {
			step.announce((number, channel) -> new OrderConfirmed(number, channel, order.grandTotal()));
		}
		if (step.isPlacing()) {
			this.store.add(order, step.coupons());
		}
		else {
			this.store.flush();
		}
		this.records.addHistory(order.id(), order.takeNewHistory());
		step.report().ifPresent((report) -> this.records.addFindings(order.id(), report));
		this.journal.append(order.id(), step.events());
		return OrderView.from(step.hasStockMoved() ? situation(order) : step.situation(),
				this.currentActor.get().role());
	}

	private Instant now() {
		return this.clock.instant();
	}

}
