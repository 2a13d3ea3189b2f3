package dev.orderprocessing.orders.checks;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.orderprocessing.catalog.ProductView;
import dev.orderprocessing.customers.CustomerView;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.shipping.DeliveryQuote;

/** What the checks look at, loaded once for all of them. */
public record VerificationContext(Order order, Map<Sku, ProductView> products, Optional<CustomerView> customer,
		Optional<DeliveryQuote> delivery, Instant now) {
}
