package dev.orderprocessing.orders.model;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.orderprocessing.catalog.ProductView;
import dev.orderprocessing.customers.CustomerView;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.pricing.PricedOrder;
import dev.orderprocessing.shipping.DeliveryQuote;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, put together with what we know about it: products, customer,
 * delivery and prices. The order is made from it and verification looks at it.
 */
public record OrderDraft(Currency currency, List<Line> lines, Map<Sku, ProductView> products,
		@Nullable CustomerView customer, DeliveryQuote delivery, Money shippingFee, PricedOrder priced) {

	public Optional<CustomerView> knownCustomer() {
		return Optional.ofNullable(this.customer);
	}

	/** One line with its product and the price that we charge. */
	public record Line(int lineNumber, ProductView product, int quantity, Money unitPrice,
			@Nullable Money expectedUnitPrice, List<Service> services) {

		/** The same as the line of this number. */
		public Line numbered(int number) {
			return new Line(number, this.product, this.quantity, this.unitPrice, this.expectedUnitPrice, this.services);
		}

		public Money servicesPerUnit() {
			return Money.sum(this.services.stream().map(Service::price).toList(), this.unitPrice.currency());
		}

	}

	/** A service of a line with its surcharge per unit. */
	public record Service(String code, @Nullable String text, Money price) {
	}

}
