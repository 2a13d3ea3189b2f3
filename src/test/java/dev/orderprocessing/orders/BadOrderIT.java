package dev.orderprocessing.orders;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.FreshDatabase;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Mutation;
import dev.orderprocessing.support.RawRequest;
import dev.orderprocessing.support.Shop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whatever a client sends to the order endpoints, it is told which field is wrong and
 * what would be accepted, and nothing is left behind. The fuzzer tries whatever can be
 * made of the examples.
 */
@IntegrationTest
@ContextConfiguration(initializers = FreshDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadOrderIT {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final List<String> TABLES = List.of("orders", "order_line", "order_hold", "order_history",
			"reservation", "backorder", "stock_movement", "idempotency_key", "event_log", "shipment", "invoice",
			"payment", "payment_intent");

	private final Api api;

	private final JdbcClient jdbc;

	private final DataSource database;

	private final Shop shop;

	/** The orders that the tables below name, by situation. */
	private final Map<String, String> orders = new LinkedHashMap<>();

	@Autowired
	BadOrderIT(Api api, JdbcClient jdbc, DataSource database) {
		this.api = api;
		this.jdbc = jdbc;
		this.database = database;
		this.shop = Shop.demo(api.url());
	}

	@BeforeAll
	void takeOrdersToTheirSituations() {
		String sku = this.shop.product("10.00", 1000);
		this.orders.put("placed", this.shop.place(Cart.of("LAMP-LAST", 100)));
		this.orders.put("verified", this.shop.place(Cart.of(sku, 3)));
		this.orders.put("account", this.shop.place(Cart.of(sku, 3).onAccountOf(this.shop.customerWithTerms())));
		this.orders.put("held", this.shop.held(Cart.of(sku, 1)));
		this.orders.put("packed", this.shop.packed(Cart.of(sku, 2)));
		this.orders.put("shipped", this.shop.shipped(Cart.of(sku, 2)));
		this.orders.put("cancelled", this.shop.cancelled(Cart.of(sku, 1)));
		this.orders.put("engraved", this.shop.place(
				Cart.of("MUG-BLUE", 1).lineWith("services", List.of(Map.of("code", "ENGRAVING", "text", "For Ada")))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					/lines/0/sku="NO-SUCH-SKU"                | 422 | UNKNOWN_PRODUCT         | /lines/0/sku              | GET /api/v1/products lists them
					/lines/0/sku="NO-SUCH-SKU";/delivery/method="SLED" | 422 | UNKNOWN_PRODUCT | /lines/0/sku             | GET /api/v1/delivery-methods lists them
					/lines/0/sku=""                           | 400 | INVALID_SKU             | /lines/0/sku              | such as MUG-BLUE
					/lines/0/sku="a b"                        | 400 | INVALID_SKU             | /lines/0/sku              | such as MUG-BLUE
					/lines/0/sku=5                            | 400 | WRONG_TYPE              | /lines/0/sku              | such as MUG-BLUE
					/lines/0/sku=null                         | 400 | REQUIRED                | /lines/0/sku              | must not be null
					/lines/0/quantity=0                       | 400 | OUT_OF_RANGE            | /lines/0/quantity         | from 1 to 1000000, such as 2
					/lines/0/quantity=-1                      | 400 | OUT_OF_RANGE            | /lines/0/quantity         | from 1 to 1000000, such as 2
					/lines/0/quantity=1.5                     | 400 | WRONG_TYPE              | /lines/0/quantity         | from 1 to 1000000, such as 2
					/lines/0/quantity=1e3                     | 400 | WRONG_TYPE              | /lines/0/quantity         | from 1 to 1000000, such as 2
					/lines/0/quantity="2"                     | 400 | WRONG_TYPE              | /lines/0/quantity         | from 1 to 1000000, such as 2
					/lines/0/quantity=true                    | 400 | WRONG_TYPE              | /lines/0/quantity         | from 1 to 1000000, such as 2
					/lines/0/quantity=1000001                 | 400 | OUT_OF_RANGE            | /lines/0/quantity         | from 1 to 1000000, such as 2
					/lines/0/quantity=2147483648              | 400 | WRONG_TYPE              | /lines/0/quantity         | from 1 to 1000000, such as 2
					/lines/0/quantity=1e999999999             | 400 | WRONG_TYPE              | /lines/0/quantity         | from 1 to 1000000, such as 2
					/lines/0/quantity=null                    | 400 | REQUIRED                | /lines/0/quantity         | must not be null
					/lines/0/expectedUnitPrice=12.9           | 400 | WRONG_TYPE              | /lines/0/expectedUnitPrice | such as {"amount":"12.90","currency":"EUR"}
					/lines/0/expectedUnitPrice="12.90"        | 400 | WRONG_TYPE              | /lines/0/expectedUnitPrice | such as {"amount":"12.90","currency":"EUR"}
					/lines/0/expectedUnitPrice={"amount":12.9,"currency":"EUR"}     | 400 | WRONG_TYPE       | /lines/0/expectedUnitPrice/amount   | such as "12.90"
					/lines/0/expectedUnitPrice={"amount":"12.900","currency":"EUR"} | 400 | WRONG_SCALE      | /lines/0/expectedUnitPrice/amount   | exactly 2 decimals, such as "12.90"
					/lines/0/expectedUnitPrice={"amount":"1e2","currency":"EUR"}    | 400 | INVALID_FORMAT   | /lines/0/expectedUnitPrice/amount   | such as "12.90"
					/lines/0/expectedUnitPrice={"amount":"1234567890123.00","currency":"EUR"} | 400 | INVALID_FORMAT | /lines/0/expectedUnitPrice/amount | such as "12.90"
					/lines/0/expectedUnitPrice={"amount":"12.90"}                   | 400 | REQUIRED         | /lines/0/expectedUnitPrice/currency | such as "EUR"
					/lines/0/expectedUnitPrice={"amount":"12.90","currency":"XXX"}  | 400 | UNKNOWN_CURRENCY | /lines/0/expectedUnitPrice/currency | such as EUR
					/lines/0/expectedUnitPrice={"amount":"12.90","currency":"eur"}  | 400 | UNKNOWN_CURRENCY | /lines/0/expectedUnitPrice/currency | such as EUR
					/lines/0/expectedUnitPrice={"amount":"9.50","currency":"GBP"}   | 422 | RULE_VIOLATED    | /lines/0/expectedUnitPrice/currency | The order is in EUR
					/lines/0/services=[{"code":"POLISHING"}]  | 422 | UNKNOWN_SERVICE         | /lines/0/services/0/code  | it is offered with: ENGRAVING
					/lines/0/services=[{"code":"GIFT-WRAP"},{"code":"GIFT-WRAP"}] | 422 | RULE_VIOLATED | /lines/0/services | once per line
					/lines/0/services=[{"code":" "}]          | 400 | REQUIRED                | /lines/0/services/0/code  | must not be blank
					/lines/0/services=[null]                  | 400 | REQUIRED                | /lines/0/services/0       | must not be null
					/lines/0/services={"code":"ENGRAVING"}    | 400 | WRONG_TYPE              | /lines/0/services         | must be a list
					/lines/0/services=["ENGRAVING"]           | 400 | WRONG_TYPE              | /lines/0/services/0       | must be an object with code, text
					/lines/0/qty=1                            | 400 | UNKNOWN_FIELD           | /lines/0/qty              | Known are
					/lines/0/Quantity=1                       | 400 | UNKNOWN_FIELD           | /lines/0/Quantity         | Did you mean quantity?
					/lines/0/services=[{"code":"ENGRAVING","txt":"A"}] | 400 | UNKNOWN_FIELD  | /lines/0/services/0/txt   | Did you mean text?
					/lines=[]                                 | 400 | REQUIRED                | /lines                    | must not be empty
					/lines=null                               | 400 | REQUIRED                | /lines                    | must not be empty
					/lines={}                                 | 400 | WRONG_TYPE              | /lines                    | must be a list
					/lines=[null]                             | 400 | REQUIRED                | /lines/0                  | must not be null
					/lines=[[]]                               | 400 | WRONG_TYPE              | /lines/0                  | must be an object with sku, quantity
					/currency="XXX"                           | 400 | UNKNOWN_CURRENCY        | /currency                 | such as EUR
					/currency="ZZZ"                           | 400 | UNKNOWN_CURRENCY        | /currency                 | such as EUR
					/currency="eur"                           | 400 | UNKNOWN_CURRENCY        | /currency                 | such as EUR
					/currency=978                             | 400 | WRONG_TYPE              | /currency                 | such as "EUR"
					/currency=null                            | 400 | REQUIRED                | /currency                 | must not be null
					/currency="CHF"                           | 422 | PRICE_NOT_AVAILABLE     | /lines/0/sku              | no price in CHF
					/channel="FAX"                            | 400 | WRONG_TYPE              | /channel                  | one of WEB, PHONE
					/channel="web"                            | 400 | WRONG_TYPE              | /channel                  | one of WEB, PHONE
					/channel=0                                | 400 | WRONG_TYPE              | /channel                  | one of WEB, PHONE
					/channel=null                             | 400 | REQUIRED                | /channel                  | must not be null
					/customer=null                            | 400 | EXACTLY_ONE             | /customerId               | either customerId
					/customerId="01900000-0000-7000-8000-0000000000ff" | 400 | EXACTLY_ONE    | /customerId               | not both
					/customer=null;/customerId="01900000-0000-7000-8000-0000000000ff" | 422 | UNKNOWN_CUSTOMER | /customerId | register the customer first
					/customer=null;/customerId="12"           | 400 | WRONG_TYPE              | /customerId               | a UUID such as
					/customer="Grace"                         | 400 | WRONG_TYPE              | /customer                 | must be an object with name, email, phone
					/customer/name="  "                       | 400 | REQUIRED                | /customer/name            | must not be blank
					/customer/email=7                         | 400 | WRONG_TYPE              | /customer/email           | a text in quotes
					/customer/email=null                      | 400 | REQUIRED                | /customer/email           | PHONE, IN_PERSON and MARKETPLACE
					/customer/phone=4930901820                | 400 | WRONG_TYPE              | /customer/phone           | a text in quotes
					/customer/mail="g@example.org"            | 400 | UNKNOWN_FIELD           | /customer/mail            | Did you mean email?
					/shippingAddress="Berlin"                 | 400 | WRONG_TYPE              | /shippingAddress          | such as {"name":"Ada Buyer"
					/shippingAddress=null                     | 400 | REQUIRED                | /shippingAddress          | must not be null
					/shippingAddress/country="Germany"        | 400 | UNKNOWN_COUNTRY         | /shippingAddress/country  | such as DE
					/shippingAddress/country="de"             | 400 | UNKNOWN_COUNTRY         | /shippingAddress/country  | such as DE
					/shippingAddress/country=49               | 400 | WRONG_TYPE              | /shippingAddress/country  | such as DE
					/shippingAddress/country="AQ"             | 422 | TAX_NOT_CONFIGURED      | /shippingAddress/country  | PUT /api/v1/tax-rates
					/shippingAddress/name=""                  | 400 | REQUIRED                | /shippingAddress/name     | may not be blank
					/shippingAddress/postalCode=10115         | 400 | WRONG_TYPE              | /shippingAddress/postalCode | a text in quotes
					/shippingAddress/zip="10115"              | 400 | UNKNOWN_FIELD           | /shippingAddress/zip      | Known are
					/billingAddress={"name":"A"}              | 400 | REQUIRED                | /billingAddress/line1     | line1 is required
					/delivery/method="SLED"                   | 422 | UNKNOWN_DELIVERY_METHOD | /delivery/method          | GET /api/v1/delivery-methods lists them
					/delivery/method=1                        | 400 | WRONG_TYPE              | /delivery/method          | a text in quotes
					/delivery="STANDARD"                      | 400 | WRONG_TYPE              | /delivery                 | must be an object with method, partialDelivery
					/delivery/partialDelivery="yes"           | 400 | WRONG_TYPE              | /delivery/partialDelivery | true or false
					/delivery/express=true                    | 400 | UNKNOWN_FIELD           | /delivery/express         | Known are
					/delivery=null                            | 400 | REQUIRED                | /delivery                 | must not be null
					/payment/method="BITCOIN"                 | 400 | WRONG_TYPE              | /payment/method           | one of CARD, INVOICE
					/payment={"method":"CARD"}                | 400 | REQUIRED                | /payment/token            | needs the card's token
					/payment/token="tok_approve"              | 400 | NOT_EXPECTED            | /payment/token            | Only payment by CARD has a token
					/payment/card="4111111111111111"          | 400 | UNKNOWN_FIELD           | /payment/card             | Known are
					/couponCodes=["NO-SUCH"]                  | 422 | COUPON_NOT_APPLICABLE   | /couponCodes/0            | leave it out
					/couponCodes=["WELCOME10","welcome10"]    | 422 | COUPON_NOT_APPLICABLE   | /couponCodes/1            | list it once
					/couponCodes=[""]                         | 400 | REQUIRED                | /couponCodes/0            | must not be blank
					/couponCodes="WELCOME10"                  | 400 | WRONG_TYPE              | /couponCodes              | must be a list
					/couponCodes=["A","B","C","D","E","F","G","H","I","J","K"] | 400 | WRONG_LENGTH | /couponCodes        | between 0 and 10
					/externalReference=5                      | 400 | WRONG_TYPE              | /externalReference        | a text in quotes
					/externalReference="a\\u0000b"             | 400 | INVALID_CHARACTER       | /externalReference        | U+0000
					/note="a\\u001bb"                          | 400 | INVALID_CHARACTER       | /note                     | U+001B
					/note="a\\ud800b"                          | 400 | INVALID_CHARACTER       | /note                     | send valid Unicode
					/note="a\\udc00"                           | 400 | INVALID_CHARACTER       | /note                     | send valid Unicode
					/customer/name="G\\u0007"                  | 400 | INVALID_CHARACTER       | /customer/name            | U+0007
					/shippingAddress/city="\\u0000"            | 400 | INVALID_CHARACTER       | /shippingAddress/city     | U+0000
					/metadata={"k":"\\u0000"}                  | 400 | INVALID_CHARACTER       | /metadata/k               | U+0000
					/metadata={"a":5}                         | 400 | WRONG_TYPE              | /metadata/a               | a text in quotes
					/metadata={"a":{"b":"c"}}                 | 400 | WRONG_TYPE              | /metadata/a               | a text in quotes
					/metadata={"a":null}                      | 400 | REQUIRED                | /metadata/a               | must not be null
					/metadata=[]                              | 400 | WRONG_TYPE              | /metadata                 | must be an object
					/extra={}                                 | 400 | UNKNOWN_FIELD           | /extra                    | Known are
					/shipingAddress={}                        | 400 | UNKNOWN_FIELD           | /shipingAddress           | Did you mean shippingAddress?
					/lines/0/sku=5;/currency="eur";/customer/email=1;/shippingAddress/country="D";/extra=1 | 400 | WRONG_TYPE | /lines/0/sku | 5 fields are not acceptable
					""")
	void refusesAPlacementAndSaysWhatWouldBeAccepted(String change, int status, String code, String pointer,
			String says) {
		refusesPlacement(Mutation.of(change).apply(placement()), status, code, pointer, says);
	}

	private void refusesPlacement(String body, int status, String code, String pointer, String says) {
		leavesNothingBehind(() -> {
			Answer answer = this.shop.ops().post("/orders", body);
			assertRefusal(answer, status, code, pointer);
			assertThat(answer.text().replace("\\\"", "\"")).contains(says);
		});
	}

	static Stream<Arguments> largeChanges() {
		Map<String, Object> entries = new LinkedHashMap<>();
		for (int i = 0; i < 21; i++) {
			entries.put("k" + i, "v");
		}
		List<Object> lines = new ArrayList<>();
		for (int i = 0; i < 1001; i++) {
			lines.add(Map.of("sku", "MUG-BLUE", "quantity", 1));
		}
		return Stream.of(Arguments.of("/note", "x".repeat(2001), "WRONG_LENGTH", "/note", "2000"),
				Arguments.of("/externalReference", "x".repeat(101), "WRONG_LENGTH", "/externalReference", "100"),
				Arguments.of("/customer/name", "x".repeat(101), "WRONG_LENGTH", "/customer/name", "100"),
				Arguments.of("/customer/email", "x".repeat(250) + "@example.org", "WRONG_LENGTH", "/customer/email",
						"254"),
				Arguments.of("/customer/phone", "1".repeat(101), "WRONG_LENGTH", "/customer/phone", "100"),
				Arguments.of("/shippingAddress/line1", "x".repeat(101), "TOO_LONG", "/shippingAddress/line1", "100"),
				Arguments.of("/metadata", entries, "WRONG_LENGTH", "/metadata", "20"),
				Arguments.of("/metadata", Map.of("k".repeat(41), "v"), "WRONG_LENGTH", "/metadata/" + "k".repeat(41),
						"40"),
				Arguments.of("/metadata", Map.of("k", "v".repeat(501)), "WRONG_LENGTH", "/metadata/k", "500"),
				Arguments.of("/metadata", Map.of(" ", "v"), "REQUIRED", "/metadata/", "must not be blank"),
				Arguments.of("/lines", lines, "WRONG_LENGTH", "/lines", "1000"),
				Arguments.of("/lines", lines.subList(0, 201), "TOO_MANY", "/lines", "at most 200 lines"),
				Arguments.of("/delivery/method", "x".repeat(41), "WRONG_LENGTH", "/delivery/method", "40"));
	}

	@ParameterizedTest
	@MethodSource("largeChanges")
	void refusesWhatIsTooLargeAndSaysHowMuchIsAllowed(String at, Object value, String code, String pointer,
			String says) {
		refusesPlacement(new Mutation(at, value).apply(placement()), 400, code, pointer, says);
	}

	@Test
	void refusesAnOrderWhoseTotalIsBeyondAllMeasure() {
		String dear = this.shop.product("999999999999.99", 0, Map.of("backorderable", true));
		List<Object> lines = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			lines.add(Map.of("sku", dear, "quantity", 1_000_000));
		}
		refusesPlacement(new Mutation("/lines", lines).apply(placement()), 422, "RULE_VIOLATED", "/lines",
				"Split it into several orders");
	}

	@Test
	void answersUnitsThatOverflowAnIntWithAnOrderThatWaits() {
		String sku = this.shop.product("0.01", 0);
		List<Object> lines = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			lines.add(Map.of("sku", sku, "quantity", 1_000_000));
		}
		String body = new Mutation("/lines", lines).apply(placement());
		Answer quote = this.shop.ops().post("/orders?dryRun=true", body);
		assertThat(quote.status()).as(quote.text()).isIn(201, 422);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"channel":"WEB"              | MALFORMED_BODY  | line 1
			{"channel":"WEB"} trailing    | MALFORMED_BODY  | not valid JSON
			{"channel":"WEB","channel":"API"} | MALFORMED_BODY | Duplicate
			{channel:WEB}                 | MALFORMED_BODY  | not valid JSON
			{"note":NaN}                  | MALFORMED_BODY  | not valid JSON
			{"note":"a\\qb"}               | MALFORMED_BODY  | not valid JSON
			``                            | MALFORMED_BODY  | needs a JSON body
			`   `                         | MALFORMED_BODY  | needs a JSON body
			null                          | MALFORMED_BODY  | needs a JSON body
			[]                            | INVALID_REQUEST | The body must be an object with channel
			[{"channel":"WEB"}]           | INVALID_REQUEST | The body must be an object with channel
			"WEB"                         | INVALID_REQUEST | The body must be an object with channel
			17                            | INVALID_REQUEST | The body must be an object with channel
			{}                            | INVALID_REQUEST | /channel
			""")
	void refusesABodyThatIsNoOrder(String body, String code, String says) {
		leavesNothingBehind(() -> {
			Answer answer = post("/api/v1/orders", body);
			assertProblem(answer.refused(400, code));
			assertThat(answer.text()).contains(says);
		});
	}

	@Test
	void refusesDeepNestingWhereverItStands() {
		for (String deep : List.of("[".repeat(5000) + "]".repeat(5000),
				"{\"a\":".repeat(5000) + "1" + "}".repeat(5000))) {
			leavesNothingBehind(() -> {
				assertProblem(post("/api/v1/orders", deep).refused(400, "MALFORMED_BODY"));
				assertProblem(
						post("/api/v1/orders", "{\"metadata\":{\"k\":" + deep + "}}").refused(400, "MALFORMED_BODY"));
			});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
			"application/xml", "application/merge-patch+json", "*/*", "nonsense" })
	void refusesAnotherMediaType(String type) {
		leavesNothingBehind(
				() -> assertProblem(new RawRequest("POST /api/v1/orders", "demo-ops").header("Idempotency-Key", fresh())
					.json(JSON.writeValueAsString(placement()))
					.header("Content-Type", type)
					.send(this.api.url())
					.refused(415, "UNSUPPORTED_MEDIA_TYPE")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					ops        | POST  | /orders/SO-999999/verify       | {}                                | 404 | NOT_FOUND          | | There is no order SO-999999; GET /api/v1/orders shows
					ops        | POST  | /orders/nonsense/cancel        | {}                                | 404 | NOT_FOUND          | | GET /api/v1/orders shows what there is
					ops        | POST  | /orders/01900000-0000-7000-8000-0000000000ff/ship | {}             | 404 | NOT_FOUND          | | GET /api/v1/orders shows what there is
					ops        | PATCH | /orders/SO-999999              | {"note":"x"}                      | 404 | NOT_FOUND          | | There is no order SO-999999; GET /api/v1/orders shows
					ops        | POST  | /orders/SO-999999/feedback     | {"rating":5}                      | 404 | NOT_FOUND          | | There is no order SO-999999; GET /api/v1/orders shows
					ops        | POST  | /orders/{verified}/frobnicate  | {}                                | 404 | NOT_FOUND          | | the API document
					ops        | PUT   | /orders/{verified}             | {}                                | 405 | METHOD_NOT_ALLOWED | | This path supports GET, PATCH
					ops        | GET   | /orders/{verified}/verify      | ``                                | 405 | METHOD_NOT_ALLOWED | | This path supports POST
					storefront | POST  | /orders/{verified}/fulfill     | {}                                | 403 | FORBIDDEN          | | This is for OPS
					finance    | POST  | /orders                        | {}                                | 403 | FORBIDDEN          | | This is for STOREFRONT, OPS
					ops        | POST  | /orders/{verified}/release     | {"holdId":"01900000-0000-7000-8000-0000000000ff"} | 409 | ACTION_NOT_ALLOWED | | It is not held
					ops        | POST  | /orders/{held}/release         | {"holdId":"01900000-0000-7000-8000-0000000000ff"} | 422 | UNKNOWN_HOLD | /holdId | GET /api/v1/orders
					ops        | POST  | /orders/{held}/release         | {"holdId":"1"}                    | 400 | WRONG_TYPE         | /holdId | a UUID such as
					ops        | POST  | /orders/{shipped}/deliver      | {"shipment":"SH-1"}               | 422 | UNKNOWN_SHIPMENT   | /shipment | it has: SH-
					ops        | POST  | /orders/{shipped}/deliver      | {"shipment":["SH-1"]}             | 400 | WRONG_TYPE         | /shipment | a text in quotes
					ops        | POST  | /orders/{packed}/ship          | {"warehouse":"NOWHERE"}           | 422 | QUANTITY_NOT_AVAILABLE | /warehouse | they wait in MAIN
					ops        | POST  | /orders/{packed}/ship          | {"carrier":"no such carrier!"}    | 400 | INVALID_REQUEST    | /carrier | such as DHL
					ops        | POST  | /orders/{packed}/ship          | {"trackingUrl":"javascript:alert(1)"} | 400 | INVALID_REQUEST | /trackingUrl | starts with https://
					ops        | POST  | /orders/{packed}/ship          | {"lines":[{"lineNumber":9,"quantity":1}]} | 422 | UNKNOWN_LINE | /lines/0/lineNumber | has lines 1 to 1
					ops        | POST  | /orders/{packed}/ship          | {"lines":[{"lineNumber":1,"quantity":3}]} | 422 | QUANTITY_NOT_AVAILABLE | /lines/0/quantity | has 2 units
					ops        | POST  | /orders/{packed}/ship          | {"lines":[{"lineNumber":1,"quantity":1.5}]} | 400 | WRONG_TYPE | /lines/0/quantity | from 1 to 1000000
					ops        | POST  | /orders/{packed}/ship          | {"lines":[{"lineNumber":0,"quantity":1}]} | 400 | OUT_OF_RANGE | /lines/0/lineNumber | greater than or equal to 1
					ops        | POST  | /orders/{packed}/ship          | {"lines":[]}                      | 400 | WRONG_LENGTH       | /lines | between 1 and 1000
					ops        | POST  | /orders/{verified}/fulfill     | {"lines":[{"lineNumber":2,"quantity":1}]} | 422 | UNKNOWN_LINE | /lines/0/lineNumber | has lines 1 to 1
					ops        | POST  | /orders/{verified}/fulfill     | {"lines":[{"lineNumber":1,"quantity":2},{"lineNumber":1,"quantity":2}]} | 422 | QUANTITY_NOT_AVAILABLE | /lines/1/quantity | 3 units
					ops        | POST  | /orders/{verified}/fulfill     | {"lines":[{"lineNumber":1,"quantity":1000000},{"lineNumber":1,"quantity":1000000}]} | 422 | QUANTITY_NOT_AVAILABLE | /lines/0/quantity | 3 units
					ops        | POST  | /orders/{verified}/fulfill     | {"line":[]}                       | 400 | UNKNOWN_FIELD      | /line | Did you mean lines?
					ops        | POST  | /orders/{verified}/cancel      | {"lines":[{"lineNumber":1,"quantity":4}]} | 422 | QUANTITY_NOT_AVAILABLE | /lines/0/quantity | 3 units
					ops        | POST  | /orders/{verified}/cancel      | {"reason":""}                     | 400 | WRONG_LENGTH       | /reason | between 1 and 500
					ops        | POST  | /orders/{engraved}/services    | {"lines":[2]}                     | 422 | UNKNOWN_LINE       | /lines/0 | has lines 1 to 1
					ops        | POST  | /orders/{engraved}/services    | {"lines":[1.5]}                   | 400 | WRONG_TYPE         | /lines/0 | a whole number
					ops        | POST  | /orders/{engraved}/fulfill     | {}                                | 409 | ACTION_NOT_ALLOWED | | Mark it done with the services action
					ops        | POST  | /orders/{verified}/hold        | {"type":"PAYMENT","reason":"x"}   | 400 | INVALID_REQUEST    | /type | use FRAUD
					ops        | POST  | /orders/{verified}/hold        | {"type":"LONG","reason":"x"}      | 400 | WRONG_TYPE         | /type | one of VERIFICATION
					ops        | POST  | /orders/{verified}/hold        | {"type":"OTHER"}                  | 400 | REQUIRED           | /reason | must not be blank
					ops        | POST  | /orders/{placed}/verify        | {"override":true}                 | 400 | INVALID_REQUEST    | /reason | An override needs a reason
					ops        | POST  | /orders/{placed}/verify        | {"override":"yes"}                | 400 | WRONG_TYPE         | /override | true or false
					ops        | POST  | /orders/{placed}/fulfill       | {}                                | 409 | ACTION_NOT_ALLOWED | | Verify it first
					ops        | POST  | /orders/{verified}/ship        | {}                                | 409 | ACTION_NOT_ALLOWED | | Fulfill the order first
					ops        | POST  | /orders/{verified}/deliver     | {}                                | 409 | ACTION_NOT_ALLOWED | | Ship packed units first
					ops        | POST  | /orders/{verified}/invoice     | {}                                | 409 | ACTION_NOT_ALLOWED | | Deliver a shipment first
					ops        | POST  | /orders/{verified}/confirm     | {}                                | 409 | ACTION_NOT_ALLOWED | | Take it through the stages
					ops        | POST  | /orders/{held}/fulfill         | {}                                | 409 | ACTION_NOT_ALLOWED | | Release the hold
					ops        | POST  | /orders/{shipped}/cancel       | {}                                | 409 | ACTION_NOT_ALLOWED | | delivered and invoiced
					ops        | POST  | /orders/{cancelled}/verify     | {}                                | 409 | ACTION_NOT_ALLOWED | | place a new one
					ops        | POST  | /orders/{verified}/invoice     | {"number":"1"}                    | 400 | UNKNOWN_FIELD      | /number | Leave it out
					ops        | POST  | /orders/{verified}/feedback    | {"rating":6}                      | 400 | OUT_OF_RANGE       | /rating | less than or equal to 5
					ops        | POST  | /orders/{verified}/feedback    | {"rating":"good"}                 | 400 | WRONG_TYPE         | /rating | a whole number
					ops        | POST  | /orders/{verified}/feedback    | {"rating":5}                      | 409 | ACTION_NOT_ALLOWED | | when the order is CONFIRMED
					finance    | POST  | /orders/{account}/payments     | {"amount":{"amount":"0.00","currency":"EUR"}}   | 422 | RULE_VIOLATED | /amount/amount | more than zero
					finance    | POST  | /orders/{account}/payments     | {"amount":{"amount":"-1.00","currency":"EUR"}}  | 422 | RULE_VIOLATED | /amount/amount | more than zero
					finance    | POST  | /orders/{account}/payments     | {"amount":{"amount":"9999.00","currency":"EUR"}} | 422 | PAYMENT_EXCEEDS_BALANCE | /amount/amount | at most the balance
					finance    | POST  | /orders/{account}/payments     | {"amount":{"amount":"10","currency":"JPY"}}     | 422 | RULE_VIOLATED | /amount/currency | is in EUR
					finance    | POST  | /orders/{account}/payments     | {"amount":{"amount":"10","currency":"EUR"}}     | 400 | WRONG_SCALE   | /amount/amount | exactly 2 decimals, such as "12.90"
					finance    | POST  | /orders/{account}/payments     | {"amount":10}                                   | 400 | WRONG_TYPE    | /amount | such as {"amount":"12.90","currency":"EUR"}
					finance    | POST  | /orders/{account}/payments     | {"method":"CARD"}                               | 400 | INVALID_REQUEST | /token | needs the token
					finance    | POST  | /orders/{account}/payments     | {"method":"BANK_TRANSFER","token":"tok_approve"} | 400 | INVALID_REQUEST | /token | Only payment by CARD has a token
					ops        | POST  | /orders/{account}/payments     | {"method":"BANK_TRANSFER"}                      | 403 | FORBIDDEN | /method | not by BANK_TRANSFER
					ops        | POST  | /orders/{shipped}/payments     | {}                                              | 409 | ACTION_NOT_ALLOWED | | Deliver a shipment first
					""")
	void refusesACommandAndSaysWhatWouldLiftIt(String who, String method, String path, String body, int status,
			String code, @Nullable String pointer, String says) {
		leavesNothingBehind(() -> {
			String target = known(path);
			var caller = switch (who) {
				case "storefront" -> this.shop.storefront();
				case "finance" -> this.shop.finance();
				default -> this.shop.ops();
			};
			Answer answer = switch (method) {
				case "GET" -> caller.get(target);
				case "PUT" -> caller.put(target, body);
				case "PATCH" -> caller.patch(target, body, "If-Match", "*");
				default -> caller.post(target, body);
			};
			assertRefusal(answer, status, code, pointer);
			assertThat(answer.text().replace("\\\"", "\"")).contains(says);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"lines":[{"sku":"NO-SUCH","quantity":1}]}   | 422 | UNKNOWN_PRODUCT         | /lines/0/sku
			{"lines":[{"sku":"MUG-BLUE","quantity":0}]}  | 400 | OUT_OF_RANGE            | /lines/0/quantity
			{"lines":[]}                                 | 400 | WRONG_LENGTH            | /lines
			{"lines":"none"}                             | 400 | WRONG_TYPE              | /lines
			{"delivery":{"method":"SLED"}}               | 422 | UNKNOWN_DELIVERY_METHOD | /delivery/method
			{"delivery":{"method":""}}                   | 400 | WRONG_LENGTH            | /delivery/method
			{"shippingAddress":{"country":"AQ"}}         | 400 | REQUIRED                | /shippingAddress/name
			{"billingAddress":5}                         | 400 | WRONG_TYPE              | /billingAddress
			{"currency":"USD"}                           | 400 | UNKNOWN_FIELD           | /currency
			{"note":"\\u0001"}                            | 400 | INVALID_CHARACTER       | /note
			{"lines":[{"lineNumber":9,"sku":"MUG-BLUE","quantity":1}]} | 422 | UNKNOWN_LINE | /lines/0/lineNumber
			{"lines":[{"lineNumber":0,"sku":"MUG-BLUE","quantity":1}]} | 400 | OUT_OF_RANGE | /lines/0/lineNumber
			{"couponCodes":["NO-SUCH"]}                  | 422 | COUPON_NOT_APPLICABLE   | /couponCodes/0
			{"payment":{"method":"CARD"}}                | 400 | INVALID_REQUEST         | /payment/token
			{"payment":{"method":"INVOICE","token":"t"}} | 400 | INVALID_REQUEST         | /payment/token
			{"customer":{"name":""}}                     | 400 | WRONG_LENGTH            | /customer/name
			""")
	void refusesAnAmendment(String body, int status, String code, String pointer) {
		leavesNothingBehind(() -> assertRefusal(
				this.shop.ops().patch(known("/orders/{verified}"), body, "If-Match", "*"), status, code, pointer));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"999"         | 412 | STALE_VERSION   | read it again
			W/"1"         | 400 | INVALID_REQUEST | one ETag as the service sent it
			"1", "2"      | 400 | INVALID_REQUEST | one ETag as the service sent it
			abc           | 400 | INVALID_REQUEST | one ETag as the service sent it
			"abc"         | 400 | INVALID_REQUEST | one ETag as the service sent it
			"-1"          | 400 | INVALID_REQUEST | one ETag as the service sent it
			``            | 400 | INVALID_REQUEST | one ETag as the service sent it
			"99999999999999999999999" | 400 | INVALID_REQUEST | one ETag as the service sent it
			""")
	void refusesAnIfMatchThatDoesNotHold(String ifMatch, int status, String code, String says) {
		for (String[] command : List.of(new String[] { "PATCH", "/orders/{verified}", "{\"note\":\"x\"}" },
				new String[] { "POST", "/orders/{verified}/cancel", "{}" },
				new String[] { "PUT", "/warehouses/NORTH",
						"{\"name\":\"N\",\"country\":\"DE\",\"priority\":2,\"active\":true}" },
				new String[] { "PUT", "/delivery-methods/EXPRESS",
						"{\"name\":\"E\",\"kind\":\"FLAT\",\"countries\":[\"DE\"],\"rates\":[{\"fee\":{\"amount\":\"9.90\",\"currency\":\"EUR\"}}]}" },
				new String[] { "PUT", "/products/MUG-WHITE", "{\"name\":\"Mug\",\"prices\":[]}" },
				new String[] { "PUT", "/coupons/WELCOME10", "{\"kind\":\"PERCENT\",\"percent\":10}" },
				new String[] { "PUT", "/customers/01900000-0000-7000-8000-000000000001",
						"{\"name\":\"Ada Buyer\",\"email\":\"ada@example.org\"}" })) {
			leavesNothingBehind(() -> {
				Answer answer = new RawRequest(command[0] + " /api/v1" + known(command[1]), "demo-ops")
					.header("If-Match", ifMatch)
					.json(command[2])
					.send(this.api.url())
					.refused(status, code);
				assertProblem(answer);
				assertThat(answer.each("/errors", "/parameter")).as(answer.text()).containsExactly("If-Match");
				assertThat(answer.at("/detail")).contains(says);
			});
		}
	}

	@Test
	void asksForAnIfMatchWithAnAmendment() {
		leavesNothingBehind(() -> {
			Answer answer = this.shop.ops()
				.patch(known("/orders/{verified}"), Map.of("note", "x"))
				.refused(428, "PRECONDITION_REQUIRED");
			assertThat(answer.each("/errors", "/parameter")).containsExactly("If-Match");
		});
	}

	@ParameterizedTest
	@MethodSource("badKeys")
	void refusesAKeyThatIsNone(String key) {
		leavesNothingBehind(() -> {
			Answer answer = new RawRequest("POST /api/v1/orders", "demo-ops").header("Idempotency-Key", key)
				.json(JSON.writeValueAsString(placement()))
				.send(this.api.url());
			assertProblem(answer);
			assertThat(answer.status()).as(answer.text()).isEqualTo(400);
		});
	}

	static Stream<String> badKeys() {
		return Stream.of("", " ", "x".repeat(201), "a b", "a\u0000b", "a\u0001b", "a\u007fb", "schl\u00fcssel",
				"\u00ed\u00a0\u0080", "a\tb");
	}

	@Test
	void asksForAKey() {
		leavesNothingBehind(() -> {
			Answer answer = post("/api/v1/orders", JSON.writeValueAsString(placement()), new String[0]).refused(400,
					"IDEMPOTENCY_KEY_REQUIRED");
			assertThat(answer.at("/detail")).contains("new random value");
		});
	}

	@Test
	void repeatsTheAnswerForARepeatedKeyAndRefusesAReusedOne() {
		UUID key = UUID.randomUUID();
		Answer first = this.shop.ops().post(key, "/orders", placement()).ok();
		leavesNothingBehind(() -> {
			Answer again = this.shop.ops().post(key, "/orders", placement()).ok();
			assertThat(again.text()).isEqualTo(first.text());
			assertThat(again.header("Idempotency-Replayed")).contains("true");
			Answer other = this.shop.ops()
				.post(key, "/orders", new Mutation("/lines/0/quantity", 7).apply(placement()))
				.refused(422, "IDEMPOTENCY_KEY_REUSED");
			assertThat(other.each("/errors", "/parameter")).containsExactly("Idempotency-Key");
			assertThat(other.at("/detail")).contains("send a new key");
		});
		UUID unused = UUID.randomUUID();
		leavesNothingBehind(() -> this.shop.ops()
			.post(unused, "/orders", Map.of("channel", "WEB"))
			.refused(400, "INVALID_REQUEST"));
		this.shop.ops().post(unused, "/orders", placement()).ok();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			limit=0           | limit  | from 1 to 200
			limit=201         | limit  | from 1 to 200
			limit=-1          | limit  | from 1 to 200
			limit=abc         | limit  | a whole number
			limit=1.5         | limit  | a whole number
			limit=            | limit  | give it a value or leave it out
			limit=99999999999 | limit  | a whole number
			limit=%00         | limit  | U+0000
			limit=1&limit=2   | limit  | give it once
			limit=%FF         | limit  | percent-encoded
			limt=1            | limt   | Did you mean limit?
			{cursor}=         | {cursor} | give it a value or leave it out
			{cursor}=garbage  | {cursor} | nextCursor
			{cursor}=%F0%9F%A6%86 | {cursor} | nextCursor
			{cursor}=b3RoZXJ8MQ | {cursor} | nextCursor
			""")
	void refusesABadPageOfEveryList(String query, String parameter, String says) {
		Map<String, String> lists = lists();
		assertThat(lists).hasSizeGreaterThan(12).containsKey("/api/v1/orders");
		lists.forEach((path, cursor) -> {
			Answer answer = new RawRequest("GET " + path + "?" + query.replace("{cursor}", cursor), "demo-admin")
				.send(this.api.url());
			if (answer.status() == 403) {
				answer = new RawRequest("GET " + path + "?" + query.replace("{cursor}", cursor), "demo-ops")
					.send(this.api.url());
			}
			assertThat(answer.status()).as("%s: %s", path, answer.text()).isEqualTo(400);
			assertProblem(answer);
			assertThat(answer.each("/errors", "/parameter")).as("%s: %s", path, answer.text())
				.contains(parameter.replace("{cursor}", cursor));
			assertThat(answer.text()).as(path).contains(says);
		});
	}

	/** Every list of the API with the name of its cursor. */
	private Map<String, String> lists() {
		Map<String, String> lists = new LinkedHashMap<>();
		document().path("paths").propertyStream().forEach((path) -> {
			List<String> names = path.getValue()
				.at("/get/parameters")
				.valueStream()
				.map((parameter) -> parameter.path("name").asString())
				.toList();
			if (names.contains("limit")) {
				lists.put(known(path.getKey().replace("{order}", "{verified}")),
						names.contains("cursor") ? "cursor" : "after");
			}
		});
		return lists;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/orders?status=SHIPED            | status       | one of PLACED
			/orders?status=                  | status       | leave it out
			/orders?customer=12              | customer     | a UUID such as
			/orders?channel=FAX              | channel      | one of WEB
			/orders?sku=a%20b                | sku          | such as MUG-BLUE
			/orders?sku=%C3%BC               | sku          | such as MUG-BLUE
			/orders?hold=YES                 | hold         | one of VERIFICATION
			/orders?placedFrom=yesterday     | placedFrom   | a time such as
			/orders?placedFrom=2026-11-24    | placedFrom   | a time such as
			/orders?placedFrom=%2B999999999-12-31T23:59:59Z   | placedFrom   | years 1 to 9999
			/orders?placedBefore=-999999999-01-01T00:00:00Z   | placedBefore | years 1 to 9999
			/orders?number=%00               | number       | U+0000
			/orders?externalReference=%1B    | externalReference | U+001B
			/orders?externalReference=%ED%A0%80 | externalReference | percent-encoded
			/orders?colour=blue              | colour       | Known are
			/orders?status=PLACED&status=VERIFIED | status  | give it once
			/orders/{verified}?fields=all    | fields       | Leave it out
			/events?order={verified}         | order        | a UUID such as
			/events?types=no%20type          | types        | such as OrderConfirmed
			""")
	void refusesAFilterThatCannotBeMeant(String path, String parameter, String says) {
		Answer answer = new RawRequest("GET /api/v1" + known(path), "demo-ops").send(this.api.url());
		assertThat(answer.status()).as(answer.text()).isEqualTo(400);
		assertProblem(answer);
		assertThat(answer.each("/errors", "/parameter")).as(answer.text()).contains(parameter);
		assertThat(answer.text()).contains(says);
	}

	/** Whether or not such a path can be read, it names no order. */
	@ParameterizedTest
	@ValueSource(strings = { "%00", "%01", "%1B", "%7F", "%C2%85", "%FF", "%ED%A0%80", "%zz", "%", "%2F", "%5C", "%3B",
			"a%0D%0Ab", "%F0%9F%A6%86", "..", "%25", "SO-%2500", "SO-100001%00" })
	void answersAnyPathWithAProblem(String segment) {
		leavesNothingBehind(() -> {
			for (String line : List.of("GET /api/v1/orders/" + segment,
					"POST /api/v1/orders/%s/cancel".formatted(segment), "GET /api/v1/invoices/" + segment,
					"GET /api/v1/shipments/" + segment, "GET /api/v1/coupons/" + segment,
					"GET /api/v1/products/" + segment, "GET /api/v1/delivery-methods/" + segment)) {
				Answer answer = new RawRequest(line, "demo-ops").send(this.api.url());
				assertThat(answer.status()).as("%s: %s", line, answer.text()).isIn(400, 404, 405);
				assertProblem(answer);
			}
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					/coupons    | {"code":"FAR","kind":"PERCENT","percent":5,"validUntil":"+999999999-12-31T23:59:59Z"} | /validUntil
					/coupons    | {"code":"FAR","kind":"PERCENT","percent":5,"validFrom":"-999999999-01-01T00:00:00Z"}  | /validFrom
					/api-keys   | {"name":"far","role":"OPS","expiresAt":"+999999999-12-31T23:59:59Z"}                  | /expiresAt
					""")
	void refusesATimeBeyondAllCalendars(String path, String body, String pointer) {
		leavesNothingBehind(() -> {
			Answer answer = this.shop.admin().post(path, body);
			assertRefusal(answer, 400, "OUT_OF_RANGE", pointer);
			assertThat(answer.at("/detail")).contains("years 1 to 9999");
		});
	}

	@Test
	void tellsTheSecondOfTwoRacingPlacementsThatTheReferenceIsTaken() throws Exception {
		Mutation reference = new Mutation("/externalReference", "RACE-" + fresh());
		List<Future<Answer>> answers = new ArrayList<>();
		try (Connection connection = this.database.getConnection();
				Statement statement = connection.createStatement();
				ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			connection.setAutoCommit(false);
			statement.execute("LOCK TABLE orders IN EXCLUSIVE MODE");
			for (String sku : List.of("MUG-BLUE", "MUG-GREEN")) {
				String body = reference.apply(Cart.of(sku, 1).body());
				answers.add(executor.submit(() -> this.shop.ops().post("/orders", body)));
			}
			await().atMost(Duration.ofSeconds(4)).until(() -> waiting(statement) == 2);
			connection.rollback();
		}
		Answer first = answers.get(0).get();
		Answer second = answers.get(1).get();
		Answer loser = first.isOk() ? second : first;
		(first.isOk() ? first : second).ok();
		assertRefusal(loser, 409, "DUPLICATE_EXTERNAL_REFERENCE", "/externalReference");
		assertThat(loser.at("/detail")).contains("same Idempotency-Key");
	}

	private static int waiting(Statement statement) throws SQLException {
		try (var rows = statement
			.executeQuery("SELECT count(*) FROM pg_locks WHERE relation = 'orders'::regclass AND NOT granted")) {
			return rows.next() ? rows.getInt(1) : 0;
		}
	}

	private static Map<String, Object> placement() {
		return Cart.of("MUG-BLUE", 1).body();
	}

	private String known(String path) {
		String result = path;
		for (var order : this.orders.entrySet()) {
			result = result.replace("{" + order.getKey() + "}", order.getValue());
		}
		return result;
	}

	private JsonNode document() {
		String text = new RawRequest("GET /v3/api-docs/all", "demo-admin").send(this.api.url()).ok().text();
		return JSON.readTree(text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1));
	}

	private Answer post(String path, String body) {
		return post(path, body, "Idempotency-Key", fresh());
	}

	private Answer post(String path, String body, String... headers) {
		RawRequest request = new RawRequest("POST " + path, "demo-ops");
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return (body.isEmpty() ? request : request.json(body)).send(this.api.url());
	}

	private static String fresh() {
		return UUID.randomUUID().toString();
	}

	@AfterAll
	void theBooksAreExact() {
		this.shop.assertBooksAreExact();
	}

	private void leavesNothingBehind(Runnable attempt) {
		Map<String, Integer> before = rows();
		attempt.run();
		assertThat(rows()).isEqualTo(before);
	}

	private Map<String, Integer> rows() {
		Map<String, Integer> rows = new LinkedHashMap<>();
		TABLES.forEach((table) -> rows.put(table,
				this.jdbc.sql("SELECT count(*) FROM " + table).query(Integer.class).single()));
		return rows;
	}

	/** The code is that of the problem or, for a 400, that of the field. */
	private static void assertRefusal(Answer answer, int status, String code, @Nullable String pointer) {
		assertProblem(answer);
		assertThat(answer.status()).as(answer.text()).isEqualTo(status);
		if (pointer == null) {
			assertThat(answer.at("/code")).as(answer.text()).isEqualTo(code);
			return;
		}
		assertThat(answer.each("/errors", "/pointer")).as(answer.text()).contains(pointer);
		int index = answer.each("/errors", "/pointer").indexOf(pointer);
		assertThat(List.of(answer.at("/code"), answer.each("/errors", "/code").get(index))).as(answer.text())
			.contains(code);
	}

	private static void assertProblem(Answer answer) {
		assertThat(answer.header("Content-Type").orElse("")).as(answer.text()).startsWith("application/problem+json");
		for (String member : List.of("/type", "/title", "/detail", "/code", "/traceId")) {
			assertThat(answer.at(member)).as("%s in %s", member, answer.text()).isNotBlank();
		}
		assertThat(answer.number("/status")).isEqualTo(answer.status());
		assertThat(answer.text()).doesNotContain("Exception", "dev.orderprocessing", "jackson", "java.", "SELECT ");
		if (answer.status() == 400 && answer.at("/code").equals("INVALID_REQUEST") && answer.body().has("instance")) {
			assertThat(answer.size("/errors")).as(answer.text()).isPositive();
		}
	}

}
