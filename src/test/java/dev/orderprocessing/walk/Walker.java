package dev.orderprocessing.walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import dev.orderprocessing.orders.DemoOrders;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.Shop;
import tools.jackson.databind.JsonNode;

/**
 * One of the people: does one thing after the other, whatever comes to mind, in the role
 * that it takes. One in ten things is tried first and one in ten sent twice, as an
 * impatient client does.
 */
final class Walker {

	private static final List<String> TOKENS = List.of("tok_approve", "tok_approve", "tok_approve", "tok_decline",
			"tok_timeout", "tok_timeout_decline", "tok_decline_capture", "tok_decline_void", "tok_timeout_capture",
			"tok_timeout_void");

	private static final List<String> COUPONS = List.of("WALK-ALL", "WALK-FEW", "WALK-SOME");

	private static final int RECENT = 60;

	private final World world;

	private final Shop shop;

	private final Random random;

	private final List<Deed> deeds;

	Walker(World world, long seed) {
		this.world = world;
		this.shop = world.shop();
		this.random = new Random(seed);
		this.deeds = deeds();
	}

	void walk(long until) {
		int sum = this.deeds.stream().mapToInt(Deed::weight).sum();
		while (System.nanoTime() < until) {
			int chosen = this.random.nextInt(sum);
			for (Deed deed : this.deeds) {
				chosen -= deed.weight();
				if (chosen < 0) {
					deed.deed().run();
					break;
				}
			}
		}
	}

	/** Everything that can be done, and how often it is. */
	private List<Deed> deeds() {
		Shop all = this.shop;
		return List.of(new Deed(30, this::place), new Deed(60, this::bringOn), new Deed(2, this::holdAtEachStop),
				new Deed(6, this::amend),
				new Deed(6, () -> onOrder(all.ops(), "verify", Map.of("override", flip(), "reason", "Walked by"))),
				new Deed(3,
						() -> onOrder(all.ops(), "hold",
								Map.of("type", one(List.of("OTHER", "STOCK")), "reason", "Wait"))),
				new Deed(3, () -> onOrder(flip() ? all.ops() : all.finance(), "release", Map.of())),
				new Deed(7, () -> onOrder(flip() ? all.ops() : all.storefront(), "cancel", some("lines"))),
				new Deed(4, () -> onOrder(all.ops(), "services", Map.of())),
				new Deed(14, () -> onOrder(all.ops(), "fulfill", some("lines"))),
				new Deed(14, () -> onOrder(all.ops(), "ship", some("lines"))),
				new Deed(12, () -> onOrder(all.ops(), "deliver", Map.of())),
				new Deed(2,
						() -> onOrder(all.ops(), "tracking",
								Map.of("trackingNumber", "T-" + this.random.nextInt(9999)))),
				new Deed(3, () -> onOrder(all.finance(), "invoice", Map.of())), new Deed(10, () -> pay(order())),
				new Deed(3, () -> onOrder(all.finance(), "confirm", Map.of())),
				new Deed(2, () -> onOrder(all.storefront(), "feedback", Map.of("rating", 1 + this.random.nextInt(5)))),
				new Deed(6, this::receive), new Deed(2, this::adjust), new Deed(2, this::transfer),
				new Deed(2, this::setLevels), new Deed(2, this::changePrice), new Deed(1, this::changeTax),
				new Deed(1, this::changeWarehouse), new Deed(1, this::changeCoupon), new Deed(1, this::changeCustomer),
				new Deed(1, this::changeDelivery), new Deed(1, this::issueKey), new Deed(4, this::read),
				new Deed(1, this::define));
	}

	private void place() {
		Cart cart = Cart.of(sku(), 1 + this.random.nextInt(4));
		for (int i = this.random.nextInt(3); i > 0; i--) {
			cart.and(sku(), 1 + this.random.nextInt(6));
		}
		if (this.random.nextInt(4) == 0) {
			cart.line(new LinkedHashMap<>(Map.of("sku", this.world.skus().get(1), "quantity", 1, "services",
					List.of(Map.of("code", "ENGRAVING", "text", "For Ada")))));
		}
		switch (this.random.nextInt(5)) {
			case 0, 1 -> cart.paidByCard(one(TOKENS));
			case 2 -> cart.onAccountOf(one(this.world.customers()));
			case 3 -> cart.paidBy("BANK_TRANSFER");
			default -> {
				// in cash
			}
		}
		if (this.random.nextInt(3) == 0) {
			cart.with("couponCodes", List.of(one(COUPONS)));
		}
		if (this.random.nextInt(4) == 0) {
			cart.inOneDelivery();
		}
		send(this.shop.storefront(), "POST", "/orders", "/orders", cart.body());
	}

