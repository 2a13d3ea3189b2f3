package dev.orderprocessing.customers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import dev.orderprocessing.journal.EventConsumers;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.RawRequest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What is left of people who asked to be forgotten. */
@IntegrationTest
class ErasureIT {

	/** Where a text of a request may stay, and why. */
	private static final Map<String, String> KEPT = Map.ofEntries(
			Map.entry("invoice.bill_to_name", "invoices stay until their retention ends"),
			Map.entry("invoice.bill_to_company", "invoices stay"), Map.entry("invoice.bill_to_line1", "invoices stay"),
			Map.entry("invoice.bill_to_line2", "invoices stay"), Map.entry("invoice.bill_to_city", "invoices stay"),
			Map.entry("invoice.bill_to_region", "invoices stay"),
			Map.entry("invoice.bill_to_postal_code", "invoices stay"),
			Map.entry("invoice.buyer_reference", "invoices stay"), Map.entry("invoice.buyer_vat_id", "invoices stay"),
			Map.entry("shipment.tracking_number", "the carrier's number proves that it was sent"),
			Map.entry("shipment.tracking_url", "the carrier's page of that number"),
			Map.entry("event_log.payload", "the carrier's number and page, see below"));

	private static final Set<String> CARRIERS = Set.of("post /orders/{order}/ship /trackingNumber",
			"post /orders/{order}/ship /trackingUrl", "post /orders/{order}/tracking /trackingNumber",
			"post /orders/{order}/tracking /trackingUrl");

	private final Shop shop;

	private final String url;

	private final JdbcClient jdbc;

	private final EventConsumers consumers;

	@Autowired
	ErasureIT(Api api, JdbcClient jdbc, EventConsumers consumers) {
		this.url = api.url();
		this.shop = Shop.demo(api.url());
		this.jdbc = jdbc;
		this.consumers = consumers;
	}

	@Test
	void nothingThatWasSaidOfACustomerIsLeft() {
		Canaries canaries = canaries();
		String customer = this.shop.finance()
			.post("/customers",
					canaries.request("post", "/customers",
							Map.of("name", "*", "email", "*@example.org", "paymentTermsDays", 30, "creditLimit",
									Cart.euros("5000.00"))))
			.ok()
			.at("/id");
		this.shop.finance()
			.put("/customers/" + customer,
					canaries.request("put", "/customers/{customer}",
							Map.of("name", "*", "email", "*@example.org", "phone", "+49 30 901820 *",
									"paymentTermsDays", 30)))
			.ok();
		Map<String, Object> buyer = new HashMap<>();
		buyer.put("customerId", customer);
		buyer.put("customer", null);
		String number = life(canaries, buyer, "INVOICE");

		String second = order(buyer, canaries, "INVOICE");
		String third = openOrder(customer);
		Answer refused = this.shop.finance().post("/customers/%s/erase".formatted(customer));
		assertThat(refused.refused(409, "PERSON_HAS_OPEN_ORDERS").text()).contains("with 2 orders",
				"Order %s is PLACED".formatted(second), "Order %s is".formatted(third));
		this.shop.ops(second, "cancel", canaries.request("post", "/orders/{order}/cancel", Map.of()));
		this.shop.ops(third, "cancel");
		this.consumers.runNow();
		assertThat(canaries.forgotten()).as("requests with text that this test should make").isEmpty();
		assertEverythingIsKept(canaries);
		assertThat(this.shop.finance().get("/customers/%s/export".formatted(customer)).ok().text())
			.contains("\"complete\":true", "\"buyerName\"", "\"mails\":[{", "\"feedback\":[{", number);

		this.shop.finance()
			.post("/customers/%s/erase".formatted(customer))
			.ok()
			.has("/orders", 3)
			.has("/complete", true)
			.has("/customerId", customer);

		assertNothingIsLeft(canaries);
		assertTheOrderStays(number);
		this.shop.finance().get("/customers/" + customer).ok().has("/name", "erased").hasSome("/erasedAt");
		Answer again = this.shop.finance().post("/customers/%s/erase".formatted(customer)).ok().has("/orders", 0);
		assertThat(again.at("/erasedAt"))
			.isEqualTo(this.shop.finance().get("/customers/" + customer).ok().at("/erasedAt"));
		Answer nobody = this.shop.storefront().post("/orders", Cart.of("MUG-BLUE", 1).forCustomer(customer).body());
		assertThat(nobody.refused(422, "UNKNOWN_CUSTOMER").text()).contains("was erased on");
		this.shop.finance().put("/customers/" + customer, Map.of("name", "Back Again")).refused(422, "RULE_VIOLATED");
	}

