package dev.orderprocessing.inventory;

import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Sku;

/**
 * How the stock stands after goods came, went or moved.
 *
 * @param stock the rows that were touched
 * @param backordersServed order lines that waited and now have their units reserved,
 * first come first served
 */
public record StockChange(List<StockView> stock, List<ServedBackorder> backordersServed) {

	/** Units that were reserved for an order line that waited for them. */
	public record ServedBackorder(UUID orderId, int lineNumber, Sku sku, String warehouse, int units) {
	}

}
