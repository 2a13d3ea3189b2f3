package dev.orderprocessing.orders.work;

import java.util.Map;
import java.util.TreeMap;

import dev.orderprocessing.inventory.Inventory;
import dev.orderprocessing.inventory.LinePosition;
import dev.orderprocessing.orders.events.OrderCancelled;
import dev.orderprocessing.orders.events.UnitsCancelled;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderCommands.Cancel;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.orders.model.Packing;
import dev.orderprocessing.orders.rules.OrderSettings;
import dev.orderprocessing.orders.rules.OrderSituation;
import dev.orderprocessing.pricing.Pricing;

import org.springframework.stereotype.Component;

/**
 * Takes units off an order that have not been shipped, and gives back what was taken for
 * them: stock, and for the whole order its coupons.
 */
@Component
public class Cancellation {

	private final OrderSettings settings;

	private final Inventory inventory;

	private final Pricing pricing;

	Cancellation(OrderSettings settings, Inventory inventory, Pricing pricing) {
		this.settings = settings;
		this.inventory = inventory;
		this.pricing = pricing;
	}

	public void cancel(Step step, Cancel command) {
		Order order = step.order();
		Map<Integer, Integer> units = step.units(command.lines(), "cancelled", (line) -> line.live() - line.shipped());
		Map<Integer, Integer> held = new TreeMap<>();
		units.forEach((lineNumber, quantity) -> {
			OrderLine line = order.line(lineNumber);
			int given = quantity - step.situation().unheld(line);
			order.cancel(line, quantity);
			if (given > 0) {
				held.put(lineNumber, given);
			}
		});
		if (!held.isEmpty()) {
			this.inventory.release(order.id(), held);
			step.stockMoved();
			unpack(step);
		}
		order.follow(step.act(), command.reason());
		String reason = (command.reason() != null) ? command.reason() : "";
		if (order.status() == OrderStatus.CANCELLED) {
			order.activeHolds().forEach((hold) -> hold.release("Order cancelled.", step.act()));
			if (!order.couponCodes().isEmpty()) {
				this.pricing.restore(order.couponCodes());
			}
			step.announce((number, channel) -> new OrderCancelled(number, channel, reason, order.refundDue()));
		}
		else {
			step.announce((number, channel) -> new UnitsCancelled(number, channel,
					units.values().stream().mapToInt(Integer::intValue).sum(), reason));
		}
	}

	/** Packed units whose reservation was given up go back to the shelf. */
	private void unpack(Step step) {
		Order order = step.order();
		if (order.packings().stream().allMatch((packing) -> packing.waiting() == 0)) {
			return;
		}
		OrderSituation now = OrderSituation.of(order, this.inventory, this.settings.invoicePolicy());
		for (Packing packing : order.packings()) {
			int reserved = now.positions()
				.stream()
				.filter((position) -> position.lineNumber() == packing.lineNumber())
				.flatMap((position) -> position.reserved().stream())
				.filter((reservation) -> reservation.warehouse().equals(packing.warehouse()))
				.mapToInt(LinePosition.Reserved::quantity)
				.sum();
			if (packing.waiting() > reserved) {
				order.line(packing.lineNumber()).unpack(packing, packing.waiting() - reserved);
			}
		}
	}

}
