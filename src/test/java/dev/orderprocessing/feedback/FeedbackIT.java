package dev.orderprocessing.feedback;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class FeedbackIT {

	private final Shop shop;

	@Autowired
	FeedbackIT(Api api) {
		this.shop = Shop.demo(api.url());
	}

	@Test
	void keepsWhatTheBuyerSaysOncePerOrder() {
		String order = confirmedOrder();
		Answer given = give(order, """
				{"rating": 4, "comment": " Quick. "}""").is(201);
		assertThat(given.header("Location").orElse("")).matches("/api/v1/orders/.*/feedback");
		give(order, "{\"rating\": 5}").is(409);
		this.shop.ops()
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
		String order = this.shop.place(Cart.of("MUG-BLUE", 1));
		give(order, "{\"rating\": 5}").is(409);
		this.shop.ops().get("/orders/%s/feedback".formatted(order)).is(404);
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
		this.shop.finance().post("/orders/SO-100001/feedback", "{\"rating\": 5}").is(403);
	}

	private String mails(String order) {
		return this.shop.ops().get("/orders/%s/notifications".formatted(order)).is(200).text();
	}

	private String confirmedOrder() {
		return this.shop.confirmed(Cart.of("MUG-BLUE", 1));
	}

	private Answer give(String order, String body) {
		return this.shop.storefront().post("/orders/%s/feedback".formatted(order), body);
	}

}
