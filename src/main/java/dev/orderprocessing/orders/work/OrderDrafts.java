package dev.orderprocessing.orders.work;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.orderprocessing.catalog.Catalog;
import dev.orderprocessing.catalog.ProductView;
import dev.orderprocessing.catalog.ServiceOffer;
import dev.orderprocessing.customers.CustomerView;
import dev.orderprocessing.customers.Customers;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.orders.model.OrderDraft;
import dev.orderprocessing.orders.model.PlaceOrder;
import dev.orderprocessing.pricing.PriceRequest;
import dev.orderprocessing.pricing.PricedOrder;
import dev.orderprocessing.pricing.Pricing;
import dev.orderprocessing.shipping.DeliveryQuote;
import dev.orderprocessing.shipping.Shipping;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Puts a request together with what we know: products, customer, delivery, prices.
 * Refuses what is unknown, all at once.
 */
@Component
class OrderDrafts {

	private final Catalog catalog;

	private final Customers customers;

	private final Shipping shipping;

	private final Pricing pricing;

	OrderDrafts(Catalog catalog, Customers customers, Shipping shipping, Pricing pricing) {
		this.catalog = catalog;
		this.customers = customers;
		this.shipping = shipping;
		this.pricing = pricing;
	}

	OrderDraft draft(Currency currency, @Nullable UUID customerId, List<PlaceOrder.Line> lines, CountryCode country,
			String deliveryMethod, List<String> couponCodes) {
		List<FieldProblem> problems = new ArrayList<>();
		Optional<CustomerView> customer = Optional.ofNullable(customerId).flatMap(this.customers::buyer);
		if (customerId != null && customer.isEmpty()) {
			problems.add(FieldProblem.at("/customerId", ProblemCode.UNKNOWN_CUSTOMER.name(),
					"There is no customer %s; register the customer first, or send customer with name and email."
						.formatted(customerId)));
		}
		customer.map(CustomerView::erasedAt)
			.ifPresent((erasedAt) -> problems.add(FieldProblem.at("/customerId", ProblemCode.UNKNOWN_CUSTOMER.name(),
					"Customer %s was erased on %s and is nobody any more; register the customer anew, or send customer with name and email."
						.formatted(customerId, erasedAt))));
		Map<Sku, ProductView> products = this.catalog
			.find(lines.stream().map(PlaceOrder.Line::sku).collect(Collectors.toSet()));
		List<OrderDraft.Line> drafts = new ArrayList<>();
		for (int i = 0; i < lines.size(); i++) {
			line("/lines/" + i, i + 1, lines.get(i), products, currency, problems).ifPresent(drafts::add);
		}
		long weight = drafts.stream().mapToLong((line) -> (long) line.quantity() * line.product().weightGrams()).sum();
		Optional<DeliveryQuote> quote = this.shipping.quote(deliveryMethod, currency,
				(int) Math.min(weight, Integer.MAX_VALUE));
		if (quote.isEmpty()) {
			problems.add(FieldProblem.at("/delivery/method", ProblemCode.UNKNOWN_DELIVERY_METHOD.name(),
					"There is no delivery method %s; GET /api/v1/delivery-methods lists them."
						.formatted(deliveryMethod)));
		}
		else if (quote.get().fee().isEmpty() && problems.isEmpty()) {
			problems.add(FieldProblem.at("/delivery/method", ProblemCode.PRICE_NOT_AVAILABLE.name(),
					"%s has no tariff in %s for %d g.".formatted(deliveryMethod, currency, weight)));
		}
		refuse(problems);
		DeliveryQuote delivery = quote.orElseThrow();
		Money fee = delivery.fee().orElseThrow();
		PricedOrder priced = this.pricing.price(new PriceRequest(currency, country,
				drafts.stream()
					.map((line) -> new PriceRequest.Line(line.lineNumber(), line.quantity(), line.unitPrice(),
							line.servicesPerUnit(), line.product().taxCategory()))
					.toList(),
				fee, couponCodes));
		return new OrderDraft(currency, drafts, products, customer.orElse(null), delivery, fee, priced);
	}

