package dev.orderprocessing.orders.rules;

import java.util.List;

import dev.orderprocessing.inventory.Inventory;
import dev.orderprocessing.inventory.LinePosition;
import dev.orderprocessing.orders.model.LineService;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.orders.model.Packing;
import dev.orderprocessing.orders.rules.OrderSettings.InvoicePolicy;

/** An order together with what the stock holds for it: all that the rules look at. */
public record OrderSituation(Order order, List<LinePosition> positions, InvoicePolicy invoicePolicy) {

	/**
	 * Looks at the stock, which holds units from verification until they are shipped; an
	 * order that was verified before its amendment failed keeps what it has.
	 */
	public static OrderSituation of(Order order, Inventory inventory, InvoicePolicy invoicePolicy) {
		boolean held = (order.status() != OrderStatus.PLACED || order.verificationRuns() > 1)
				&& order.count(OrderLine::live) > order.count(OrderLine::shipped);
		List<LinePosition> positions = held
				? inventory.positions(List.of(order.id())).getOrDefault(order.id(), List.of()) : List.of();
		return new OrderSituation(order, positions, invoicePolicy);
	}

	public int reserved(OrderLine line) {
		return position(line).map(LinePosition::reservedUnits).orElse(0);
	}

	public int backordered(OrderLine line) {
		return position(line).map(LinePosition::backordered).orElse(0);
	}

	/** Units that the stock holds or has in its queue for a line. */
	public int held(OrderLine line) {
		return reserved(line) + backordered(line);
	}

	/** Units that the stock has not been asked for, or had not, while it is PLACED. */
	public int unheld(OrderLine line) {
		return line.live() - line.shipped() - held(line);
	}

	public int queuePosition(OrderLine line) {
		return position(line).map(LinePosition::queuePosition).orElse(0);
	}

	private java.util.Optional<LinePosition> position(OrderLine line) {
		return this.positions.stream().filter((position) -> position.lineNumber() == line.lineNumber()).findFirst();
	}

	/** Units of a line reserved in a warehouse and not packed yet. */
	public int unpacked(OrderLine line, LinePosition.Reserved reserved) {
		int waiting = line.packings()
			.stream()
			.filter((packing) -> packing.warehouse().equals(reserved.warehouse()))
			.mapToInt(Packing::waiting)
			.sum();
		return reserved.quantity() - waiting;
	}

	/**
	 * Units of a line that can be packed now: reserved, not packed, and with all service
	 * work done.
	 */
	public int packable(OrderLine line) {
		return line.hasOpenServices() ? 0 : reserved(line) - (line.fulfilled() - line.shipped());
	}

	public int packable() {
		return this.order.count(this::packable);
	}

	public int backordered() {
		return this.order.count(this::backordered);
	}

	/** Packed units that have not left the warehouse. */
	public int shippable() {
		return this.order.count((line) -> line.fulfilled() - line.shipped());
	}

	public int underWay() {
		return this.order.count((line) -> line.shipped() - line.delivered());
	}

	public int invoiceable(OrderLine line) {
		int due = (this.invoicePolicy == InvoicePolicy.DELIVERED) ? line.delivered() : line.shipped();
		return due - line.invoiced();
	}

	public int invoiceable() {
		return this.order.count(this::invoiceable);
	}

	public int cancellable() {
		return this.order.count((line) -> line.live() - line.shipped());
	}

	List<LineService> openServices() {
		return this.order.lines()
			.stream()
			.filter((line) -> line.live() > line.fulfilled())
			.flatMap((line) -> line.services().stream())
			.filter((service) -> !service.isDone())
			.toList();
	}

}
