package dev.orderprocessing.pricing.web;

import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@IntegrationTest
class PricingApiIT {

	private final Api api;

	private final JdbcClient jdbc;

	@Autowired
	PricingApiIT(Api api, JdbcClient jdbc) {
		this.api = api;
		this.jdbc = jdbc;
	}

	@Test
	void setsAndListsTaxRates() {
		put(this.api.asFinance(), "/api/v1/tax-rates/NO/STANDARD", "{\"rate\": 24}").expectStatus().isOk();
		put(this.api.asAdmin(), "/api/v1/tax-rates/NO/STANDARD", "{\"rate\": 25.0}").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.rate")
			.isEqualTo("25.00");
		put(this.api.asAdmin(), "/api/v1/tax-rates/NO/REDUCED", "{\"rate\": 15}").expectStatus().isOk();
		String[] cursor = new String[1];
		get("/api/v1/tax-rates?country=NO&limit=1").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items[0].category")
			.isEqualTo("REDUCED")
			.jsonPath("$.nextCursor")
			.value((next) -> cursor[0] = String.valueOf(next));
		get("/api/v1/tax-rates?country=NO&limit=1&cursor=" + cursor[0]).expectBody()
			.jsonPath("$.items[0].category")
			.isEqualTo("STANDARD")
			.jsonPath("$.nextCursor")
			.doesNotExist();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/api/v1/tax-rates/NO/STANDARD | {\"rate\": 100.01}",
			"/api/v1/tax-rates/NO/STANDARD | {\"rate\": -1}", "/api/v1/tax-rates/NO/STANDARD | {\"rate\": 1.234}",
			"/api/v1/tax-rates/NO/STANDARD | {\"rate\": 1E999999999}",
			"/api/v1/tax-rates/NO/STANDARD | {\"rate\": \"19\"}", "/api/v1/tax-rates/NO/STANDARD | {}",
			"/api/v1/tax-rates/XX/STANDARD | {\"rate\": 1}", "/api/v1/tax-rates/NO/LUXURY | {\"rate\": 1}",
			"/api/v1/currencies/XXX | {\"pricesIncludeTax\": true}",
			"/api/v1/currencies/euro | {\"pricesIncludeTax\": true}", "/api/v1/currencies/SEK | {}",
			"/api/v1/currencies/SEK | {\"pricesIncludeTax\": true, \"rounding\": \"UP\"}" })
	void refusesSettingsThatMakeNoSense(String path, String body) {
		put(this.api.asAdmin(), path, body).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("INVALID_REQUEST")
			.jsonPath("$.errors.length()")
			.isEqualTo(1);
	}

	@Test
	void acceptsZeroHoweverItIsWritten() {
		put(this.api.asAdmin(), "/api/v1/tax-rates/IS/REDUCED", "{\"rate\": 0E-999999999}").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.rate")
			.isEqualTo("0.00");
	}

	@Test
	void neverTaxesTheCategoryZero() {
		put(this.api.asAdmin(), "/api/v1/tax-rates/NO/ZERO", "{\"rate\": 5}").expectStatus()
			.isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("RULE_VIOLATED");
	}

	@Test
	void startsToSellInACurrency() {
		put(this.api.asAdmin(), "/api/v1/currencies/NOK", "{\"pricesIncludeTax\": true, \"taxRounding\": \"RATE\"}")
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.taxRounding")
			.isEqualTo("RATE")
			.jsonPath("$.rounding")
			.isEqualTo("HALF_EVEN");
		get("/api/v1/currencies").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items[?(@.currency == 'NOK')].pricesIncludeTax")
			.isEqualTo(true)
			.jsonPath("$.items[0].currency")
			.isEqualTo("EUR");
	}

	@Test
	void letsOnlyFinanceAndAdministrationConfigure() {
		put(this.api.asOps(), "/api/v1/tax-rates/NO/STANDARD", "{\"rate\": 1}").expectStatus().isForbidden();
		put(this.api.asStorefront(), "/api/v1/currencies/NOK", "{\"pricesIncludeTax\": true}").expectStatus()
			.isForbidden();
		this.api.asStorefront().get().uri("/api/v1/coupons").exchange().expectStatus().isForbidden();
	}

