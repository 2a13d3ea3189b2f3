package dev.orderprocessing.orders;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * No answer quotes another channel's thing. Plants things in one channel whose numbers,
 * ids, names, texts and amounts are found nowhere else, then calls every operation of the
 * API document with keys of every role that are bound to the other channel, with ids of
 * both, and looks for them in whatever is answered. Grows with the document.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignThingsIT {

	private static final Pattern UUIDS = Pattern
		.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

	private static final Pattern NUMBERS = Pattern.compile("(?:SO|SH|INV)-[0-9-]+");

	private static final JsonMapper JSON = JsonMapper.shared();

	/** Amounts that nothing else costs, owes or may owe. */
	private static final String PRICE = "7391.13";

	private static final String LIMIT = "86420.97";

	private static final String SOURCE = "canary-shop";

	private final Map<Role, Caller> web = new EnumMap<>(Role.class);

	private final List<String> keys = new ArrayList<>();

	private final Set<String> canaries = new LinkedHashSet<>();

	private final Shop shop;

	private final Caller ops;

	private final Api api;

	private final JdbcClient jdbc;

	private final JsonNode document;

	private String sku = "";

	private String waitingSku = "";

	private String debtor = "";

	private String blocked = "";

	private Map<String, String> phoneThings = Map.of();

	private Map<String, String> webThings = Map.of();

	@Autowired
	ForeignThingsIT(Api api, JdbcClient jdbc) throws IOException {
		this.api = api;
		this.jdbc = jdbc;
		this.shop = Shop.demo(api.url());
		this.ops = api.asOps();
		this.document = JSON.readTree(Files.readString(Path.of("src/docs/openapi.json")));
	}

	@BeforeAll
	void plant() {
		for (Role role : Role.values()) {
			this.web.put(role, key("web-" + role, role, "WEB").caller());
		}
		Issued desk = key("canary-desk", Role.OPS, "PHONE");
		this.canaries.add("canary");
		this.canaries.add(desk.id());
		this.shop.admin()
			.post("/sources", Map.of("code", SOURCE, "channel", "PHONE", "name", "canary marketplace"))
			.ok();
		this.canaries.add(PRICE);
		this.canaries.add(LIMIT);
		this.sku = this.shop.product("10.00", 20);
		String dear = this.shop.product("7386.23", 9);
		this.waitingSku = this.shop.backorderable("10.00", 0);
		this.debtor = this.shop
			.customer(Map.of("paymentTermsDays", 30, "creditLimit", Map.of("amount", LIMIT, "currency", "EUR")));
		this.blocked = this.shop.blockedCustomer("canary reason");

		String delivered = delivered(desk.caller(), phone(Cart.of(dear, 1).paidByCard("tok_approve")));
		String owed = delivered(desk.caller(), phone(Cart.of(dear, 1).onAccountOf(this.debtor)));
		String reserved = placed(desk.caller(), phone(Cart.of(this.sku, 15)).with("source", SOURCE));
		String waiting = placed(desk.caller(), phone(Cart.of(this.waitingSku, 2)));
		String held = placed(desk.caller(), phone(Cart.of(this.sku, 1).with("note", "canary note")));
		desk.caller()
			.post("/orders/%s/hold".formatted(held), Map.of("type", "FRAUD", "reason", "canary suspicion"))
			.ok();
		for (String order : List.of(delivered, owed, reserved, waiting, held)) {
			plantedBy(order);
		}
		this.phoneThings = things(delivered, desk.id());
		String own = this.shop.place(Cart.of(this.sku, 1));
		this.webThings = things(own, this.keys.getFirst());
		String id = this.shop.order(delivered).at("/id");
		await().until(() -> this.ops.get("/events?order=" + id).ok().size("/items") > 5);
		await().until(() -> this.ops.get("/orders/%s/notifications".formatted(delivered)).ok().size("/items") > 0);
		plantedBy(delivered);
	}

	@AfterAll
	void revokeKeys() {
		this.keys.forEach((id) -> this.shop.admin().post("/api-keys/%s/revoke".formatted(id)).ok());
	}

	@Test
	void noOperationQuotesAThingOfAnotherChannel() {
		int calls = 0;
		for (Operation operation : operations()) {
			for (Map<String, String> things : List.of(this.phoneThings, this.webThings)) {
				for (String path : operation.paths(things)) {
					for (var caller : this.web.entrySet()) {
						for (String body : operation.bodies(this)) {
							assertQuotesNothing(caller.getKey(), path, body,
									operation.send(caller.getValue(), path, body));
							calls++;
						}
					}
				}
			}
		}
		assertThat(calls).isGreaterThan(1000);
	}

	/**
	 * What staff of the whole house see all the same, or the search would find nothing.
	 */
	@Test
	void whatWasPlantedIsThere() {
		String all = this.ops.get("/orders?channel=PHONE&limit=200").text()
				+ this.ops.get("/orders/%s/history".formatted(this.phoneThings.get("order"))).text()
				+ this.api.asFinance().get("/customers/" + this.debtor).text()
				+ this.api.asFinance().get("/customers/" + this.blocked).text()
				+ this.api.asAdmin().get("/api-keys?limit=200").text();
		assertThat(this.canaries).hasSizeGreaterThan(20);
		assertThat(all).contains("canary", PRICE, LIMIT, "canary reason", "canary suspicion", "canary-desk");
	}

	@Test
	void unitsThatOrdersOfAnotherChannelHoldAreCountedButNotNamed() {
		Map<String, Object> taking = Map.of("warehouse", "MAIN", "lines",
				List.of(Map.of("sku", this.sku, "quantity", -20)), "reason", "Count");
		Answer refused = staff(Role.OPS).post("/stock/adjustments", taking).refused(422, "INSUFFICIENT_STOCK");
		assertQuotesNothing(Role.OPS, "/stock/adjustments", "", refused);
		assertThat(refused.number("/reserved")).isGreaterThanOrEqualTo(17);
		assertThat(refused.each("/reservedFor", "/orderId"))
			.containsExactly(this.shop.order(this.webThings.getOrDefault("order", "")).at("/id"));
		assertThat(this.ops.post("/stock/adjustments", taking).refused(422, "INSUFFICIENT_STOCK").size("/reservedFor"))
			.isEqualTo(3);
		Map<String, Object> moving = Map.of("from", "MAIN", "to", "NORTH", "lines",
				List.of(Map.of("sku", this.sku, "quantity", 20)));
		assertQuotesNothing(Role.OPS, "/stock/transfers", "", staff(Role.OPS).post("/stock/transfers", moving));
	}

	@Test
	void whoIsServedByAReceiptIsNotToldToAnotherChannel() {
		Map<String, Object> receipt = Map.of("warehouse", "MAIN", "lines",
				List.of(Map.of("sku", this.waitingSku, "quantity", 1)));
		Answer bound = staff(Role.OPS).post("/stock/receipts?dryRun=true", receipt).ok();
		assertQuotesNothing(Role.OPS, "/stock/receipts", "", bound);
		bound.hasSize("/backordersServed", 0);
		this.ops.post("/stock/receipts?dryRun=true", receipt).ok().hasSize("/backordersServed", 1);
	}

	@Test
	void findingsNameNoOrderNoDebtAndNoReasonOfAnotherChannel() {
		String twice = this.shop.product("10.00", 9);
		String first = placed(this.ops, Cart.of(twice, 1).with("channel", "PHONE"));
		String second = this.shop.place(Cart.of(twice, 1));
		Answer found = finding(Role.STOREFRONT, second, "DUPLICATE");
		assertThat(found.at("/outcome")).isEqualTo("WARN");
		assertThat(found.text()).doesNotContain(first, this.shop.order(first).at("/id"));
		assertThat(this.shop.finding(second, "DUPLICATE").at("/evidence")).contains(first);

		String dear = this.shop.product("90000.00", 9);
		String credit = this.shop.place(Cart.of(dear, 1).onAccountOf(this.debtor));
		for (Role role : List.of(Role.STOREFRONT, Role.OPS, Role.FINANCE)) {
			Answer debt = finding(role, credit, "CREDIT");
			assertThat(debt.at("/outcome")).isEqualTo("FAIL");
			assertThat(debt.text()).doesNotContain(PRICE, LIMIT, "97396.03");
		}
		assertThat(this.shop.finding(credit, "CREDIT").at("/evidence")).contains(PRICE, LIMIT, "97396.03");

		String refused = this.shop.place(Cart.of(this.sku, 1).forCustomer(this.blocked));
		assertThat(finding(Role.STOREFRONT, refused, "CUSTOMER").at("/evidence"))
			.isEqualTo("Customer %s is blocked.".formatted(this.blocked));
		assertThat(this.shop.finding(refused, "CUSTOMER").at("/evidence")).contains("canary reason");
		for (String order : List.of(second, credit, refused)) {
			for (String part : List.of("", "/history", "/verification")) {
				Answer shown = staff(Role.OPS).get("/orders/%s%s".formatted(order, part)).ok();
				assertThat(shown.text()).doesNotContain(first, PRICE, LIMIT, "canary");
			}
		}
	}

	@Test
	void whatACustomerMayOweIsForTheWholeHouse() {
		for (Role role : Role.values()) {
			Answer shown = staff(role).get("/customers/" + this.debtor).ok();
			shown.lacks("/creditLimit").has("/paymentTermsDays", 30);
			staff(role).get("/customers/" + this.blocked).ok().lacks("/statusReason").has("/status", "BLOCKED");
		}
		Map<String, Object> changed = Map.of("name", "Ada Buyer", "email", "ada@example.org");
		assertThat(
				staff(Role.FINANCE).put("/customers/" + this.debtor, changed).refused(403, "FORBIDDEN").at("/detail"))
			.contains("WEB");
		staff(Role.FINANCE)
			.post("/customers", Map.of("name", "Ada", "email", "ada@example.org", "paymentTermsDays", 30))
			.refused(403, "FORBIDDEN");
		this.api.asFinance()
			.get("/customers/" + this.debtor)
			.ok()
			.has("/creditLimit/amount", LIMIT)
			.has("/paymentTermsDays", 30);
		this.api.asStorefront().get("/customers/" + this.debtor).ok().lacks("/creditLimit");
	}

	@Test
	void anAnswerIsRepeatedOnlyAfterTheChannelIsChecked() {
		String name = "shop-" + UUID.randomUUID();
		Caller before = key(name, Role.STOREFRONT, "PHONE").caller();
		Caller now = key(name, Role.STOREFRONT, "WEB").caller();
		UUID key = UUID.randomUUID();
		Map<String, Object> order = phone(Cart.of(this.sku, 1)).body();
		String number = before.post(key, "/orders", order).ok().at("/number");
		Answer refused = now.post(key, "/orders", order).refused(422, "IDEMPOTENCY_KEY_REUSED");
		assertThat(refused.text()).doesNotContain(number, "canary");
		before.post(key, "/orders", order).ok().hasHeader("Idempotency-Replayed", "true").has("/number", number);
	}

	/** What breaks a rule may belong to any channel. */
	@Test
	void theConsistencyReportGivesNoExamplesToOneChannel() {
		UUID parked = Ids.next();
		UUID event = this.jdbc
			.sql("SELECT id FROM event_log WHERE payload ->> 'channel' = 'PHONE' ORDER BY id DESC LIMIT 1")
			.query(UUID.class)
			.single();
		this.jdbc.sql("""
				INSERT INTO event_parked (id, consumer, event_id, error, summary, attempts, parked_at)
				VALUES (?, 'notifications', ?, 'canary', 'canary', 1, now())""").params(parked, event).update();
		try {
			for (Role role : List.of(Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN)) {
				Answer report = staff(role).get("/consistency").ok();
				assertThat(report.body().at("/invariants").valueStream().map((found) -> found.path("examples").size()))
					.containsOnly(0);
			}
			assertThat(staff(Role.OPS).get("/events/parked").ok().text()).doesNotContain("canary", parked.toString());
		}
		finally {
			this.jdbc.sql("DELETE FROM event_parked WHERE id = ?").param(parked).update();
		}
	}

	private void assertQuotesNothing(Role role, String path, String body, Answer answer) {
		String asked = URLEncoder.encode(path, StandardCharsets.UTF_8) + path + body;
		String told = answer.text() + answer.headers();
		List<String> quoted = this.canaries.stream()
			.filter((canary) -> told.contains(canary) && !asked.contains(canary))
			.toList();
		assertThat(quoted).as("what %s %s as %s quotes: %s", answer.request(), body, role, answer.text()).isEmpty();
		if (this.canaries.stream().anyMatch(path::contains) && !path.contains("?")) {
			assertThat(answer.status()).as("%s as %s: %s", answer.request(), role, answer.text()).isIn(400, 403, 404);
		}
	}

	private Answer finding(Role role, String order, String check) {
		return staff(role).get("/orders/%s/verification".formatted(order)).ok().item("/findings", "/check", check);
	}

	private Caller staff(Role role) {
		return java.util.Objects.requireNonNull(this.web.get(role));
	}

	private Issued key(String name, Role role, String channel) {
		Answer issued = this.shop.admin()
			.post("/api-keys", Map.of("name", name, "role", role, "channel", channel))
			.ok();
		this.keys.add(issued.at("/key/id"));
		return new Issued(issued.at("/key/id"), new Caller(this.shop.admin().url(), issued.at("/secret")));
	}

	private static Cart phone(Cart cart) {
		cart.with("channel", "PHONE")
			.with("externalReference", "canary-" + UUID.randomUUID())
			.with("metadata", Map.of("canary", "canary"));
		Map<String, Object> address = new LinkedHashMap<>(Cart.address("10115", "DE"));
		address.put("line1", "canary street");
		cart.with("shippingAddress", address);
		if (cart.body().containsKey("customer")) {
			cart.with("customer", Map.of("name", "Gwen canary", "email", "canary@example.org"));
		}
		return cart;
	}

	private static String placed(Caller caller, Cart cart) {
		return caller.post("/orders", cart.body()).ok().at("/number");
	}

	private String delivered(Caller desk, Cart cart) {
		String number = placed(desk, cart);
		this.shop.ops(number, "fulfill");
		this.shop.ops(number, "ship", Map.of("trackingNumber", "canary-" + number));
		this.shop.ops(number, "deliver", Map.of("proof", "canary signature"));
		if (!cart.body().containsKey("customer")) {
			return number;
		}
		this.shop.ops().post("/orders/%s/feedback".formatted(number), Map.of("rating", 1, "comment", "canary comment"));
		return number;
	}

	/** Every id and number that staff are told about an order. */
	private void plantedBy(String order) {
		for (String part : List.of("", "/history", "/verification", "/shipments", "/invoices", "/payments",
				"/notifications")) {
			String text = this.ops.get("/orders/%s%s".formatted(order, part)).text();
			collect(UUIDS.matcher(text));
			collect(NUMBERS.matcher(text));
		}
		this.canaries.remove(this.debtor);
		this.canaries.remove(this.blocked);
	}

	private void collect(Matcher found) {
		while (found.find()) {
			this.canaries.add(found.group());
		}
	}

	private Map<String, String> things(String order, String keyId) {
		Map<String, String> things = new LinkedHashMap<>();
		things.put("order", order);
		things.put("orderId", this.shop.order(order).at("/id"));
		things.put("invoice", this.ops.get("/orders/%s/invoices".formatted(order)).at("/items/0/number"));
		things.put("shipment", this.ops.get("/orders/%s/shipments".formatted(order)).at("/items/0/number"));
		things.put("externalReference", this.shop.order(order).at("/externalReference"));
		things.put("keyId", keyId);
		return things;
	}

	private List<Operation> operations() {
		List<Operation> operations = new ArrayList<>();
		this.document.path("paths")
			.propertyStream()
			.forEach((path) -> path.getValue()
				.propertyStream()
				.filter((operation) -> operation.getValue().has("operationId"))
				.forEach((operation) -> operations
					.add(new Operation(operation.getKey().toUpperCase(java.util.Locale.ROOT),
							path.getKey().substring("/api/v1".length()), operation.getValue()))));
		assertThat(operations).hasSizeGreaterThan(60);
		return operations;
	}

	private record Issued(String id, Caller caller) {
	}

	private record Operation(String method, String path, JsonNode described) {

		boolean isRead() {
			return this.method.equals("GET");
		}

		/** By number and by id; lists also by each of their filters. */
		List<String> paths(Map<String, String> things) {
			List<String> paths = new ArrayList<>(List.of(filled(things, "order")));
			if (this.path.contains("{order}")) {
				paths.add(filled(things, "orderId"));
			}
			if (this.isRead() && !this.path.contains("{")) {
				paths.add(this.path + "?limit=200");
				for (JsonNode parameter : this.described.path("parameters")) {
					String name = parameter.path("name").asString("");
					String value = filter(things, name);
					if (parameter.path("in").asString("").equals("query") && !value.isEmpty()) {
						paths.add("%s?%s=%s".formatted(this.path, name,
								URLEncoder.encode(value, StandardCharsets.UTF_8)));
					}
				}
			}
			return paths;
		}

		private static String filter(Map<String, String> things, String name) {
			return switch (name) {
				case "order", "orderId" -> things.getOrDefault("orderId", "");
				case "number" -> things.getOrDefault("order", "");
				case "externalReference" -> things.getOrDefault("externalReference", "");
				case "email", "customer" -> "canary@example.org";
				case "channel" -> "PHONE";
				case "source" -> SOURCE;
				case "query", "q" -> "canary";
				case "hold" -> "FRAUD";
				default -> "";
			};
		}

		private String filled(Map<String, String> things, String order) {
			String named = this.path.replace("{order}", thing(things, order))
				.replace("{invoice}", thing(things, "invoice"))
				.replace("{shipment}", thing(things, "shipment"))
				.replace("{source}", SOURCE)
				.replace("{currency}", "EUR")
				.replace("{country}", "DE")
				.replace("{category}", "STANDARD")
				.replace("{warehouse}", "MAIN")
				.replace("{sku}", "MUG-BLUE")
				.replace("{code}",
						this.path.startsWith("/warehouses") ? "MAIN"
								: this.path.startsWith("/delivery") ? "STANDARD" : "WELCOME10")
				.replace("{id}", thing(things, "keyId"));
			return named.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
		}

		private static String thing(Map<String, String> things, String name) {
			String thing = things.getOrDefault(name, "");
			return thing.isEmpty() ? "none" : thing;
		}

		/**
		 * Nothing, and the examples of the document with our goods in place of theirs.
		 */
		List<String> bodies(ForeignThingsIT test) {
			JsonNode content = this.described.at("/requestBody/content/application~1json");
			if (this.isRead() || content.isMissingNode()) {
				return List.of("");
			}
			List<String> bodies = new ArrayList<>(List.of("", "{}"));
			List<JsonNode> examples = new ArrayList<>();
			examples.add(content.path("example"));
			content.path("examples").valueStream().forEach((example) -> examples.add(example.path("value")));
			for (JsonNode example : examples) {
				if (!example.isMissingNode()) {
					String json = (example.isString() ? example.asString() : example.toString());
					bodies.add(json);
					bodies.add(json.replaceAll("\"sku\":\\s*\"[^\"]*\"", "\"sku\":\"%s\"".formatted(test.sku))
						.replaceAll("\"customerId\":\\s*\"[^\"]*\"", "\"customerId\":\"%s\"".formatted(test.debtor)));
				}
			}
			return bodies;
		}

		/** Orders of one's own are really changed; goods and prices only as if. */
		Answer send(Caller caller, String filled, String body) {
			if (this.isRead()) {
				return caller.get(filled);
			}
			return caller.command(this.method, filled + "?dryRun=true", body, "If-Match", "\"1\"");
		}

	}

}
