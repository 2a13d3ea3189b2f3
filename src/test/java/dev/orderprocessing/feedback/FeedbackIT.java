package dev.orderprocessing.feedback;

import java.util.UUID;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

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
		Answer given = give(order, """
				{"rating": 4, "comment": " Quick. "}""").is(201);
		assertThat(given.header("Location").orElse("")).matches("/api/v1/orders/.*/feedback");
		give(order, "{\"rating\": 5}").is(409);
		this.api.asOps()
			.get("/orders/%s/feedback".formatted(order))
			.is(200)
			.has("/rating", 4)
			.has("/comment", "Quick.")
			.has("/actor", "demo-storefront");
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
		give(order, "{\"rating\": 5}").is(409);
		this.api.asOps().get("/orders/%s/feedback".formatted(order)).is(404);
		give("SO-999999999", "{\"rating\": 5}").is(404);
	}

	@Test
	void refusesRatingsAndCommentsThatAreNone() {
		for (String body : new String[] { "{}", "{\"rating\": 0}", "{\"rating\": 6}", "{\"rating\": 4.5}",
				"{\"rating\": \"5\"}", "{\"rating\": 5, \"coment\": \"x\"}",
				"{\"rating\": 5, \"comment\": \"" + "x".repeat(2001) + "\"}" }) {
			give("SO-100001", body).is(400);
		}
	}

	@Test
	void letsFinanceReadButNotWrite() {
		this.api.asFinance().post("/orders/SO-100001/feedback", "{\"rating\": 5}").is(403);
	}

	private String mails(String order) {
		return this.api.asOps().get("/orders/%s/notifications".formatted(order)).is(200).text();
	}

	private String confirmedOrder() {
		String order = placedOrder();
		for (String action : new String[] { "fulfill", "ship", "deliver" }) {
			post(this.api.asOps(), order + "/" + action, "{}").ok();
		}
		post(this.api.asFinance(), order + "/payments", "{\"method\": \"BANK_TRANSFER\"}").ok()
			.has("/status", "CONFIRMED");
		return order;
	}

	private String placedOrder() {
		String location = this.api.asStorefront().post("/orders", """
				{"channel": "WEB", "customerId": "01900000-0000-7000-8000-000000000001", "currency": "EUR",
				 "externalReference": "%s",
				 "lines": [{"sku": "MUG-BLUE", "quantity": 1}],
				 "shippingAddress": {"name": "Ada Buyer", "line1": "1 Main St", "city": "Berlin",
				                     "postalCode": "10115", "country": "DE"},
				 "delivery": {"method": "STANDARD"}, "payment": {"method": "INVOICE"}}
				""".formatted(UUID.randomUUID())).is(201).header("Location").orElseThrow();
		return location.substring(location.lastIndexOf('/') + 1);
	}

	private Answer give(String order, String body) {
		return post(this.api.asStorefront(), order + "/feedback", body);
	}

	private static Answer post(Caller caller, String path, String body) {
		return caller.post("/orders/" + path, body);
	}

}
