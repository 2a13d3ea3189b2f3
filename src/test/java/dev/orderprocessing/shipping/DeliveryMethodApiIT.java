package dev.orderprocessing.shipping;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class DeliveryMethodApiIT {

	@Autowired
	private Api api;

	@Test
	void everybodySeesTheDeliveryMethods() {
		Answer standard = this.api.asStorefront()
			.get("/delivery-methods/standard")
			.is(200)
			.has("/rates/0/fee/amount", "4.90");
		assertThat(standard.header("ETag").orElse("")).matches("\"[0-9]+\"");
	}

	@Test
	void aMethodIsAddedReadAndChanged() {
		this.api.asOps()
			.post("/delivery-methods", """
					{"code": "BULKY-IT", "name": "Bulky goods", "kind": "WEIGHT", "countries": ["DE", "AT"],
					 "rates": [{"upToGrams": 50000, "fee": {"amount": "49.00", "currency": "EUR"}}]}""")
			.is(201)
			.hasHeader("Location", "/api/v1/delivery-methods/BULKY-IT")
			.has("/active", true)
			.has("/countries/0", "AT");

		String change = """
				{"name": "Bulky", "kind": "FLAT", "countries": ["DE"], "active": false,
				 "rates": [{"fee": {"amount": "59.00", "currency": "EUR"}}]}""";
		this.api.asAdmin()
			.put("/delivery-methods/BULKY-IT", change, HttpHeaders.IF_MATCH, "\"0\"")
			.is(200)
			.has("/version", 1);
		this.api.asAdmin().put("/delivery-methods/BULKY-IT", change, HttpHeaders.IF_MATCH, "\"0\"").is(412);
	}

	@Test
	void aRateThatDoesNotFitIsNamed() {
		this.api.asOps()
			.post("/delivery-methods", """
					{"code": "BAD", "name": "Bad", "kind": "WEIGHT", "countries": ["DE"],
					 "rates": [{"fee": {"amount": "49.00", "currency": "EUR"}}]}""")
			.is(422)
			.has("/errors/0/pointer", "/rates/0/upToGrams");
	}

	@Test
	void storefrontsDoNotChangeDeliveryMethods() {
		this.api.asStorefront().post("/delivery-methods", "{}").is(403);
	}

	@Test
	void unknownIntentStatesAndShipmentsAreRefusedWithReasons() {
		this.api.asFinance().get("/payment-intents?state=UNKNOWN").is(200);
		this.api.asFinance().get("/payment-intents?state=LOST").is(400);
		this.api.asOps().get("/shipments/SH-1").is(404);
	}

}