	@Test
	void nothingThatWasSaidOfAGuestIsLeft() {
		Canaries canaries = canaries();
		String email = "Guest-%s@Example.org".formatted(UUID.randomUUID());
		Map<String, Object> buyer = Map.of("customer",
				Map.of("name", "*", "email", email, "phone", "+49 30 901820 ext *"));
		String number = life(canaries, buyer, "CASH_ON_DELIVERY");
		this.consumers.runNow();
		assertEverythingIsKept(canaries);
		String other = email.toLowerCase(java.util.Locale.ROOT);
		this.shop.finance().post("/guests/export", Map.of("email", other)).ok().hasSize("/data/orders", 1);

		UUID key = UUID.randomUUID();
		Answer first = this.shop.finance().post(key, "/guests/erase", Map.of("email", other)).ok().has("/orders", 1);
		assertThat(this.shop.finance().post(key, "/guests/erase", Map.of("email", other)).text())
			.isEqualTo(first.text());

		assertNothingIsLeft(canaries);
		assertTheOrderStays(number);
		this.shop.storefront().post("/orders/%s/feedback".formatted(number), Map.of("rating", 1)).is(409);
		assertThat(this.jdbc.sql("SELECT count(*) FROM orders WHERE buyer_email ILIKE :email")
			.param("email", email)
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void aRepetitionAfterTheErasureDoesNothingAgain() {
		UUID key = UUID.randomUUID();
		Map<String, Object> person = Map.of("name", "Late Repeater", "email",
				"late-%s@example.org".formatted(UUID.randomUUID()));
		String customer = this.shop.finance().post(key, "/customers", person).ok().at("/id");
		this.shop.finance().post("/customers/%s/erase".formatted(customer)).ok();
		this.shop.finance().post(key, "/customers", person).refused(422, "ANSWER_ERASED");
		this.shop.finance().get("/customers?email=" + person.get("email")).ok().hasSize("/items", 0);
	}

	@Test
	void anExportIsNotKeptForRepetitions() {
		String email = "kept-%s@example.org".formatted(UUID.randomUUID());
		this.shop.placed(Cart.of("MUG-BLUE", 1).with("customer", Map.of("name", "Kay Kept", "email", email)));
		UUID key = UUID.randomUUID();
		this.shop.finance().post(key, "/guests/export", Map.of("email", email)).ok().hasSize("/data/orders", 1);
		assertThat(this.shop.finance().post(key, "/guests/export", Map.of("email", email)).ok().text())
			.doesNotContain(email);
	}

	@Test
	void aKeyOfAChannelForgetsAndShowsThatChannelOnly() {
		String email = "two-%s@example.org".formatted(UUID.randomUUID());
		Map<String, Object> guest = Map.of("name", "Two Channels", "email", email, "phone", "+49 30 901820");
		for (String channel : List.of("WEB", "PHONE")) {
			String number = this.shop.ops()
				.post("/orders", Cart.of("MUG-BLUE", 1).with("customer", guest).with("channel", channel).body())
				.ok()
				.at("/number");
			this.shop.ops(number, "cancel");
		}
		String secret = this.shop.admin()
			.post("/api-keys", Map.of("name", "phone-" + UUID.randomUUID(), "role", "FINANCE", "channel", "PHONE"))
			.ok()
			.at("/secret");
		Caller bound = new Caller(this.url, secret);
		bound.post("/guests/export", Map.of("email", email)).ok().hasSize("/data/orders", 1);
		bound.post("/guests/erase", Map.of("email", email)).ok().has("/orders", 1);
		this.shop.finance().post("/guests/export", Map.of("email", email)).ok().hasSize("/data/orders", 1);
		String customer = this.shop.customer(Map.of());
		bound.post("/customers/%s/erase".formatted(customer)).refused(403, "FORBIDDEN");
		bound.get("/customers/%s/export".formatted(customer)).refused(403, "FORBIDDEN");
	}

	@Test
	void whoIsErasedWhileOrderingIsEitherKeptOrOrdersNothing() {
		int erased = 0;
		for (int i = 0; i < 15; i++) {
			String customer = this.shop.customer(Map.of());
			var order = CompletableFuture.supplyAsync(
					() -> this.shop.storefront().post("/orders", Cart.of("MUG-BLUE", 1).forCustomer(customer).body()));
			var erasure = CompletableFuture
				.supplyAsync(() -> this.shop.finance().post("/customers/%s/erase".formatted(customer)));
			assertThat(order.join().isOk()).as("%s%n%s", order.join().text(), erasure.join().text())
				.isNotEqualTo(erasure.join().isOk());
			assertThat(order.join().status()).isIn(201, 422);
			assertThat(erasure.join().status()).isIn(200, 409);
			erased += erasure.join().isOk() ? 1 : 0;
		}
		assertThat(erased).isBetween(0, 15);
	}

	private Canaries canaries() {
		return new Canaries(new RawRequest("GET /v3/api-docs/all", "demo-ops").send(this.url).ok().body());
	}

	/** One order through everything that may be said on its way. */
	private String life(Canaries canaries, Map<String, Object> buyer, String method) {
		String number = order(buyer, canaries, method);
		String path = "/orders/" + number;
		Map<String, Object> change = new HashMap<>(
				Map.of("shippingAddress", Map.of("country", "DE"), "billingAddress", Map.of("country", "DE")));
		if (buyer.get("customer") instanceof Map<?, ?> guest) {
			change.put("customer", Map.of("email", String.valueOf(guest.get("email"))));
		}
		this.shop.ops()
			.patch(path, canaries.request("patch", "/orders/{order}", change), "If-Match",
					"\"%d\"".formatted(this.shop.order(number).number("/version")))
			.ok();
		say(number, canaries, "verify", Map.of("override", true));
		say(number, canaries, "hold", Map.of("type", "OTHER"));
		say(number, canaries, "release", Map.of());
		say(number, canaries, "cancel", Map.of("lines", List.of(Map.of("lineNumber", 1, "quantity", 1))));
		this.shop.ops(number, "services");
		this.shop.ops(number, "fulfill");
		say(number, canaries, "ship", Map.of("trackingUrl", "https://carrier.example/*"));
		say(number, canaries, "tracking", Map.of("trackingNumber", "*", "trackingUrl", "https://carrier.example/*"));
		say(number, canaries, "deliver", Map.of());
		this.shop.finance()
			.post(path + "/payments",
					canaries.request("post", "/orders/{order}/payments", Map.of("method", "BANK_TRANSFER")))
			.ok();
		this.shop.storefront()
			.post(path + "/feedback", canaries.request("post", "/orders/{order}/feedback", Map.of("rating", 5)))
			.ok();
		assertThat(this.shop.status(number)).isEqualTo("CONFIRMED");
		return number;
	}

	private void say(String number, Canaries canaries, String command, Map<String, Object> given) {
		this.shop.ops(number, command, canaries.request("post", "/orders/{order}/" + command, given));
	}

	/** An order that can't be verified without somebody's word. */
	private String order(Map<String, Object> buyer, Canaries canaries, String method) {
		Map<String, Object> order = new HashMap<>(Map.of("channel", "WEB", "currency", "EUR", "lines",
				List.of(Map.of("sku", "MUG-BLUE", "quantity", 2, "expectedUnitPrice", Cart.euros("1.00"), "services",
						List.of(Map.of("code", "ENGRAVING", "text", "*")))),
				"shippingAddress", Map.of("country", "DE"), "billingAddress", Map.of("country", "DE"), "delivery",
				Map.of("method", "STANDARD", "partialDelivery", true), "payment", Map.of("method", method)));
		order.putAll(buyer);
		return this.shop.storefront().post("/orders", canaries.request("post", "/orders", order)).ok().at("/number");
	}

	private String openOrder(String customer) {
		return this.shop.place(Cart.of("MUG-BLUE", 1).forCustomer(customer));
	}

	/** Else the test would look for what was never there. */
	private void assertEverythingIsKept(Canaries canaries) {
		Set<String> fields = canaries.found(this.jdbc)
			.stream()
			.map((found) -> found.substring(found.indexOf(": ") + 2))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(fields).containsAll(canaries.fields());
	}

	private void assertNothingIsLeft(Canaries canaries) {
		assertThat(canaries.found(this.jdbc)).as("texts of an erased person; erase them in the module's PersonalData")
			.allMatch((found) -> {
				String[] parts = found.split(": ", 2);
				return KEPT.containsKey(parts[0])
						&& (!parts[0].equals("event_log.payload") || CARRIERS.contains(parts[1]));
			});
	}

	private void assertTheOrderStays(String number) {
		this.shop.order(number)
			.has("/status", "CONFIRMED")
			.has("/customer/name", "erased")
			.has("/shippingAddress/country", "DE")
			.lacks("/note");
		Answer history = this.shop.ops().get("/orders/%s/history".formatted(number)).ok();
		assertThat(history.each("/items", "/command")).contains("hold", "erase");
		assertThat(history.item("/items", "/command", "hold").text()).doesNotContain("\"reason\":\"OTHER");
		assertThat(this.shop.admin().get("/consistency").ok().has("/sound", true).text()).contains("sound");
	}

}
