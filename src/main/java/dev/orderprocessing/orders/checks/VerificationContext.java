package dev.orderprocessing.orders.checks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.orderprocessing.catalog.ProductView;
import dev.orderprocessing.customers.CustomerView;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.shipping.DeliveryQuote;

/**
 * What the checks look at, loaded once for all of them.
 *
 * @param delivery what the order's method charges, also when it is not offered any more
 * @param change since the order was checked before
 */
public record VerificationContext(Order order, Map<Sku, ProductView> products, Optional<CustomerView> customer,
		DeliveryQuote delivery, Instant now, Change change) {

	/**
	 * The same for a check that had objected to the order and looks at all of it again.
	 */
	public VerificationContext whole() {
		return new VerificationContext(this.order, this.products, this.customer, this.delivery, this.now,
				Change.everything());
	}

	/** Live lines of which there is more than was checked before. */
	List<OrderLine> concernedLines() {
		return this.order.lines()
			.stream()
			.filter((line) -> line.live() > 0 && this.change.concerns(line.lineNumber()))
			.toList();
	}

}
