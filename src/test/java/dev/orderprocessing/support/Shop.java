package dev.orderprocessing.support;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static dev.orderprocessing.support.Cart.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The people around an order, each with a key of their own, and the goods and buyers that
 * a test makes for itself.
 */
public record Shop(Caller storefront, Caller ops, Caller finance, Caller admin) {

	public static Shop demo(String url) {
		return new Shop(new Caller(url, "demo-storefront"), new Caller(url, "demo-ops"),
				new Caller(url, "demo-finance"), new Caller(url, "demo-admin"));
	}

	/** A new product at a price in EUR, tax included, with so many units in MAIN. */
	public String product(String price, int units) {
		return product(price, units, Map.of());
	}

	/** The same, but who comes too late may wait. */
	public String backorderable(String price, int units) {
		return product(price, units, Map.of("backorderable", true));
	}

	public String product(String price, int units, Map<String, Object> more) {
		String sku = "T-" + UUID.randomUUID().toString().substring(0, 13).toUpperCase(java.util.Locale.ROOT);
		Map<String, Object> product = new LinkedHashMap<>(
				Map.of("sku", sku, "name", "Test goods", "weightGrams", 100, "prices", List.of(euros(price))));
		product.putAll(more);
		this.ops.post("/products", product).ok();
		if (units > 0) {
			receive(sku, "MAIN", units);
		}
		return sku;
	}

	public Answer receive(String sku, String warehouse, int units) {
		return this.ops
			.post("/stock/receipts",
					Map.of("warehouse", warehouse, "lines", List.of(Map.of("sku", sku, "quantity", units))))
			.ok();
	}

	/** A new customer with 30 days to pay. */
	public String customerWithTerms() {
		return customer(Map.of("paymentTermsDays", 30));
	}

	/** Who is blocked and shares a phone with others has their orders held too. */
	public String blockedCustomer(String reason) {
		String own = UUID.randomUUID().toString();
		return customer(Map.of("email", own + "@example.org", "phone",
				"+49 151 " + Math.abs(own.hashCode() / 100 + 1000000), "status", "BLOCKED", "statusReason", reason));
	}

	public String customer(Map<String, Object> more) {
		Map<String, Object> customer = new LinkedHashMap<>(
				Map.of("name", "Ada Buyer", "email", "ada@example.org", "phone", "+49 30 901820"));
		customer.putAll(more);
		return this.finance.post("/customers", customer).ok().at("/id");
	}

	/** Places an order and returns its number. */
	public String place(Cart cart) {
		return placed(cart).at("/number");
	}

	public Answer placed(Cart cart) {
		return this.storefront.post("/orders", cart.body()).ok();
	}

	/** Places an order and packs all of it. */
	public String packed(Cart cart) {
		return taken(cart, "fulfill");
	}

	/** Places an order and sends all of it. */
	public String shipped(Cart cart) {
		return taken(cart, "fulfill", "ship");
	}

	/** Places an order that arrives, so that it is invoiced. */
	public String delivered(Cart cart) {
		return taken(cart, "fulfill", "ship", "deliver");
	}

	/** Places an order that arrives and is paid. */
	public String confirmed(Cart cart) {
		String number = delivered(cart);
		pay(number, Map.of());
		return number;
	}

	/** Places an order that somebody asks to wait with. */
	public String held(Cart cart) {
		String number = place(cart);
		ops(number, "hold", Map.of("type", "OTHER", "reason", "Asked to wait"));
		return number;
	}

	public String cancelled(Cart cart) {
		return taken(cart, "cancel");
	}

	private String taken(Cart cart, String... commands) {
		String number = place(cart);
		for (String command : commands) {
			ops(number, command);
		}
		return number;
	}

	public Answer order(String number) {
		return this.ops.get("/orders/" + number).ok();
	}

	public String status(String number) {
		return order(number).at("/status");
	}

	/** A command of the operations staff that works. */
	public Answer ops(String number, String command) {
		return this.ops.post("/orders/%s/%s".formatted(number, command)).ok();
	}

	public Answer ops(String number, String command, Object body) {
		return this.ops.post("/orders/%s/%s".formatted(number, command), body).ok();
	}

	public Answer pay(String number, Object body) {
		return this.finance.post("/orders/%s/payments".formatted(number), body).ok();
	}

	/** What verification found, by check. */
	public Answer finding(String number, String check) {
		return this.ops.get("/orders/%s/verification".formatted(number)).ok().item("/findings", "/check", check);
	}

	public int available(String sku) {
		return this.storefront.get("/stock/availability?sku=" + sku).ok().number("/items/0/availableToPromise");
	}

	/**
	 * The types of an order's events, once one of this type has come. The feed holds back
	 * what could still be overtaken by a running transaction.
	 */
	public List<String> eventsUntil(String type, String orderId) {
		await().atMost(Duration.ofSeconds(20)).until(() -> events(orderId).contains(type));
		return events(orderId);
	}

	private List<String> events(String orderId) {
		return this.ops.get("/events?order=" + orderId).ok().each("/items", "/type");
	}

	public void assertBooksAreExact() {
		Answer report = this.ops.get("/consistency").ok();
		assertThat(report.body().at("/invariants").valueStream().filter((found) -> found.at("/violations").asInt() > 0))
			.isEmpty();
		assertThat(report.at("/sound")).isEqualTo("true");
	}

}