	/**
	 * Units that join an order, at today's prices.
	 * @param lines by their pointer in the request
	 */
	List<OrderDraft.Line> more(Map<String, PlaceOrder.Line> lines, Currency currency) {
		Map<Sku, ProductView> products = this.catalog
			.find(lines.values().stream().map(PlaceOrder.Line::sku).collect(Collectors.toSet()));
		List<FieldProblem> problems = new ArrayList<>();
		List<OrderDraft.Line> drafts = new ArrayList<>();
		lines.forEach((pointer, line) -> line(pointer, 0, line, products, currency, problems).ifPresent(drafts::add));
		refuse(problems);
		return drafts;
	}

	private static void refuse(List<FieldProblem> problems) {
		if (problems.isEmpty()) {
			return;
		}
		ProblemCode code = ProblemCode.valueOf(problems.getFirst().code());
		throw new BusinessException(code, problems.stream().map(FieldProblem::detail).collect(Collectors.joining(" ")),
				problems);
	}

	private static Optional<OrderDraft.Line> line(String pointer, int lineNumber, PlaceOrder.Line line,
			Map<Sku, ProductView> products, Currency currency, List<FieldProblem> problems) {
		ProductView product = products.get(line.sku());
		if (product == null) {
			problems.add(FieldProblem.at(pointer + "/sku", ProblemCode.UNKNOWN_PRODUCT.name(),
					"There is no product %s; GET /api/v1/products lists them.".formatted(line.sku())));
			return Optional.empty();
		}
		Money price = product.price(currency).orElse(null);
		if (price == null) {
			problems.add(FieldProblem.at(pointer + "/sku", ProblemCode.PRICE_NOT_AVAILABLE.name(),
					"%s has no price in %s.".formatted(line.sku(), currency)));
			return Optional.empty();
		}
		Money expected = line.expectedUnitPrice();
		if (expected != null && !expected.currency().equals(currency)) {
			problems.add(FieldProblem.at(pointer + "/expectedUnitPrice/currency", ProblemCode.RULE_VIOLATED.name(),
					"The order is in %s, this price in %s.".formatted(currency, expected.currency())));
		}
		List<OrderDraft.Service> services = new ArrayList<>();
		for (int i = 0; i < line.services().size(); i++) {
			service(pointer + "/services/" + i, line.services().get(i), product, currency, problems)
				.ifPresent(services::add);
		}
		if (services.stream().map(OrderDraft.Service::code).distinct().count() < services.size()) {
			problems.add(FieldProblem.at(pointer + "/services", ProblemCode.RULE_VIOLATED.name(),
					"Each service can be named once per line."));
		}
		return Optional
			.of(new OrderDraft.Line(lineNumber, product, line.quantity(), price, expected, List.copyOf(services)));
	}

	private static Optional<OrderDraft.Service> service(String pointer, PlaceOrder.Service service, ProductView product,
			Currency currency, List<FieldProblem> problems) {
		Optional<ServiceOffer> offer = product.service(service.code());
		if (offer.isEmpty()) {
			problems.add(FieldProblem.at(pointer + "/code", ProblemCode.UNKNOWN_SERVICE.name(),
					"%s is not offered for %s; it is offered with: %s.".formatted(service.code(), product.sku(),
							product.services().stream().map(ServiceOffer::code).collect(Collectors.joining(", ")))));
			return Optional.empty();
		}
		Optional<Money> price = offer.get()
			.prices()
			.stream()
			.filter((money) -> money.currency().equals(currency))
			.findFirst();
		if (price.isEmpty()) {
			problems.add(FieldProblem.at(pointer + "/code", ProblemCode.PRICE_NOT_AVAILABLE.name(),
					"%s has no price in %s.".formatted(service.code(), currency)));
		}
		return price.map((money) -> new OrderDraft.Service(service.code(), service.text(), money));
	}

}
