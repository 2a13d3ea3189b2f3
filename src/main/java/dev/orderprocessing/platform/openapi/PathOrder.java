package dev.orderprocessing.platform.openapi;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;

/**
 * The one place that says in which order operations stand in the API document, and so on
 * the page: the order of the work. Swagger UI groups them by tag and keeps this order
 * within each.
 */
final class PathOrder {

	/** Below {@code /api/v1}. */
	static final List<String> PATHS = List.of("/orders", "/orders/{order}", "/orders/{order}/hold",
			"/orders/{order}/release", "/orders/{order}/cancel", "/orders/{order}/history",
			"/orders/{order}/verification", "/orders/{order}/verify", "/orders/{order}/services",
			"/orders/{order}/fulfill", "/orders/{order}/ship", "/orders/{order}/deliver", "/orders/{order}/shipments",
			"/shipments/{shipment}", "/orders/{order}/invoice", "/orders/{order}/invoices", "/orders/{order}/payments",
			"/invoices", "/invoices/{invoice}", "/invoices/{invoice}/document", "/payment-intents",
			"/orders/{order}/confirm", "/orders/{order}/notifications", "/orders/{order}/feedback",
			"/stock/availability", "/stock", "/stock/receipts", "/stock/adjustments", "/stock/transfers",
			"/stock/movements", "/stock/backorders", "/stock/{sku}/{warehouse}/levels", "/warehouses",
			"/warehouses/{code}", "/products", "/products/{sku}", "/customers", "/customers/{customer}", "/coupons",
			"/coupons/{code}", "/delivery-methods", "/delivery-methods/{code}", "/tax-rates",
			"/tax-rates/{country}/{category}", "/currencies", "/currencies/{currency}", "/events", "/events/parked",
			"/events/parked/{id}/retry", "/consistency", "/api-keys", "/api-keys/{id}/revoke");

	private static final String BASE = "/api/v1";

	private PathOrder() {
	}

	/** Puts the paths in order; one that is not listed comes last. */
	static Paths sorted(Paths paths) {
		Paths sorted = new Paths();
		sorted.setExtensions(paths.getExtensions());
		paths.entrySet()
			.stream()
			.sorted(Comparator.<Map.Entry<String, PathItem>>comparingInt((entry) -> place(entry.getKey()))
				.thenComparing(Map.Entry::getKey))
			.forEachOrdered((entry) -> sorted.addPathItem(entry.getKey(), entry.getValue()));
		return sorted;
	}

	private static int place(String path) {
		int place = path.startsWith(BASE) ? PATHS.indexOf(path.substring(BASE.length())) : -1;
		return (place < 0) ? PATHS.size() : place;
	}

}
