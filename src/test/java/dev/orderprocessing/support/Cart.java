package dev.orderprocessing.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An order as a storefront puts it together: unless said otherwise a guest of the web
 * shop who pays on delivery and accepts parts.
 */
public final class Cart {

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

	public static Cart of(String sku, int quantity) {
		return new Cart().and(sku, quantity);
	}

	public Cart and(String sku, int quantity) {
		return line(new LinkedHashMap<>(Map.of("sku", sku, "quantity", quantity)));
	}

	public Cart line(Map<String, Object> line) {
		this.lines.add(line);
		return this;
	}

	/** Adds something to the last line. */
	public Cart lineWith(String name, Object value) {
		this.lines.getLast().put(name, value);
		return this;
	}

	public Cart with(String name, Object value) {
		this.order.put(name, value);
		return this;
	}

	public Cart forCustomer(String id) {
		this.order.remove("customer");
		return with("customerId", id);
	}

	public Cart onAccountOf(String customer) {
		return forCustomer(customer).paidBy("INVOICE");
	}

	public Cart paidBy(String method) {
		return with("payment", Map.of("method", method));
	}

	public Cart paidByCard(String token) {
		return with("payment", Map.of("method", "CARD", "token", token));
	}

	public Cart inOneDelivery() {
		return with("delivery", Map.of("method", "STANDARD"));
	}

	public Map<String, Object> body() {
		return this.order;
	}

	public static Map<String, Object> address(String postalCode, String country) {
		return Map.of("name", "Grace Guest", "line1", "2 Side St", "city", "Berlin", "postalCode", postalCode,
				"country", country);
	}

	public static Map<String, Object> euros(String amount) {
		return Map.of("amount", amount, "currency", "EUR");
	}

}