	/** Does what comes next for an order, as staff do who work through a list. */
	private void bringOn() {
		String order = order();
		for (int steps = 1 + this.random.nextInt(4); steps > 0; steps--) {
			String next = this.shop.ops().get("/orders/" + order).at("/nextAction");
			switch (next) {
				case "" -> steps = 0;
				case "payments" -> pay(order);
				case "feedback" -> onOrder(this.shop.storefront(), order, next, Map.of("rating", 5));
				case "invoice", "confirm" -> onOrder(this.shop.finance(), order, next, Map.of());
				default -> onOrder(this.shop.ops(), order, next, Map.of());
			}
		}
	}

	/** What happens by itself is done by hand when the order was held at that moment. */
	private void holdAtEachStop() {
		Answer placed = send(this.shop.storefront(), "POST", "/orders", "/orders", Cart.of(sku(), 1).body());
		String order = placed.at("/number");
		if (!placed.at("/status").equals("VERIFIED")) {
			return;
		}
		onOrder(this.shop.ops(), order, "fulfill", Map.of());
		onOrder(this.shop.ops(), order, "ship", Map.of());
		onOrder(this.shop.ops(), order, "tracking", Map.of("trackingNumber", "T-" + this.random.nextInt(9999)));
		hold(order);
		onOrder(this.shop.ops(), order, "deliver", Map.of());
		onOrder(this.shop.ops(), order, "release", Map.of());
		onOrder(this.shop.finance(), order, "invoice", Map.of());
		hold(order);
		onOrder(this.shop.finance(), order, "payments", Map.of("method", "CASH_ON_DELIVERY"));
		onOrder(this.shop.ops(), order, "release", Map.of());
		onOrder(this.shop.finance(), order, "confirm", Map.of());
	}

	private void hold(String order) {
		onOrder(this.shop.ops(), order, "hold", Map.of("type", "OTHER", "reason", "Wait"));
	}

	private void amend() {
		String order = order();
		Answer now = this.shop.ops().get("/orders/" + order);
		Map<String, Object> change = new LinkedHashMap<>();
		switch (this.random.nextInt(4)) {
			case 0 -> change.put("note", "Note " + this.random.nextInt());
			case 1 -> change.put("shippingAddress", Cart.address("10117", "DE"));
			case 2 -> change.put("delivery", Map.of("partialDelivery", true));
			default -> {
				List<Object> lines = new ArrayList<>();
				for (JsonNode line : now.body().at("/lines")) {
					lines.add(Map.of("sku", line.at("/sku").asString(), "quantity", 1 + this.random.nextInt(5)));
				}
				lines.add(Map.of("sku", sku(), "quantity", 1));
				change.put("lines", lines);
			}
		}
		send(this.shop.ops(), "PATCH", "/orders/{order}", "/orders/" + order, change, "If-Match",
				now.header("ETag").orElse("\"0\""));
	}

	private void pay(String order) {
		switch (this.random.nextInt(4)) {
			case 0 -> onOrder(this.shop.finance(), order, "payments",
					Map.of("method", "BANK_TRANSFER", "amount", Cart.euros("1.00")));
			case 1 ->
				onOrder(this.shop.storefront(), order, "payments", Map.of("method", "CARD", "token", one(TOKENS)));
			case 2 -> onOrder(this.shop.ops(), order, "payments", Map.of("method", "CASH_ON_DELIVERY"));
			default -> onOrder(this.shop.finance(), order, "payments",
					Map.of("method", one(List.of("INVOICE", "BANK_TRANSFER"))));
		}
	}

	private void receive() {
		send(this.shop.ops(), "POST", "/stock/receipts", "/stock/receipts",
				Map.of("warehouse", warehouse(), "lines", units(1 + this.random.nextInt(20))));
	}

