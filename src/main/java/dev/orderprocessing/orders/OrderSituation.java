package dev.orderprocessing.orders;

import java.util.List;

import dev.orderprocessing.inventory.Inventory;
import dev.orderprocessing.inventory.LinePosition;
import dev.orderprocessing.orders.OrderSettings.InvoicePolicy;

/** An order together with what the stock holds for it: all that the rules look at. */
record OrderSituation(Order order, List<LinePosition> positions, InvoicePolicy invoicePolicy) {

	/** Looks at the stock, which holds units from verification until they are shipped. */
	static OrderSituation of(Order order, Inventory inventory, InvoicePolicy invoicePolicy) {
		boolean held = order.status() != OrderStatus.PLACED
				&& order.count(OrderLine::live) > order.count(OrderLine::shipped);
		List<LinePosition> positions = held
				? inventory.positions(List.of(order.id())).getOrDefault(order.id(), List.of()) : List.of();
		return new OrderSituation(order, positions, invoicePolicy);
	}

	int reserved(OrderLine line) {
		return position(line).map(LinePosition::reservedUnits).orElse(0);
	}

	int backordered(OrderLine line) {
		return position(line).map(LinePosition::backordered).orElse(0);
	}

	int queuePosition(OrderLine line) {
		return position(line).map(LinePosition::queuePosition).orElse(0);
	}

	private java.util.Optional<LinePosition> position(OrderLine line) {
		return this.positions.stream().filter((position) -> position.lineNumber() == line.lineNumber()).findFirst();
	}

	/** Units of a line reserved in a warehouse and not packed yet. */
	int unpacked(OrderLine line, LinePosition.Reserved reserved) {
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
	int packable(OrderLine line) {
		return line.hasOpenServices() ? 0 : reserved(line) - (line.fulfilled() - line.shipped());
	}

	int packable() {
		return this.order.count(this::packable);
	}

	int backordered() {
		return this.order.count(this::backordered);
	}

	/** Packed units that have not left the warehouse. */
	int shippable() {
		return this.order.count((line) -> line.fulfilled() - line.shipped());
	}

	int underWay() {
		return this.order.count((line) -> line.shipped() - line.delivered());
	}

	int invoiceable(OrderLine line) {
		int due = (this.invoicePolicy == InvoicePolicy.DELIVERED) ? line.delivered() : line.shipped();
		return due - line.invoiced();
	}

	int invoiceable() {
		return this.order.count(this::invoiceable);
	}

	int cancellable() {
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
