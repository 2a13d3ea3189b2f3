package dev.orderprocessing.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.SourceCode;
import dev.orderprocessing.kernel.web.About;
import dev.orderprocessing.kernel.web.Unsettled;
import dev.orderprocessing.kernel.web.Versioned;
import dev.orderprocessing.orders.model.Hold;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.LineAmounts;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderAction;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.orders.model.PaymentStatus;
import dev.orderprocessing.orders.rules.OrderRules;
import dev.orderprocessing.orders.rules.OrderSituation;
import dev.orderprocessing.orders.rules.Refusal;
import dev.orderprocessing.payments.PaymentMethod;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An order as everybody sees it. */
@JsonPropertyOrder({ "number", "status", "nextAction", "waitingFor", "totals", "allowedActions", "holds" })
@Schema(description = "An order, its money and its progress")
public record OrderView(UUID id, @Schema(example = "SO-100001") String number,
		@Schema(description = "The milestone it has reached", example = "VERIFIED") OrderStatus status,
		@Schema(description = "Active holds; each stops fulfill, ship and invoice until it is released") List<HoldView> holds,
		Channel channel,
		@Schema(description = "The shop or marketplace within the channel", example = "web") SourceCode source,
		@Schema(description = "The source's own number of the order",
				example = "WEB-991") @Nullable String externalReference,
		Buyer customer,
		@Schema(description = "BCP 47; the buyer is written to in it", example = "de-AT") @Nullable String language,
		@Schema(description = "The company that buys", example = "Buyer & Sons Ltd") @Nullable String company,
		@Schema(description = "The buyer's VAT number, in capitals and without spaces",
				example = "DE123456789") @Nullable String vatId,
		@Schema(description = "The buyer's own reference; it is repeated on the invoice",
				example = "4500012345") @Nullable String buyerReference,
		@Schema(description = "ISO 4217 code; every amount of the order is in it", example = "EUR") String currency,
		List<Line> lines, PostalAddress shippingAddress,
		@Schema(description = "Absent: the shipping address") @Nullable PostalAddress billingAddress, Delivery delivery,
		Payment payment, @Schema(description = "In the order in which they apply") List<String> couponCodes,
		@Schema(description = "From the buyer, for whoever handles the order",
				example = "Please ring twice") @Nullable String note,
		@Schema(description = "The channel's own key-value pairs, as it sent them",
				example = "{\"basket\":\"b-17\"}") Map<String, String> metadata,
		Totals totals,
		@Schema(description = "What can be pressed now; names are the last part of the path",
				example = "[\"amend\",\"cancel\",\"fulfill\",\"hold\",\"payments\"]") Set<OrderAction> allowedActions,
		@Schema(description = "What brings the order on, if it can be pressed now",
				example = "fulfill") @Nullable OrderAction nextAction,
		@Schema(description = "Why the order is not moving; absent when nextAction can be pressed") @Nullable WaitingFor waitingFor,
		Instant placedAt,
		@Schema(description = "Rises with each change; its ETag, for If-Match", example = "1") long version,
		@Schema(description = "What an amendment has changed, or would change with dryRun=true; absent in other answers") @Nullable List<ChangeView> changes)
		implements
			About,
			Unsettled,
			Versioned {

	@Override
	public UUID subject() {
		return this.id;
	}

	@Override
	public @Nullable UUID awaitingSettlement() {
		return (this.payment.status() == PaymentStatus.PENDING) ? this.id : null;
	}

	/** Who buys. */
	@Schema(name = "OrderBuyer")
	public record Buyer(@Schema(description = "Of a known customer; absent for a guest") @Nullable UUID id,
			@Schema(example = "Ada Buyer") String name,
			@Schema(description = "As given; absent where the channel needs none",
					example = "ada@example.org") @Nullable String email,
			@Schema(description = "As given", example = "+49 30 901820") @Nullable String phone) {
	}

	/** How it is delivered. */
	@Schema(name = "OrderDelivery")
	public record Delivery(@Schema(description = "Code of the delivery method", example = "STANDARD") String method,
			@Schema(description = "Whether parts may be sent ahead") boolean partialDelivery,
			@Schema(description = "When the shipping address changed after units were packed that are not sent yet: "
					+ "their packages need another label; absent else") @Nullable Instant addressChangedAt) {
	}

	/** A value before and after an amendment. */
	@Schema(name = "OrderChange")
	public record ChangeView(
			@Schema(description = "Where it stands in the order; lines by their number",
					example = "lines[1].quantities.reserved") String field,
			@Schema(description = "Absent: there was none", example = "2") @Nullable String before,
			@Schema(description = "Absent: there is none", example = "3") @Nullable String after) {
	}

	/** How it is paid. */
	@Schema(name = "OrderPayment")
	public record Payment(PaymentMethod method,
			@Schema(description = "OPEN: nothing has come yet; PENDING and UNKNOWN: the gateway is being asked; "
					+ "AUTHORIZED: the card is good and charged with each invoice; VOIDED: the authorisation was given up",
					example = "OPEN") PaymentStatus status,
			@Schema(description = "What was paid beyond what is owed and is to be paid back; absent when nothing is") @Nullable Money refundDue) {
	}

	/** An active hold. */
	@Schema(name = "OrderHold")
	public record HoldView(@Schema(description = "To release just this one") UUID id,
			@Schema(example = "CUSTOMER_REQUEST") HoldType type,
			@Schema(example = "Buyer asked to wait until Monday") String reason,
			@Schema(description = "Name of the key, or system", example = "demo-ops") String placedBy,
			Instant placedAt) {

		/** A storefront is not told of suspicion, since what it knows the buyer knows. */
		static HoldView of(Hold hold, Role caller) {
			boolean secret = hold.type() == HoldType.FRAUD && caller == Role.STOREFRONT;
			return new HoldView(hold.id(), secret ? HoldType.OTHER : hold.type(), secret ? Hold.REVIEW : hold.reason(),
					hold.placedBy(), hold.placedAt());
		}

	}

	/** One line. */
	@Schema(name = "OrderLine")
	public record Line(@Schema(description = "Counts from 1", example = "1") int lineNumber, Sku sku,
			@Schema(description = "Of the product when the order was placed", example = "Mug, blue") String name,
			@Schema(description = "Units ordered, 1 to 1,000,000", example = "2") int quantity,
			@Schema(description = "Of the goods, without services; contains tax if totals.taxIncluded") Money unitPrice,
			@Schema(description = "What the buyer saw") @Nullable Money expectedUnitPrice,
			@Schema(description = "Work on each unit, done before it is packed") List<Service> services,
			@Schema(description = "In percent", example = "19.00") BigDecimal taxRate,
			@Schema(description = "Of the units that are not cancelled") Amounts amounts,
			@Schema(description = "How far the units have come") Quantities quantities,
			@Schema(description = "Units of other orders that get stock before the backordered ones; absent without any") @Nullable Integer queuePosition) {
	}

	/** A service of a line; done before its units are packed. */
	@Schema(name = "OrderLineService")
	public record Service(@Schema(example = "ENGRAVING") String code,
			@Schema(description = "What the buyer wants done", example = "For Ada") @Nullable String text,
			Money pricePerUnit, @Schema(description = "Whether the work is done") boolean done) {
	}

	/** What a line costs. */
	@Schema(name = "OrderLineAmounts")
	public record Amounts(@Schema(description = "Units × (price + services), before discount") Money items,
			@Schema(description = "The line's share of the order's discount") Money discount, Money net, Money tax,
			@Schema(description = "What is paid for the line") Money gross) {
	}

	/**
	 * Units of a line, by how far they have come. Reserved units fall when they are
	 * shipped; the others only rise.
	 */
	@Schema(name = "OrderLineQuantities")
	public record Quantities(@Schema(description = "Units", example = "2") int ordered,
			@Schema(description = "Units given up", example = "0") int cancelled,
			@Schema(description = "Units that lie in a warehouse for this order", example = "2") int reserved,
			@Schema(description = "Units that wait for stock", example = "0") int backordered,
			@Schema(description = "Units packed", example = "0") int fulfilled,
			@Schema(description = "Units handed to the carrier", example = "0") int shipped,
			@Schema(description = "Units that have reached the buyer", example = "0") int delivered,
			@Schema(description = "Units on an invoice", example = "0") int invoiced,
			@Schema(description = "Units that came back", example = "0") int returned) {
	}

	/** The money of an order. */
	@Schema(name = "OrderTotals")
	public record Totals(@Schema(description = "Whether items, discount and shipping contain tax") boolean taxIncluded,
			@Schema(description = "All that was agreed, tax and shipping included, whatever was cancelled since") Money agreed,
			@Schema(description = "The part of it that was cancelled; shipping once nothing is left to be shipped") Money cancelled,
			@Schema(description = "Goods and services that are not cancelled, before discount") Money items,
			Money discount, Money shipping, Money tax,
			@Schema(description = "What the buyer pays in all: agreed less cancelled") Money grandTotal,
			@Schema(description = "On invoices so far") Money invoiced,
			@Schema(description = "Received or captured so far") Money paid,
			@Schema(description = "What is still to be paid") Money balance,
			@Schema(description = "What was paid beyond what is owed and is to be paid back") Money refundDue) {
	}

	/** Why the order is not moving. */
	@Schema(name = "OrderWaitingFor")
	public record WaitingFor(
			@Schema(description = "That would bring the order on", example = "fulfill") OrderAction action,
			@Schema(example = "It is held: CUSTOMER_REQUEST (Buyer asked to wait until Monday).") String reason,
			@Schema(description = "What somebody can do about it", example = "Release the hold.") String liftedBy) {

		static WaitingFor of(OrderAction action, Refusal refusal) {
			return new WaitingFor(action, refusal.reason(), refusal.liftedBy());
		}

	}

	/** The same, with what is different from how the order was before. */
	OrderView changedSince(OrderView before) {
		return new OrderView(this.id, this.number, this.status, this.holds, this.channel, this.source,
				this.externalReference, this.customer, this.language, this.company, this.vatId, this.buyerReference,
				this.currency, this.lines, this.shippingAddress, this.billingAddress, this.delivery, this.payment,
				this.couponCodes, this.note, this.metadata, this.totals, this.allowedActions, this.nextAction,
				this.waitingFor, this.placedAt, this.version, OrderChanges.between(before, this));
	}

	/** The order as a caller of the role may know it. */
	static OrderView from(OrderSituation situation, Role caller) {
		Order order = situation.order();
		var buyer = order.buyer();
		var forward = OrderRules.forward(situation);
		var waiting = forward.flatMap((action) -> OrderRules.refusal(action, situation, caller)
			.map((refusal) -> WaitingFor.of(action, refusal)));
		Money refundDue = order.refundDue();
		return new OrderView(order.id(), order.number(), order.status(),
				order.activeHolds().stream().map((hold) -> HoldView.of(hold, caller)).toList(), order.channel(),
				order.source(), order.externalReference(),
				new Buyer(buyer.customerId(), buyer.name(), buyer.email(), buyer.phone()), buyer.language(),
				buyer.company(), buyer.vatId(), buyer.reference(), order.currency().getCurrencyCode(),
				order.lines().stream().map((line) -> line(situation, line)).toList(), order.shippingAddress(),
				order.billingAddress(),
				new Delivery(order.deliveryMethod(), order.partialDelivery(), order.addressChangedAt()),
				new Payment(order.paymentMethod(), order.paymentStatus(), refundDue.isZero() ? null : refundDue),
				order.couponCodes(), order.note(), order.metadata(),
				new Totals(order.pricesIncludeTax(), order.agreedTotal(), order.agreedTotal().minus(order.grandTotal()),
						order.items(), order.discount(), order.shippingFee(), order.tax(), order.grandTotal(),
						order.invoicedAmount(), order.paidAmount(), order.balance(), refundDue),
				OrderRules.allowed(situation, caller), waiting.isPresent() ? null : forward.orElse(null),
				waiting.orElse(null), order.placedAt(), order.version(), null);
	}

	private static Line line(OrderSituation situation, OrderLine line) {
		LineAmounts live = line.liveAmounts();
		int backordered = situation.backordered(line);
		return new Line(line.lineNumber(), line.sku(), line.name(), line.ordered(), line.unitPrice(),
				line.expectedPrice(),
				line.services()
					.stream()
					.map((service) -> new Service(service.code(), service.text(),
							Money.stored(service.price(), situation.order().currency()), service.isDone()))
					.toList(),
				line.taxRate(), new Amounts(live.items(), live.discount(), live.net(), live.tax(), live.gross()),
				new Quantities(line.ordered(), line.cancelled(), situation.reserved(line), backordered,
						line.fulfilled(), line.shipped(), line.delivered(), line.invoiced(), line.returned()),
				(backordered > 0) ? situation.queuePosition(line) : null);
	}

}
