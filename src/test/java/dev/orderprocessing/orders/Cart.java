package dev.orderprocessing.orders;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An order as a storefront puts it together: unless said otherwise a guest of the web
 * shop who pays on delivery and accepts parts.
 */
final class Cart {

	private final Map<String, Object> order = new LinkedHashMap<>();

	private final List<Map<String, Object>> lines = new ArrayList<>();

	private Cart() {
		this.order.put("channel", "WEB");
		this.order.put("currency", "EUR");
		this.order.put("customer", Map.of("name", "Grace Guest", "email", "grace@example.org"));
		this.order.put("lines", this.lines);
		this.order.put("shippingAddress", address("10115", "DE"));
		this.order.put("delivery", Map.of("method", "STANDARD", "partialDelivery", true));
		this.order.put("payment", Map.of("method", "CASH_ON_DELIVERY"));
	}

	static Cart of(String sku, int quantity) {
		return new Cart().and(sku, quantity);
	}

	Cart and(String sku, int quantity) {
		return line(new LinkedHashMap<>(Map.of("sku", sku, "quantity", quantity)));
	}

	Cart line(Map<String, Object> line) {
		this.lines.add(line);
		return this;
	}

	/** Adds something to the last line. */
	Cart lineWith(String name, Object value) {
		this.lines.getLast().put(name, value);
		return this;
	}

	Cart with(String name, Object value) {
		this.order.put(name, value);
		return this;
	}

	Cart forCustomer(String id) {
		this.order.remove("customer");
		return with("customerId", id);
	}

	Cart onAccountOf(String customer) {
		return forCustomer(customer).paidBy("INVOICE");
	}

	Cart paidBy(String method) {
		return with("payment", Map.of("method", method));
	}

	Cart paidByCard(String token) {
		return with("payment", Map.of("method", "CARD", "token", token));
	}

	Cart inOneDelivery() {
		return with("delivery", Map.of("method", "STANDARD"));
	}

	Map<String, Object> body() {
		return this.order;
	}

	static Map<String, Object> address(String postalCode, String country) {
		return Map.of("name", "Grace Guest", "line1", "2 Side St", "city", "Berlin", "postalCode", postalCode,
				"country", country);
	}

	static Map<String, Object> euros(String amount) {
		return Map.of("amount", amount, "currency", "EUR");
	}

}
