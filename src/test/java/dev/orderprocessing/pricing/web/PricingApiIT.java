package dev.orderprocessing.pricing.web;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

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
		put(this.api.asFinance(), "/tax-rates/NO/STANDARD", "{\"rate\": 24}").is(200);
		put(this.api.asAdmin(), "/tax-rates/NO/STANDARD", "{\"rate\": 25.0}").is(200).has("/rate", "25.00");
		put(this.api.asAdmin(), "/tax-rates/NO/REDUCED", "{\"rate\": 15}").is(200);
		String next = get("/tax-rates?country=NO&limit=1").is(200)
			.has("/items/0/category", "REDUCED")
			.hasSome("/nextCursor")
			.at("/nextCursor");
		get("/tax-rates?country=NO&limit=1&cursor=" + next).has("/items/0/category", "STANDARD").lacks("/nextCursor");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/tax-rates/NO/STANDARD | {\"rate\": 100.01}", "/tax-rates/NO/STANDARD | {\"rate\": -1}",
					"/tax-rates/NO/STANDARD | {\"rate\": 1.234}", "/tax-rates/NO/STANDARD | {\"rate\": 1E999999999}",
					"/tax-rates/NO/STANDARD | {\"rate\": \"19\"}", "/tax-rates/NO/STANDARD | {}",
					"/tax-rates/XX/STANDARD | {\"rate\": 1}", "/tax-rates/NO/LUXURY | {\"rate\": 1}",
					"/currencies/XXX | {\"pricesIncludeTax\": true}", "/currencies/euro | {\"pricesIncludeTax\": true}",
					"/currencies/SEK | {}", "/currencies/SEK | {\"pricesIncludeTax\": true, \"rounding\": \"UP\"}" })
	void refusesSettingsThatMakeNoSense(String path, String body) {
		put(this.api.asAdmin(), path, body).is(400).has("/code", "INVALID_REQUEST").hasSize("/errors", 1);
	}

	@Test
	void acceptsZeroHoweverItIsWritten() {
		put(this.api.asAdmin(), "/tax-rates/IS/REDUCED", "{\"rate\": 0E-999999999}").is(200).has("/rate", "0.00");
	}

	@Test
	void neverTaxesTheCategoryZero() {
		put(this.api.asAdmin(), "/tax-rates/NO/ZERO", "{\"rate\": 5}").is(422).has("/code", "RULE_VIOLATED");
	}

	@Test
	void startsToSellInACurrency() {
		put(this.api.asAdmin(), "/currencies/NOK", "{\"pricesIncludeTax\": true, \"taxRounding\": \"RATE\"}").is(200)
			.has("/taxRounding", "RATE")
			.has("/rounding", "HALF_EVEN");
		get("/currencies").is(200)
			.has("/items/0/currency", "EUR")
			.item("/items", "/currency", "NOK")
			.has("/pricesIncludeTax", true);
	}

	@Test
	void letsOnlyFinanceAndAdministrationConfigure() {
		put(this.api.asOps(), "/tax-rates/NO/STANDARD", "{\"rate\": 1}").is(403);
		put(this.api.asStorefront(), "/currencies/NOK", "{\"pricesIncludeTax\": true}").is(403);
		this.api.asStorefront().get("/coupons").is(403);
	}

	@Test
	void createsReplacesAndListsCoupons() {
		String body = """
				{"code": "pap-one", "kind": "PERCENT", "percent": 15, "minimumItems":
				 {"amount": "30.00", "currency": "EUR"}, "validUntil": "2030-09-01T00:00:00Z", "maxUses": 5}""";
		create(body).is(201)
			.hasHeader(HttpHeaders.LOCATION, "/api/v1/coupons/PAP-ONE")
			.has("/percent", "15.00")
			.has("/used", 0)
			.has("/active", true);
		create(body).is(409);
		replaceCoupon("pap-one", "\"0\"",
				"{\"kind\": \"FIXED\", \"amount\": {\"amount\": \"3.00\", \"currency\": \"EUR\"}}")
			.is(200)
			.hasHeader(HttpHeaders.ETAG, "\"1\"")
			.lacks("/percent")
			.lacks("/maxUses");
		replaceCoupon("PAP-ONE", "\"0\"", "{\"kind\": \"PERCENT\", \"percent\": 1}").is(412);
		create("{\"code\": \"PAP-TWO\", \"kind\": \"PERCENT\", \"percent\": 1, \"active\": false}").is(201);
		Answer retired = this.api.asOps().get("/coupons?active=false").is(200);
		retired.item("/items", "/code", "PAP-TWO").has("/active", false);
		assertThat(retired.each("/items", "/code")).doesNotContain("PAP-ONE");
		this.api.asOps().get("/coupons/PAP-NONE").is(404);
	}

	@Test
	void neverAllowsFewerUsesThanThereWere() {
		create("{\"code\": \"PAP-USED\", \"kind\": \"PERCENT\", \"percent\": 1, \"maxUses\": 9}").is(201);
		this.jdbc.sql("UPDATE coupon SET used = 3 WHERE code = 'PAP-USED'").update();
		replaceCoupon("PAP-USED", "*", "{\"kind\": \"PERCENT\", \"percent\": 1, \"maxUses\": 2}").is(422)
			.has("/errors/0/pointer", "/maxUses");
		this.jdbc.sql("DELETE FROM coupon WHERE code = 'PAP-USED'").update();
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
		create(body).is(400).has("/errors/0/pointer", pointer);
	}

	private Answer get(String uri) {
		return this.api.asStorefront().get(uri);
	}

	private Answer create(String body) {
		return this.api.asOps().post("/coupons", body);
	}

	private Answer replaceCoupon(String code, String ifMatch, String body) {
		return this.api.asOps().put("/coupons/" + code, body, HttpHeaders.IF_MATCH, ifMatch);
	}

	private static Answer put(Caller client, String uri, String body) {
		return client.put(uri, body);
	}

}