	@Test
	void createsReplacesAndListsCoupons() {
		String body = """
				{"code": "pap-one", "kind": "PERCENT", "percent": 15, "minimumItems":
				 {"amount": "30.00", "currency": "EUR"}, "validUntil": "2030-09-01T00:00:00Z", "maxUses": 5}""";
		create(body).expectStatus()
			.isCreated()
			.expectHeader()
			.valueEquals(HttpHeaders.LOCATION, "/api/v1/coupons/PAP-ONE")
			.expectBody()
			.jsonPath("$.percent")
			.isEqualTo("15.00")
			.jsonPath("$.used")
			.isEqualTo(0)
			.jsonPath("$.active")
			.isEqualTo(true);
		create(body).expectStatus().isEqualTo(HttpStatus.CONFLICT);
		replaceCoupon("pap-one", "\"0\"",
				"{\"kind\": \"FIXED\", \"amount\": {\"amount\": \"3.00\", \"currency\": \"EUR\"}}")
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueEquals(HttpHeaders.ETAG, "\"1\"")
			.expectBody()
			.jsonPath("$.percent")
			.doesNotExist()
			.jsonPath("$.maxUses")
			.doesNotExist();
		replaceCoupon("PAP-ONE", "\"0\"", "{\"kind\": \"PERCENT\", \"percent\": 1}").expectStatus()
			.isEqualTo(HttpStatus.PRECONDITION_FAILED);
		create("{\"code\": \"PAP-TWO\", \"kind\": \"PERCENT\", \"percent\": 1, \"active\": false}").expectStatus()
			.isCreated();
		this.api.asOps()
			.get()
			.uri("/api/v1/coupons?active=false")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.items[?(@.code == 'PAP-TWO')].active")
			.isEqualTo(false)
			.jsonPath("$.items[?(@.code == 'PAP-ONE')]")
			.isEmpty();
		this.api.asOps().get().uri("/api/v1/coupons/PAP-NONE").exchange().expectStatus().isNotFound();
	}

	@Test
	void neverAllowsFewerUsesThanThereWere() {
		create("{\"code\": \"PAP-USED\", \"kind\": \"PERCENT\", \"percent\": 1}").expectStatus().isCreated();
		this.jdbc.sql("UPDATE coupon SET used = 3 WHERE code = 'PAP-USED'").update();
		replaceCoupon("PAP-USED", "*", "{\"kind\": \"PERCENT\", \"percent\": 1, \"maxUses\": 2}").expectStatus()
			.isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
			.expectBody()
			.jsonPath("$.errors[0].pointer")
			.isEqualTo("/maxUses");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"/code                | {\"code\": \"with space\", \"kind\": \"PERCENT\", \"percent\": 1}",
			"/kind                | {\"code\": \"PAP-BAD\"}",
			"/percent             | {\"code\": \"PAP-BAD\", \"kind\": \"PERCENT\"}",
			"/percent             | {\"code\": \"PAP-BAD\", \"kind\": \"PERCENT\", \"percent\": 0}",
			"/percent             | {\"code\": \"PAP-BAD\", \"kind\": \"PERCENT\", \"percent\": 101}",
			"/amount              | {\"code\": \"PAP-BAD\", \"kind\": \"FIXED\"}",
			"/maxUses             | {\"code\": \"PAP-BAD\", \"kind\": \"PERCENT\", \"percent\": 1, \"maxUses\": 0}",
			"/validFrom           | {\"code\": \"PAP-BAD\", \"kind\": \"PERCENT\", \"percent\": 1, \"validFrom\": \"-999999-01-01T00:00:00Z\"}",
			"/validUntil          | {\"code\": \"PAP-BAD\", \"kind\": \"PERCENT\", \"percent\": 1, \"validFrom\": \"2027-01-01T00:00:00Z\", \"validUntil\": \"2026-01-01T00:00:00Z\"}",
			"/minimumItems/amount | {\"code\": \"PAP-BAD\", \"kind\": \"PERCENT\", \"percent\": 1, \"minimumItems\": {\"amount\": \"0.00\", \"currency\": \"EUR\"}}" })
	void namesTheFieldThatIsWrong(String pointer, String body) {
		create(body).expectStatus().isBadRequest().expectBody().jsonPath("$.errors[0].pointer").isEqualTo(pointer);
	}

	private RestTestClient.ResponseSpec get(String uri) {
		return this.api.asStorefront().get().uri(uri).exchange();
	}

	private RestTestClient.ResponseSpec create(String body) {
		return this.api.asOps()
			.post()
			.uri("/api/v1/coupons")
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange();
	}

	private RestTestClient.ResponseSpec replaceCoupon(String code, String ifMatch, String body) {
		return this.api.asOps()
			.put()
			.uri("/api/v1/coupons/" + code)
			.header(HttpHeaders.IF_MATCH, ifMatch)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange();
	}

	private static RestTestClient.ResponseSpec put(RestTestClient client, String uri, String body) {
		return client.put().uri(uri).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

}
