package dev.orderprocessing.feedback;

import java.util.UUID;

import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class FeedbackIT {

	private final Api api;

	@Autowired
	FeedbackIT(Api api) {
		this.api = api;
	}

	@Test
	void keepsWhatTheBuyerSaysOncePerOrder() {
		String order = confirmedOrder();
		give(order, """
				{"rating": 4, "comment": " Quick. "}""").expectStatus()
			.isCreated()
			.expectHeader()
			.valueMatches("Location", "/api/v1/orders/.*/feedback");
		give(order, "{\"rating\": 5}").expectStatus().isEqualTo(409);
		this.api.asOps()
			.get()
			.uri("/api/v1/orders/{order}/feedback", order)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.rating")
			.isEqualTo(4)
			.jsonPath("$.comment")
			.isEqualTo("Quick.")
			.jsonPath("$.actor")
			.isEqualTo("demo-storefront");
	}

	@Test
	void theBuyerIsInvitedSoonAfterTheConfirmation() throws Exception {
		String order = confirmedOrder();
		String mails = mails(order);
		for (int i = 0; i < 100 && !mails.contains("ORDER_CONFIRMED"); i++) {
			Thread.sleep(200);
			mails = mails(order);
		}
		assertThat(mails).containsOnlyOnce("ORDER_CONFIRMED").contains("UNITS_SHIPPED", "one to five stars");
	}

	@Test
	void refusesFeedbackBeforeTheOrderIsConfirmed() {
		String order = placedOrder();
		give(order, "{\"rating\": 5}").expectStatus().isEqualTo(409);
		this.api.asOps().get().uri("/api/v1/orders/{order}/feedback", order).exchange().expectStatus().isNotFound();
		give("SO-999999999", "{\"rating\": 5}").expectStatus().isNotFound();
	}

	@Test
	void refusesRatingsAndCommentsThatAreNone() {
		for (String body : new String[] { "{}", "{\"rating\": 0}", "{\"rating\": 6}", "{\"rating\": 4.5}",
				"{\"rating\": \"5\"}", "{\"rating\": 5, \"coment\": \"x\"}",
				"{\"rating\": 5, \"comment\": \"" + "x".repeat(2001) + "\"}" }) {
			give("SO-100001", body).expectStatus().isBadRequest();
		}
	}

	@Test
	void letsFinanceReadButNotWrite() {
		this.api.asFinance()
			.post()
			.uri("/api/v1/orders/SO-100001/feedback")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"rating\": 5}")
			.exchange()
			.expectStatus()
			.isForbidden();
	}

	private String mails(String order) {
		return String.valueOf(this.api.asOps()
			.get()
			.uri("/api/v1/orders/{order}/notifications", order)
			.exchange()
			.expectStatus()
			.isOk()
			.returnResult(String.class)
			.getResponseBody());
	}

	private String confirmedOrder() {
		String order = placedOrder();
		for (String action : new String[] { "fulfill", "ship", "deliver" }) {
			post(this.api.asOps(), order + "/" + action, "{}").expectStatus().is2xxSuccessful();
		}
		post(this.api.asFinance(), order + "/payments", "{\"method\": \"BANK_TRANSFER\"}").expectStatus()
			.is2xxSuccessful()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("CONFIRMED");
		return order;
	}

	private String placedOrder() {
		var answer = this.api.asStorefront()
			.post()
			.uri("/api/v1/orders")
			.header("Idempotency-Key", UUID.randomUUID().toString())
			.contentType(MediaType.APPLICATION_JSON)
			.body("""
					{"channel": "WEB", "customerId": "01900000-0000-7000-8000-000000000001", "currency": "EUR",
					 "externalReference": "%s",
					 "lines": [{"sku": "MUG-BLUE", "quantity": 1}],
					 "shippingAddress": {"name": "Ada Buyer", "line1": "1 Main St", "city": "Berlin",
					                     "postalCode": "10115", "country": "DE"},
					 "delivery": {"method": "STANDARD"}, "payment": {"method": "INVOICE"}}
					""".formatted(UUID.randomUUID()))
			.exchange()
			.expectStatus()
			.isCreated()
			.returnResult(String.class);
		String location = String.valueOf(answer.getResponseHeaders().getLocation());
		return location.substring(location.lastIndexOf('/') + 1);
	}

	private RestTestClient.ResponseSpec give(String order, String body) {
		return post(this.api.asStorefront(), order + "/feedback", body);
	}

	private static RestTestClient.ResponseSpec post(RestTestClient caller, String path, String body) {
		return caller.post()
			.uri("/api/v1/orders/" + path)
			.header("Idempotency-Key", UUID.randomUUID().toString())
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange();
	}

}