	private void adjust() {
		int units = this.random.nextInt(5) - 3;
		send(this.shop.ops(), "POST", "/stock/adjustments", "/stock/adjustments",
				Map.of("warehouse", warehouse(), "reason", "Counted", "lines", units((units == 0) ? 1 : units)));
	}

	private void transfer() {
		boolean south = flip();
		send(this.shop.ops(), "POST", "/stock/transfers", "/stock/transfers", Map.of("from", south ? "NORTH" : "MAIN",
				"to", south ? "MAIN" : "NORTH", "lines", units(1 + this.random.nextInt(5))));
	}

	private List<Map<String, Object>> units(int units) {
		return Stream.of(sku(), sku())
			.distinct()
			.map((sku) -> Map.<String, Object>of("sku", sku, "quantity", units))
			.toList();
	}

	private void setLevels() {
		send(this.shop.ops(), "PUT", "/stock/{sku}/{warehouse}/levels",
				"/stock/%s/%s/levels".formatted(sku(), warehouse()),
				Map.of("safetyStock", this.random.nextInt(3), "reorderPoint", this.random.nextInt(10)));
	}

	private void changePrice() {
		int number = this.random.nextInt(this.world.skus().size());
		send(this.shop.ops(), "PUT", "/products/{sku}", "/products/" + this.world.skus().get(number),
				World.product(number, "%d.%02d".formatted(5 + this.random.nextInt(10), this.random.nextInt(100))));
	}

	private void changeTax() {
		send(this.shop.admin(), "PUT", "/tax-rates/{country}/{category}", "/tax-rates/DE/STANDARD",
				Map.of("rate", one(List.of(19, 16))));
		send(this.shop.admin(), "PUT", "/currencies/{currency}", "/currencies/EUR",
				Map.of("pricesIncludeTax", this.random.nextInt(4) > 0));
	}

	private void changeWarehouse() {
		send(this.shop.ops(), "PUT", "/warehouses/{code}", "/warehouses/NORTH", Map.of("name", "North", "country", "DE",
				"priority", this.random.nextInt(5) + 1, "active", this.random.nextInt(4) > 0));
	}

	private void changeCoupon() {
		String code = one(COUPONS);
		Map<String, Object> terms = World.couponTerms(5 * (1 + this.random.nextInt(4)), this.random.nextInt(5) > 0);
		if (World.LIMITED.containsKey(code)) {
			terms.put("maxUses", World.LIMITED.get(code));
		}
		send(this.shop.admin(), "PUT", "/coupons/{code}", "/coupons/" + code, terms);
	}

	private void changeCustomer() {
		boolean blocked = this.random.nextInt(5) == 0;
		Map<String, Object> customer = new LinkedHashMap<>(
				Map.of("name", "Ada Buyer", "email", "ada@example.org", "paymentTermsDays", 14, "creditLimit",
						Cart.euros(flip() ? "500.00" : "5000.00"), "status", blocked ? "BLOCKED" : "ACTIVE"));
		if (blocked) {
			customer.put("statusReason", "Does not pay");
		}
		send(this.shop.finance(), "PUT", "/customers/{customer}", "/customers/" + one(this.world.customers()),
				customer);
	}

	private void changeDelivery() {
		send(this.shop.ops(), "PUT", "/delivery-methods/{code}", "/delivery-methods/EXPRESS",
				Map.of("name", "Express", "kind", "FLAT", "countries", List.of("DE"), "rates",
						List.of(Map.of("fee", Cart.euros("%d.90".formatted(5 + this.random.nextInt(5)))))));
	}

	private void issueKey() {
		Answer issued = send(this.shop.admin(), "POST", "/api-keys", "/api-keys",
				Map.of("name", "walker", "role", "PARTNER"));
		if (issued.status() == 201) {
			send(this.shop.admin(), "POST", "/api-keys/{id}/revoke",
					"/api-keys/%s/revoke".formatted(issued.at("/key/id")), "");
		}
	}

