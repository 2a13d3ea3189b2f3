package dev.orderprocessing.platform.openapi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The committed document is the served one. Run with {@code -Dopenapi.update=true} to
 * write it anew.
 */
@IntegrationTest
class ApiDocumentIT {

	private static final Path COMMITTED = Path.of("src", "docs", "openapi.json");

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.INDENT_OUTPUT)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private final Api api;

	@Autowired
	ApiDocumentIT(Api api) {
		this.api = api;
	}

	@Test
	void isTheCommittedOne() throws Exception {
		String thisYears = JSON.writeValueAsString(JSON.readValue(document("all"), Object.class)) + "\n";
		String served = thisYears.replaceAll("\"INV-\\d{4}-", "\"INV-2026-");
		if (Boolean.getBoolean("openapi.update")) {
			Files.writeString(COMMITTED, served);
		}
		String committed = Files.readString(COMMITTED);
		int same = 0;
		while (same < Math.min(served.length(), committed.length()) && served.charAt(same) == committed.charAt(same)) {
			same++;
		}
		// the whole document would hide the difference
		assertThat(around(served, same))
			.as("%s is not what is served; if that is meant, run this test with -Dopenapi.update=true", COMMITTED)
			.isEqualTo(around(committed, same));
		assertThat(served.length()).isEqualTo(committed.length());
	}

	private static String around(String document, int place) {
		return document.substring(Math.max(0, place - 300), Math.min(document.length(), place + 300));
	}

	@Test
	void isOpenApi31() {
		assertThat(JSON.readTree(document("all")).path("openapi").asString()).startsWith("3.1");
	}

	@Test
	void describesEveryOperation() {
		Set<String> ids = new HashSet<>();
		for (JsonNode operation : operations("all")) {
			String id = operation.path("operationId").asString();
			assertThat(ids.add(id)).as("%s is unique", id).isTrue();
			assertThat(id).doesNotMatch(".*_\\d+");
			assertThat(operation.path("summary").asString("")).as("the summary of %s", id).isNotBlank();
			assertThat(operation.path("description").asString("")).as("the description of %s", id)
				.contains("Roles: ")
				.doesNotStartWith("Roles: ");
			assertThat(operation.path("tags").size()).as(id).isEqualTo(1);
			JsonNode body = operation.path("requestBody").path("content").path("application/json");
			if (!operation.path("requestBody").isMissingNode()) {
				assertThat(body.has("example") || body.has("examples")).as("%s has an example", id).isTrue();
			}
			assertThat(operation.path("responses").path("401").isMissingNode()).as(id).isFalse();
		}
	}

	/** The committed document has its keys sorted, so their order is looked at here. */
	@Test
	void standsInTheOrderOfTheWork() {
		JsonNode document = JSON.readTree(document("all"));
		assertThat(document.path("paths").propertyNames().stream().map((path) -> path.substring("/api/v1".length())))
			.as("a new path has its place")
			.containsExactly("/orders", "/orders/{order}", "/orders/{order}/hold", "/orders/{order}/release",
					"/orders/{order}/cancel", "/orders/{order}/history", "/orders/{order}/verification",
					"/orders/{order}/verify", "/orders/{order}/services", "/orders/{order}/fulfill",
					"/orders/{order}/ship", "/orders/{order}/deliver", "/orders/{order}/shipments",
					"/orders/{order}/tracking", "/shipments/{shipment}", "/orders/{order}/invoice",
					"/orders/{order}/invoices", "/orders/{order}/payments", "/invoices", "/invoices/{invoice}",
					"/invoices/{invoice}/document", "/payment-intents", "/orders/{order}/confirm",
					"/orders/{order}/notifications", "/orders/{order}/feedback", "/stock/availability", "/stock",
					"/stock/receipts", "/stock/adjustments", "/stock/transfers", "/stock/movements",
					"/stock/backorders", "/stock/{sku}/{warehouse}/levels", "/warehouses", "/warehouses/{code}",
					"/products", "/products/{sku}", "/customers", "/customers/{customer}",
					"/customers/{customer}/erase", "/customers/{customer}/export", "/guests/erase", "/guests/export",
					"/coupons", "/coupons/{code}", "/delivery-methods", "/delivery-methods/{code}", "/tax-rates",
					"/tax-rates/{country}/{category}", "/currencies", "/currencies/{currency}", "/events",
					"/events/parked", "/events/parked/{id}/retry", "/consistency", "/api-keys", "/api-keys/{id}/revoke",
					"/sources", "/sources/{source}");
		assertThat(document.path("tags").valueStream().map((tag) -> tag.path("name").asString())).containsExactly(
				"1. Placement", "2. Verification", "3. Fulfillment", "4. Shipping and delivery",
				"5. Invoicing and payment", "6. Confirmation and feedback", "Orders", "Stock", "Catalog", "Customers",
				"Prices, tax and delivery", "Events and consistency", "Administration");
		assertThat(underTag("1. Placement")).as("1. Placement").containsExactly("placeOrder");
		assertThat(underTag("2. Verification")).as("2. Verification").containsExactly("getVerification", "verifyOrder");
		assertThat(underTag("3. Fulfillment")).as("3. Fulfillment").containsExactly("completeServices", "fulfillOrder");
		assertThat(underTag("4. Shipping and delivery")).as("4. Shipping and delivery")
			.containsExactly("shipOrder", "deliverOrder", "getShipments", "trackOrder", "getShipment");
		assertThat(underTag("5. Invoicing and payment")).as("5. Invoicing and payment")
			.containsExactly("invoiceOrder", "getInvoices", "getPayments", "payOrder", "listInvoices", "getInvoice",
					"printInvoice", "listPaymentIntents");
		assertThat(underTag("6. Confirmation and feedback")).as("6. Confirmation and feedback")
			.containsExactly("confirmOrder", "listNotifications", "getFeedback", "giveFeedback");
		assertThat(underTag("Orders")).as("Orders")
			.containsExactly("listOrders", "getOrder", "amendOrder", "holdOrder", "releaseOrder", "cancelOrder",
					"getHistory");
	}

	private List<String> underTag(String tag) {
		return operations("all").stream()
			.filter((operation) -> operation.path("tags").path(0).asString().equals(tag))
			.map((operation) -> operation.path("operationId").asString())
			.toList();
	}

	/** Two records of one simple name would silently share one schema. */
	@Test
	void givesTheLinesOfEachThingASchemaOfTheirOwn() {
		JsonNode schemas = JSON.readTree(document("all")).path("components").path("schemas");
		assertThat(Stream.of("OrderView", "InvoiceView", "ShipmentView", "Receipt")
			.map((owner) -> schemas.path(owner).at("/properties/lines/items/$ref").asString())).doesNotHaveDuplicates();
		assertThat(schemas.at("/InvoiceLine/properties").propertyNames()).contains("lineNumber", "unitPrice", "gross");
		assertThat(schemas.at("/ShipmentLine/properties").propertyNames()).containsExactlyInAnyOrder("lineNumber",
				"sku", "quantity");
	}

	/** What the answer shows belongs to its status. */
	@Test
	void showsEachProblemAsItComes() {
		JsonNode document = JSON.readTree(document("all"));
		for (JsonNode operation : operations("all")) {
			operation.path("responses").forEachEntry((status, response) -> {
				JsonNode problem = response.path("content").path("application/problem+json");
				problem.path("examples").forEach((example) -> {
					String target = example.path("$ref").asString().substring("#".length());
					assertThat(document.at(target).at("/value/status").asString()).isEqualTo(status);
				});
				assertThat(problem.isMissingNode() || problem.has("examples")).isTrue();
			});
		}
	}

	/** A list that opens with a filter hides what somebody looks for. */
	@Test
	void fillsInNoOptionalQueryParameter() {
		for (JsonNode operation : operations("all")) {
			operation.path("parameters").forEach((parameter) -> {
				if (parameter.path("in").asString().equals("query") && !parameter.path("required").asBoolean()) {
					assertThat(Stream.of("/example", "/examples", "/schema/example", "/schema/examples",
							"/schema/default", "/schema/items/example"))
						.as("%s of %s", parameter.path("name"), operation.path("operationId"))
						.allMatch((place) -> parameter.at(place).isMissingNode());
					assertThat(parameter.path("description").asString("")).as("what %s is", parameter.path("name"))
						.isNotBlank();
				}
			});
		}
	}

	@Test
	void showsTheKeyFactsOfAnOrderFirst() {
		JsonNode order = JSON.readTree(document("all")).at("/components/schemas/OrderView/properties");
		assertThat(order.propertyNames()).startsWith("number", "status", "nextAction", "waitingFor", "totals");
		String shown = this.api.asOps().get("/orders/SO-100001").is(200).text();
		assertThat(JSON.readTree(shown).propertyNames()).startsWith("number", "status", "nextAction", "totals");
	}

	/** Nobody knows an order by its id; an event names it in its payload. */
	@Test
	void namesAnOrderByItsNumberWhereverItNamesItsId() {
		JSON.readTree(document("all")).at("/components/schemas").forEachEntry((name, schema) -> {
			if (schema.path("properties").has("orderId") && !name.equals("Event") && !name.equals("ServedBackorder")) {
				assertThat(schema.path("properties").propertyNames()).as(name).contains("orderNumber");
			}
		});
		for (String list : List.of("/payment-intents", "/orders/SO-100014/payments", "/orders/SO-100014/shipments",
				"/orders/SO-100014/invoices")) {
			JSON.readTree(this.api.asFinance().get(list).is(200).text())
				.path("items")
				.forEach((item) -> assertThat(item.path("orderNumber").asString("")).as("%s of %s", item, list)
					.matches(item.has("orderId") ? "SO-[0-9]+" : ""));
		}
		for (String list : List.of("/stock/movements", "/stock/backorders")) {
			JSON.readTree(this.api.asOps().get(list).is(200).text())
				.path("items")
				.valueStream()
				.filter((item) -> item.has("orderId"))
				.forEach((item) -> assertThat(item.path("orderNumber").asString("")).as(list).startsWith("SO-"));
		}
		assertThat(JSON.readTree(this.api.asOps().get("/orders/SO-100014/feedback").is(200).text())
			.path("orderNumber")
			.asString()).isEqualTo("SO-100014");
	}

	@Test
	void saysWhichCodesOfCarriersAreTaken() {
		JsonNode schemas = JSON.readTree(document("all")).at("/components/schemas");
		assertThat(schemas.at("/ShipOrder/properties/carrier/pattern").asString())
			.isEqualTo("^[A-Za-z0-9][A-Za-z0-9_-]{0,19}$");
	}

	@Test
	void thePageRunsItsOwnScriptsOnly() {
		for (String part : List.of("index.html", "swagger-initializer.js", "swagger-ui-bundle.js")) {
			String policy = this.api.anonymous()
				.look("/swagger-ui/" + part)
				.is(200)
				.header("Content-Security-Policy")
				.orElseThrow();
			assertThat(policy).as(part)
				.contains("default-src 'none'", "script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'");
		}
		assertThat(get("/swagger-ui/index.html")).doesNotContainPattern("<script(?![^>]*src=)")
			.doesNotContain("onload=");
	}

	@Test
	void offersEverythingBeforeTheAudiences() {
		assertThat(JSON.readTree(get("/v3/api-docs/swagger-config"))
			.path("urls")
			.valueStream()
			.map((url) -> url.path("name").asString()))
			.containsExactly("All operations", "Storefront", "Operations", "Finance", "Partners", "Administration");
	}

	@Test
	void showsEachAudienceItsOwnOperations() {
		for (String group : List.of("operations", "finance", "partners", "administration")) {
			assertThat(operations(group)).as(group).isNotEmpty();
		}
		assertThat(operations("partners"))
			.noneMatch((operation) -> operation.path("operationId").asString().equals("issueApiKey"));
	}

	@Test
	void sendsAFreshKeyInPlaceOfTheExample() {
		assertThat(get("/swagger-ui/swagger-initializer.js")).contains("requestInterceptor", ApiDocument.EXAMPLE_KEY);
	}

	private List<JsonNode> operations(String group) {
		List<JsonNode> operations = new ArrayList<>();
		JSON.readTree(document(group))
			.path("paths")
			.forEach((path) -> path.forEach((operation) -> operations.add(operation)));
		return operations;
	}

	private String document(String group) {
		return get("/v3/api-docs/" + group);
	}

	private String get(String path) {
		return this.api.anonymous().look(path).is(200).text();
	}

}
