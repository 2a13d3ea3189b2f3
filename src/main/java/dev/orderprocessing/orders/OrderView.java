package dev.orderprocessing.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.Unsettled;
import dev.orderprocessing.kernel.Versioned;
import dev.orderprocessing.payments.PaymentMethod;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order as everybody sees it.
 *
 * @param status the milestone
 * @param holds active holds; each blocks fulfill, ship and invoice
 * @param totals of what is not cancelled
 * @param allowedActions what can be pressed now
 * @param waitingFor why the order is not moving, absent when somebody can simply press
 * the next action
 */
@Schema(description = "An order, its money and its progress")
public record OrderView(UUID id, @Schema(example = "SO-100001") String number, OrderStatus status, List<HoldView> holds,
		Channel channel, @Nullable String externalReference, Buyer customer, String currency, List<Line> lines,
		PostalAddress shippingAddress, @Nullable PostalAddress billingAddress, Delivery delivery, Payment payment,
		List<String> couponCodes, @Nullable String note, Map<String, String> metadata, Totals totals,
		Set<OrderAction> allowedActions, @Nullable OrderAction nextAction, @Nullable WaitingFor waitingFor,
		Instant placedAt, long version) implements Unsettled, Versioned {

	@Override
	public @Nullable UUID awaitingSettlement() {
		return (this.payment.status() == PaymentStatus.PENDING) ? this.id : null;
	}

	/** Who buys. */
	@Schema(name = "OrderBuyer")
	public record Buyer(@Nullable UUID id, String name, String email, @Nullable String phone) {
	}

	/** How it is delivered. */
	@Schema(name = "OrderDelivery")
	public record Delivery(String method, boolean partialDelivery) {
	}

	/**
	 * How it is paid.
	 *
	 * @param refundDue what was paid beyond what is owed and is to be paid back
	 */
	@Schema(name = "OrderPayment")
	public record Payment(PaymentMethod method, PaymentStatus status, @Nullable Money refundDue) {
	}

	/** An active hold. */
	@Schema(name = "OrderHold")
	public record HoldView(UUID id, HoldType type, String reason, String placedBy, Instant placedAt) {
	}

	/**
	 * One line.
	 *
	 * @param unitPrice of the goods, without services; with tax if
	 * {@code totals.taxIncluded}
	 * @param amounts of the units that are not cancelled
	 * @param queuePosition units of other orders that wait before the backordered ones
	 */
	@Schema(name = "OrderLine")
	public record Line(int lineNumber, Sku sku, String name, int quantity, Money unitPrice,
			@Nullable Money expectedUnitPrice, List<Service> services, BigDecimal taxRate, Amounts amounts,
			Quantities quantities, @Nullable Integer queuePosition) {
	}

	/** A service of a line; done before its units are packed. */
	@Schema(name = "OrderLineService")
	public record Service(String code, @Nullable String text, Money pricePerUnit, boolean done) {
	}

	/**
	 * What a line costs.
	 *
	 * @param items units × (price + services), before discount
	 */
	@Schema(name = "OrderLineAmounts")
	public record Amounts(Money items, Money discount, Money net, Money tax, Money gross) {
	}

	/**
	 * Units of a line, by how far they have come. Reserved units fall when they are
	 * shipped; the others only rise.
	 */
	@Schema(name = "OrderLineQuantities")
	public record Quantities(int ordered, int cancelled, int reserved, int backordered, int fulfilled, int shipped,
			int delivered, int invoiced, int returned) {
	}

	/**
	 * The money of an order.
	 *
	 * @param taxIncluded whether items, discount and shipping contain tax
	 * @param balance what is still to be paid
	 */
	@Schema(name = "OrderTotals")
	public record Totals(boolean taxIncluded, Money items, Money discount, Money shipping, Money tax, Money grandTotal,
			Money invoiced, Money paid, Money balance) {
	}

	/**
	 * Why the order is not moving.
	 *
	 * @param action that would bring it on
	 * @param liftedBy what somebody can do about it
	 */
	@Schema(name = "OrderWaitingFor")
	public record WaitingFor(OrderAction action, String reason, String liftedBy) {

		static WaitingFor of(OrderAction action, Refusal refusal) {
			return new WaitingFor(action, refusal.reason(), refusal.liftedBy());
		}

	}

	static OrderView from(OrderSituation situation) {
		Order order = situation.order();
		var forward = OrderRules.forward(situation);
		var waiting = forward.flatMap(
				(action) -> OrderRules.refusal(action, situation).map((refusal) -> WaitingFor.of(action, refusal)));
		Money refundDue = order.refundDue();
		return new OrderView(order.id(), order.number(), order.status(), order.activeHolds()
			.stream()
			.map((hold) -> new HoldView(hold.id(), hold.type(), hold.reason(), hold.placedBy(), hold.placedAt()))
			.toList(), order.channel(), order.externalReference(),
				new Buyer(order.customerId(), order.buyerName(), order.buyerEmail(), order.buyerPhone()),
				order.currency().getCurrencyCode(),
				order.lines().stream().map((line) -> line(situation, line)).toList(), order.shippingAddress(),
				order.billingAddress(), new Delivery(order.deliveryMethod(), order.partialDelivery()),
				new Payment(order.paymentMethod(), order.paymentStatus(), refundDue.isZero() ? null : refundDue),
				order.couponCodes(), order.note(), order.metadata(),
				new Totals(order.pricesIncludeTax(), order.items(), order.discount(), order.shippingFee(), order.tax(),
						order.grandTotal(), order.invoicedAmount(), order.paidAmount(), order.balance()),
				OrderRules.allowed(situation), waiting.isPresent() ? null : forward.orElse(null), waiting.orElse(null),
				order.placedAt(), order.version());
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
