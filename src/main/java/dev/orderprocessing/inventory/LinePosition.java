package dev.orderprocessing.inventory;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.Sku;

/**
 * What the stock holds for one order line.
 *
 * @param reserved open reservations by warehouse, in the order in which they are to be
 * picked; units that were packed stay reserved until goods issue
 * @param backordered units that wait for a receipt
 * @param queuePosition units of the same SKU that wait before these, 0 when next or
 * nothing is backordered
 */
public record LinePosition(UUID orderId, int lineNumber, Sku sku, List<Reserved> reserved, int backordered,
		int queuePosition) {

	/** Open reservation in one warehouse. */
	public record Reserved(String warehouse, int quantity) {
	}

	public int reservedUnits() {
		return this.reserved.stream().mapToInt(Reserved::quantity).sum();
	}

	/** Both together; only one of them may wait. */
	LinePosition and(LinePosition other) {
		return new LinePosition(this.orderId, this.lineNumber, this.sku,
				Stream.concat(this.reserved.stream(), other.reserved.stream()).toList(),
				this.backordered + other.backordered, this.queuePosition + other.queuePosition);
	}

}