	/** New things of every kind. */
	private void define() {
		String name = UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
		Map<String, Object> product = World.product(0, "1.00");
		product.put("sku", "W-" + name);
		send(this.shop.ops(), "POST", "/products", "/products", product);
		Answer customer = send(this.shop.finance(), "POST", "/customers", "/customers",
				Map.of("name", "Ada Buyer", "email", "ada@example.org"));
		if (customer.isOk()) {
			send(this.shop.admin(), "POST", "/customers/{customer}/erase",
					"/customers/%s/erase".formatted(customer.at("/id")), "");
		}
		send(this.shop.finance(), "POST", "/guests/erase", "/guests/erase", Map.of("email", "ghost@example.org"));
		Map<String, Object> coupon = World.couponTerms(10, true);
		coupon.put("code", "W-" + name);
		send(this.shop.admin(), "POST", "/coupons", "/coupons", coupon);
		send(this.shop.ops(), "POST", "/warehouses", "/warehouses",
				Map.of("code", "W-" + name, "name", "Walker's", "country", "DE", "priority", 99));
		send(this.shop.ops(), "POST", "/delivery-methods", "/delivery-methods",
				Map.of("code", "W-" + name, "name", "By foot", "kind", "FLAT", "countries", List.of("DE"), "rates",
						List.of(Map.of("fee", Cart.euros("1.00")))));
		String source = "w-" + name.toLowerCase(java.util.Locale.ROOT);
		send(this.shop.admin(), "POST", "/sources", "/sources",
				Map.of("code", source, "channel", "WEB", "name", "Walker's"));
		send(this.shop.admin(), "PUT", "/sources/{source}", "/sources/" + source,
				Map.of("name", "Walker's", "active", this.random.nextBoolean()));
	}

	private void read() {
		String order = order();
		Caller caller = one(List.of(this.shop.ops(), this.shop.finance(), this.shop.storefront()));
		for (String path : List.of("/orders?limit=20", "/orders/" + order, "/orders/%s/history".formatted(order),
				"/orders/%s/verification".formatted(order), "/orders/%s/payments".formatted(order))) {
			this.world.note("GET", caller.get(path), false);
		}
	}

	private void onOrder(Caller caller, String command, Map<String, Object> body) {
		onOrder(caller, order(), command, body);
	}

	private void onOrder(Caller caller, String order, String command, Map<String, Object> body) {
		send(caller, "POST", "/orders/{order}/" + command, "/orders/%s/%s".formatted(order, command),
				body.isEmpty() ? "" : body);
	}

	private Answer send(Caller caller, String method, String operation, String path, Object body, String... headers) {
		String known = method + " " + operation;
		String key = UUID.randomUUID().toString();
		if (this.random.nextInt(10) == 0) {
			this.world.note(known, caller.command(method, path + "?dryRun=true", body, headers), true);
		}
		String[] keyed = java.util.Arrays.copyOf(headers, headers.length + 2);
		keyed[headers.length] = "Idempotency-Key";
		keyed[headers.length + 1] = key;
		Answer answer = caller.command(method, path, body, keyed);
		if (this.random.nextInt(10) == 0 || answer.status() == 503) {
			Answer again = caller.command(method, path, body, keyed);
			this.world.note(known + " again", again, true);
			boolean same = again.text().equals(answer.text())
					|| (answer.body().has("secret") && !again.body().has("secret"));
			if (answer.isOk() && again.isOk() && !same) {
				throw new AssertionError("%s answers %s, and again %s".formatted(path, answer.text(), again.text()));
			}
			answer = answer.isOk() ? answer : again;
		}
		this.world.note(known, answer, false);
		return answer;
	}

	/** Some units of the first line, or whatever is ready. */
	private Map<String, Object> some(String member) {
		return flip() ? Map.of()
				: Map.of(member, List.of(Map.of("lineNumber", 1, "quantity", 1 + this.random.nextInt(2))));
	}

	/** An order that something can still happen to, more likely a recent one. */
	private String order() {
		List<String> orders = this.world.orders();
		int known = orders.size();
		if (known == 0) {
			return DemoOrders.COMPLETE;
		}
		return orders.get(Math.max(0, known - 1 - this.random.nextInt(RECENT)));
	}

	private String sku() {
		return one(this.world.skus());
	}

	private String warehouse() {
		return flip() ? "MAIN" : "NORTH";
	}

	private <T> T one(List<T> of) {
		return of.get(this.random.nextInt(of.size()));
	}

	private boolean flip() {
		return this.random.nextBoolean();
	}

	private record Deed(int weight, Runnable deed) {
	}

}
