package dev.orderprocessing.orders;

import java.util.List;
import java.util.Map;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** An order that somebody suspects: who may go on with it, and who is told what. */
@IntegrationTest
class ReviewIT {

	private final Shop shop;

	private String order = "";

	@Autowired
	ReviewIT(Api api) {
		this.shop = Shop.demo(api.url());
	}

	@BeforeEach
	void place() {
		this.order = this.shop.place(Cart.of(this.shop.product("10.00", 9), 2).paidByCard("tok_decline"));
	}

	@Test
	void whatFinanceSuspectsIsReleasedByFinance() {
		suspect(this.shop.finance());
		Answer refused = this.shop.ops()
			.post("/orders/%s/release".formatted(this.order), Map.of("holdId", fraudHold()))
			.refused(403, "FORBIDDEN");
		assertThat(refused.at("/detail")).contains("FRAUD", "FINANCE");
		this.shop.ops(this.order, "hold", Map.of("type", "OTHER", "reason", "Ask"));
		assertThat(this.shop.ops(this.order, "release").each("/holds", "/type")).as("all that operations may lift")
			.containsExactlyInAnyOrder("FRAUD", "PAYMENT");
		Answer released = this.shop.finance().post("/orders/%s/release".formatted(this.order)).ok();
		assertThat(released.size("/holds")).isZero();
	}

	@Test
	void whatOperationsSuspectIsReleasedByEither() {
		suspect(this.shop.ops());
		assertThat(this.shop.ops(this.order, "release").each("/holds", "/type")).containsExactly("PAYMENT");
		suspect(this.shop.ops());
		assertThat(this.shop.finance().post("/orders/%s/release".formatted(this.order)).ok().size("/holds")).isZero();
	}

	@Test
	void theStorefrontChangesNothingOfAnOrderUnderReviewAndIsNotToldWhy() {
		suspect(this.shop.finance());
		String version = "\"%d\"".formatted(this.shop.order(this.order).number("/version"));
		List<Answer> refusals = List.of(storefront().post("/orders/%s/cancel".formatted(this.order)),
				storefront().post("/orders/%s/cancel?dryRun=true".formatted(this.order)),
				storefront().post("/orders/%s/payments".formatted(this.order),
						Map.of("method", "CARD", "token", "tok_approve")),
				storefront().patch("/orders/" + this.order, Map.of("note", "Please hurry"), "If-Match", version));
		for (Answer refusal : refusals) {
			refusal.refused(409, "ACTION_NOT_ALLOWED");
			assertThat(refusal.at("/detail")).contains("is being reviewed");
			assertThat(refusal.at("/liftedBy")).contains("staff");
			refusal.hasSize("/allowedActions", 0);
			assertNoSuspicion(refusal);
		}
		Answer shown = storefront().get("/orders/" + this.order).ok();
		assertNoSuspicion(shown);
		assertThat(shown.each("/holds", "/reason")).contains("Under review");
		shown.hasSize("/allowedActions", 0);
		assertThat(shown.at("/waitingFor/reason")).contains("is being reviewed");
		assertNoSuspicion(storefront().get("/orders?number=" + this.order).ok());
		assertNoSuspicion(storefront().get("/orders/%s/history".formatted(this.order)).ok());
		storefront().get("/orders?hold=FRAUD").refused(403, "FORBIDDEN");

		assertThat(this.shop.order(this.order).text()).contains("FRAUD", "Stolen card");
		assertThat(this.shop.ops().get("/orders/%s/history".formatted(this.order)).text()).contains("Stolen card");
		assertThat(this.shop.ops(this.order, "cancel").at("/status")).as("by staff").isEqualTo("CANCELLED");
	}

	@Test
	void theStorefrontGoesOnAfterTheReview() {
		suspect(this.shop.finance());
		this.shop.finance()
			.post("/orders/%s/release".formatted(this.order), Map.of("holdId", fraudHold(), "reason", "Known"))
			.ok();
		assertNoSuspicion(storefront().get("/orders/%s/history".formatted(this.order)).ok());
		storefront().post("/orders/%s/payments".formatted(this.order), Map.of("method", "CARD", "token", "tok_approve"))
			.ok();
		assertThat(storefront().post("/orders/%s/cancel".formatted(this.order)).ok().at("/status"))
			.isEqualTo("CANCELLED");
	}

	private static void assertNoSuspicion(Answer answer) {
		assertThat(answer.text()).doesNotContainIgnoringCase("fraud")
			.doesNotContainIgnoringCase("suspect")
			.doesNotContain("Stolen card", "Known");
	}

	private void suspect(Caller caller) {
		caller.post("/orders/%s/hold".formatted(this.order), Map.of("type", "FRAUD", "reason", "Stolen card")).ok();
	}

	private String fraudHold() {
		return this.shop.order(this.order).item("/holds", "/type", "FRAUD").at("/id");
	}

	private Caller storefront() {
		return this.shop.storefront();
	}

}
