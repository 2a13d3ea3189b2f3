package dev.orderprocessing.shipping;

import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

@IntegrationTest
class DeliveryMethodApiIT {

	@Autowired
	private Api api;

	@Test
	void everybodySeesTheDeliveryMethods() {
		this.api.asStorefront()
			.get()
			.uri("/api/v1/delivery-methods/standard")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.valueMatches(HttpHeaders.ETAG, "\"[0-9]+\"")
			.expectBody()
			.jsonPath("$.rates[0].fee.amount")
			.isEqualTo("4.90");
	}

	@Test
	void aMethodIsAddedReadAndChanged() {
		this.api.asOps()
			.post()
			.uri("/api/v1/delivery-methods")
			.contentType(MediaType.APPLICATION_JSON)
			.body("""
					{"code": "BULKY-IT", "name": "Bulky goods", "kind": "WEIGHT", "countries": ["DE", "AT"],
					 "rates": [{"upToGrams": 50000, "fee": {"amount": "49.00", "currency": "EUR"}}]}""")
			.exchange()
			.expectStatus()
			.isCreated()
			.expectHeader()
			.location("/api/v1/delivery-methods/BULKY-IT")
			.expectBody()
			.jsonPath("$.active")
			.isEqualTo(true)
			.jsonPath("$.countries[0]")
			.isEqualTo("AT");

		String change = """
				{"name": "Bulky", "kind": "FLAT", "countries": ["DE"], "active": false,
				 "rates": [{"fee": {"amount": "59.00", "currency": "EUR"}}]}""";
		this.api.asAdmin()
			.put()
			.uri("/api/v1/delivery-methods/BULKY-IT")
			.header(HttpHeaders.IF_MATCH, "\"0\"")
			.contentType(MediaType.APPLICATION_JSON)
			.body(change)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.version")
			.isEqualTo(1);
		this.api.asAdmin()
			.put()
			.uri("/api/v1/delivery-methods/BULKY-IT")
			.header(HttpHeaders.IF_MATCH, "\"0\"")
			.contentType(MediaType.APPLICATION_JSON)
			.body(change)
			.exchange()
			.expectStatus()
			.isEqualTo(412);
	}

	@Test
	void aRateThatDoesNotFitIsNamed() {
		this.api.asOps()
			.post()
			.uri("/api/v1/delivery-methods")
			.contentType(MediaType.APPLICATION_JSON)
			.body("""
					{"code": "BAD", "name": "Bad", "kind": "WEIGHT", "countries": ["DE"],
					 "rates": [{"fee": {"amount": "49.00", "currency": "EUR"}}]}""")
			.exchange()
			.expectStatus()
			.isEqualTo(422)
			.expectBody()
			.jsonPath("$.errors[0].pointer")
			.isEqualTo("/rates/0/upToGrams");
	}

	@Test
	void storefrontsDoNotChangeDeliveryMethods() {
		this.api.asStorefront()
			.post()
			.uri("/api/v1/delivery-methods")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{}")
			.exchange()
			.expectStatus()
			.isForbidden();
	}

	@Test
	void unknownIntentStatesAndShipmentsAreRefusedWithReasons() {
		this.api.asFinance().get().uri("/api/v1/payment-intents?state=UNKNOWN").exchange().expectStatus().isOk();
		this.api.asFinance().get().uri("/api/v1/payment-intents?state=LOST").exchange().expectStatus().isBadRequest();
		this.api.asOps().get().uri("/api/v1/shipments/SH-1").exchange().expectStatus().isNotFound();
	}

}
