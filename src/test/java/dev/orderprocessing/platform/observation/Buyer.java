package dev.orderprocessing.platform.observation;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Caller;

/** Makes something happen that shows in the metrics. */
record Buyer(Caller storefront, Caller ops, Caller finance) {

	private static final String ORDER = """
			{"channel":"WEB","currency":"EUR","customer":{"name":"Ada %2$s","email":"%2$s@example.org"},
			 "lines":[{"sku":"%1$s","quantity":%3$d%4$s}],
			 "shippingAddress":{"name":"Ada %2$s","line1":"1 Main St","city":"Berlin","postalCode":"10115","country":"DE"},
			 "delivery":{"method":"STANDARD","partialDelivery":true},"payment":{"method":"CASH_ON_DELIVERY"}}""";

	static Buyer at(String url) {
		return new Buyer(new Caller(url, "demo-storefront"), new Caller(url, "demo-ops"),
				new Caller(url, "demo-finance"));
	}

	/** A new product that may be backordered, with so many units. */
	String product(int units) {
		String sku = "T-" + UUID.randomUUID().toString().substring(0, 13).toUpperCase(java.util.Locale.ROOT);
		this.ops
			.post("/products", Map.of("sku", sku, "name", "Test goods", "weightGrams", 100, "backorderable", true,
					"prices", List.of(Map.of("amount", "10.00", "currency", "EUR"))))
			.ok();
		this.ops
			.post("/stock/receipts",
					Map.of("warehouse", "MAIN", "lines", List.of(Map.of("sku", sku, "quantity", units))))
			.ok();
		return sku;
	}

	Answer places(String sku, int quantity) {
		return this.storefront.post("/orders", order(sku, quantity)).ok();
	}

	/** Places an order whose price is not the one the buyer saw. */
	Answer placesAtAnotherPrice(String sku, String path) {
		return this.storefront
			.post(path,
					ORDER.formatted(sku, name(), 1,
							",\"expectedUnitPrice\":{\"amount\":\"9.00\",\"currency\":\"EUR\"}"))
			.ok();
	}

	static String order(String sku, int quantity) {
		return ORDER.formatted(sku, name(), quantity, "");
	}

	/** Everything up to the invoice; nothing is paid. */
	String getsAnInvoice(String sku) {
		String number = places(sku, 1).at("/number");
		for (String command : List.of("fulfill", "ship", "deliver")) {
			this.ops.post("/orders/%s/%s".formatted(number, command)).ok();
		}
		return number;
	}

	private static String name() {
		return "b" + UUID.randomUUID().toString().substring(0, 8);
	}

}
