package dev.orderprocessing.orders;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static dev.orderprocessing.support.Cart.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Orders that nobody pays for do not keep their goods for ever. */
@IntegrationTest
@Import(PassingTime.class)
class UnpaidOrdersIT {

	@Autowired
	Api api;

	@Autowired
	OrderDeadlines deadlines;

	@Autowired
	PassingTime time;

	Shop shop;

	@BeforeEach
	void open() {
		this.shop = Shop.demo(this.api.url());
	}

	@AfterEach
	void theBooksAreExact() {
		this.shop.assertBooksAreExact();
	}

	@Test
	void aPrepaymentThatDoesNotComeIsRemindedOfOnceAndThenTheOrderIsCancelled() {
		String sku = this.shop.product("10.00", 1000);
		String coupon = coupon();
		String order = this.shop.place(Cart.of(sku, 1000).paidBy("BANK_TRANSFER").with("couponCodes", List.of(coupon)));
		assertThat(this.shop.available(sku)).isZero();

		this.time.holdsAreOlderBy(order, "10 days");
		this.deadlines.clearUnpaid();
		assertThat(mails(order)).isEmpty();
		this.time.holdsAreOlderBy(order, "1 day");
		this.deadlines.clearUnpaid();
		this.deadlines.clearUnpaid();
		await().until(() -> !mails(order).isEmpty());
		assertThat(mails(order)).containsExactly("PAYMENT_REMINDER");
		assertThat(this.shop.status(order)).isEqualTo("VERIFIED");
		this.time.holdsAreOlderBy(order, "2 days");
		this.deadlines.clearUnpaid();
		assertThat(this.shop.status(order)).isEqualTo("VERIFIED");

		this.time.holdsAreOlderBy(order, "1 day");
		this.deadlines.clearUnpaid();

		Answer cancelled = this.shop.order(order);
		assertThat(cancelled.at("/status")).isEqualTo("CANCELLED");
		assertThat(cancelled.size("/holds")).isZero();
		Answer history = this.shop.ops().get("/orders/%s/history".formatted(order)).ok();
		assertThat(history.each("/items", "/reason")).contains("Not paid within 14 days.");
		assertThat(history.each("/items", "/actor")).contains("system");
		assertThat(this.shop.available(sku)).isEqualTo(1000);
		assertThat(this.shop.placed(Cart.of(sku, 1).with("couponCodes", List.of(coupon))).at("/status"))
			.as("the coupon can be used again")
			.isEqualTo("VERIFIED");
	}

	@Test
	void whoWasRemindedLateHasAsLongAsEverybody() {
		String order = this.shop.place(Cart.of(this.shop.product("10.00", 9), 1).paidBy("BANK_TRANSFER"));
		this.time.holdsAreOlderBy(order, "100 days");
		this.deadlines.clearUnpaid();
		this.deadlines.clearUnpaid();
		assertThat(this.shop.status(order)).isEqualTo("VERIFIED");
		this.time.holdsAreOlderBy(order, "3 days");
		this.deadlines.clearUnpaid();
		assertThat(this.shop.status(order)).isEqualTo("CANCELLED");
	}

	@Test
	void aDeclinedCardWaitsForAnotherOneAWeekLong() {
		String order = this.shop.place(Cart.of(this.shop.product("10.00", 9), 1).paidByCard("tok_decline"));
		this.time.holdsAreOlderBy(order, "4 days");
		this.deadlines.clearUnpaid();
		this.time.holdsAreOlderBy(order, "3 days");
		this.deadlines.clearUnpaid();
		assertThat(this.shop.status(order)).isEqualTo("CANCELLED");
		assertThat(this.shop.order(order).at("/payment/status")).isEqualTo("DECLINED");
	}

	@Test
	void whatFinanceHasLetGoOrIsNotPaidAheadDoesNotExpire() {
		String released = this.shop.place(Cart.of(this.shop.product("10.00", 9), 1).paidBy("BANK_TRANSFER"));
		this.shop.finance().post("/orders/%s/release".formatted(released)).ok();
		String atTheDoor = this.shop.place(Cart.of(this.shop.product("10.00", 9), 1));
		String unanswered = this.shop.place(Cart.of(this.shop.product("10.00", 9), 1).paidByCard("tok_timeout"));
		for (String order : List.of(released, atTheDoor, unanswered)) {
			this.time.holdsAreOlderBy(order, "100 days");
			this.deadlines.clearUnpaid();
			this.time.holdsAreOlderBy(order, "100 days");
			this.deadlines.clearUnpaid();
			assertThat(this.shop.status(order)).isEqualTo("VERIFIED");
		}
	}

	@Test
	void moneyThatComesTooLateIsDueBack() {
		String order = expired();
		Answer refused = this.shop.finance()
			.post("/orders/%s/payments".formatted(order), Map.of("method", "BANK_TRANSFER"))
			.refused(400, "INVALID_REQUEST");
		assertThat(refused.at("/errors/0/pointer")).isEqualTo("/amount");
		this.shop.finance()
			.post("/orders/%s/payments".formatted(order), Map.of("method", "CARD", "token", "tok_approve"))
			.refused(422, "RULE_VIOLATED");

		Answer late = this.shop.pay(order, Map.of("method", "BANK_TRANSFER", "amount", euros("14.90")));

		assertThat(late.at("/status")).isEqualTo("CANCELLED");
		assertThat(late.amount("/payment/refundDue")).isEqualTo("14.90");
	}

	/**
	 * Whichever comes first, the money is on the books and the goods are where they
	 * belong.
	 */
	@RepeatedTest(8)
	void aPaymentThatArrivesAtTheSameMoment() {
		String sku = this.shop.product("10.00", 5);
		String order = this.shop.place(Cart.of(sku, 5).paidBy("BANK_TRANSFER"));
		this.time.holdsAreOlderBy(order, "12 days");
		this.deadlines.clearUnpaid();
		this.time.holdsAreOlderBy(order, "3 days");
		var paying = CompletableFuture.supplyAsync(() -> this.shop.finance()
			.post("/orders/%s/payments".formatted(order), Map.of("method", "BANK_TRANSFER", "amount", euros("54.90"))),
				Thread::startVirtualThread);

		this.deadlines.clearUnpaid();
		paying.join().ok();

		Answer ended = this.shop.order(order);
		assertThat(ended.amount("/totals/paid")).isEqualTo("54.90");
		if (ended.at("/status").equals("CANCELLED")) {
			assertThat(ended.amount("/payment/refundDue")).isEqualTo("54.90");
			assertThat(this.shop.available(sku)).isEqualTo(5);
		}
		else {
			assertThat(ended.at("/status")).isEqualTo("VERIFIED");
			assertThat(ended.at("/payment/status")).isEqualTo("PAID");
			assertThat(this.shop.available(sku)).isZero();
		}
	}

	private String expired() {
		String order = this.shop.place(Cart.of(this.shop.product("10.00", 9), 1).paidBy("BANK_TRANSFER"));
		this.time.holdsAreOlderBy(order, "12 days");
		this.deadlines.clearUnpaid();
		this.time.holdsAreOlderBy(order, "3 days");
		this.deadlines.clearUnpaid();
		assertThat(this.shop.status(order)).isEqualTo("CANCELLED");
		return order;
	}

	private String coupon() {
		String code = "U" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
		this.shop.ops().post("/coupons", Map.of("code", code, "kind", "PERCENT", "percent", 5, "maxUses", 1)).ok();
		return code;
	}

	private List<String> mails(String order) {
		return this.shop.ops().get("/orders/%s/notifications".formatted(order)).ok().each("/items", "/kind");
	}

}
