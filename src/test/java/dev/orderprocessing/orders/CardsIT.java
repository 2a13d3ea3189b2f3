package dev.orderprocessing.orders;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static dev.orderprocessing.support.Cart.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of a card's authorisation when an order does not go the straight way. */
@IntegrationTest
@Import(PassingTime.class)
class CardsIT {

	@Autowired
	Api api;

	@Autowired
	OrderSettlement settlement;

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
	void whatIsCancelledIsGivenUpAtOnceAndTheRestIsCaptured() {
		String order = this.shop.place(Cart.of(goods(), 3).paidByCard("tok_approve"));

		Answer fewer = this.shop.ops(order, "cancel", oneUnit());

		assertThat(fewer.at("/payment/status")).isEqualTo("AUTHORIZED");
		assertThat(payments(order)).containsExactly("AUTHORIZED 34.90 given up 10.00");
		deliver(order);
		assertThat(payments(order)).containsExactly("VOIDED 34.90 given up 10.00", "CAPTURED 24.90");
	}

	@Test
	void anOrderOfAnotherMethodKeepsTheCardThatPaysIt() {
		String order = this.shop.place(Cart.of(goods(), 3).paidBy("BANK_TRANSFER"));
		assertThat(payByCard(order, "tok_approve").at("/payment/status")).isEqualTo("AUTHORIZED");

		Answer amended = amend(order, Map.of("note", "Ring twice"));
		assertThat(amended.at("/payment/status")).isEqualTo("AUTHORIZED");
		assertThat(amended.size("/holds")).isZero();
		assertThat(payments(order)).containsExactly("AUTHORIZED 34.90");
		this.shop.ops(order, "cancel", oneUnit());
		assertThat(payments(order)).containsExactly("AUTHORIZED 34.90 given up 10.00");
		assertThat(this.shop.ops(order, "cancel").at("/payment/status")).isEqualTo("VOIDED");
		assertThat(payments(order)).containsExactly("VOIDED 34.90 given up 34.90");
	}

	@Test
	void moreIsAuthorisedAndLessIsGivenUpWhenAnOrderIsAmended() {
		String sku = goods();
		String order = this.shop.place(Cart.of(sku, 3).paidByCard("tok_approve"));

		amend(order, lines(sku, 5));
		assertThat(payments(order)).containsExactly("AUTHORIZED 34.90", "AUTHORIZED 20.00");
		assertThat(amend(order, lines(sku, 1)).at("/payment/status")).isEqualTo("AUTHORIZED");

		assertThat(payments(order)).containsExactly("VOIDED 34.90 given up 34.90", "AUTHORIZED 20.00 given up 5.10");
		deliver(order);
		assertThat(this.shop.status(order)).isEqualTo("CONFIRMED");
	}

	@Test
	void anIncreaseThatIsDeclinedHoldsTheOrderForJustThat() {
		String sku = goods();
		String order = this.shop.place(Cart.of(sku, 3).paidByCard("tok_once_" + UUID.randomUUID()));

		Answer amended = amend(order, lines(sku, 5));

		assertThat(amended.at("/payment/status")).isEqualTo("DECLINED");
		assertThat(amended.at("/holds/0/reason")).contains("insufficient funds", "20.00 EUR");
		this.shop.finance()
			.post("/orders/%s/payments".formatted(order),
					Map.of("method", "CARD", "token", "tok_approve", "amount", euros("54.90")))
			.refused(422, "RULE_VIOLATED");
		Answer paid = payByCard(order, "tok_approve");
		assertThat(paid.at("/payment/status")).isEqualTo("AUTHORIZED");
		assertThat(paid.size("/holds")).isZero();
		deliver(order);
		assertThat(payments(order)).containsExactly("AUTHORIZED 34.90", "DECLINED 20.00", "AUTHORIZED 20.00",
				"CAPTURED 34.90", "CAPTURED 20.00");
		assertThat(this.shop.status(order)).isEqualTo("CONFIRMED");
	}

	@Test
	void whatTheGatewayRefusesToGiveUpIsShownAndAskedForAgain() {
		String order = this.shop.place(Cart.of(goods(), 3).paidByCard("tok_decline_first_void"));

		Answer cancelled = this.shop.ops(order, "cancel");

		assertThat(cancelled.at("/status")).isEqualTo("CANCELLED");
		assertThat(cancelled.at("/payment/status")).isEqualTo("AUTHORIZED");
		assertThat(payments(order)).containsExactly("AUTHORIZED 34.90");
		this.deadlines.keepAuthorizations();
		assertThat(this.shop.order(order).at("/payment/status")).isEqualTo("AUTHORIZED");
		this.time.refusedVoidsAreDue(order);
		this.deadlines.keepAuthorizations();
		assertThat(this.shop.order(order).at("/payment/status")).isEqualTo("VOIDED");
		assertThat(payments(order)).containsExactly("VOIDED 34.90 given up 34.90");
		assertThat(reasons(order)).contains("The gateway refuses to give up 34.90 EUR: not possible now.");
	}

	@Test
	void aCardThatDeclinesTheChargeIsGivenUpAndAnotherOneIsAskedFor() {
		String order = this.shop.place(Cart.of(goods(), 3).paidByCard("tok_decline_capture"));
		this.shop.ops(order, "fulfill", oneUnit());
		this.shop.ops(order, "ship");

		Answer delivered = this.shop.ops(order, "deliver");

		assertThat(delivered.at("/payment/status")).isEqualTo("DECLINED");
		assertThat(delivered.each("/holds", "/type")).containsExactly("PAYMENT");
		assertThat(delivered.at("/holds/0/reason")).contains("charge", "card was blocked", "34.90 EUR");
		assertThat(payments(order)).containsExactly("VOIDED 34.90 given up 34.90", "DECLINED 14.90");
		assertThat(payByCard(order, "tok_approve").size("/holds")).isZero();
		assertThat(payments(order)).contains("AUTHORIZED 34.90", "CAPTURED 14.90");
		deliver(order);
		assertThat(this.shop.status(order)).isEqualTo("CONFIRMED");
		assertThat(this.shop.order(order).amount("/totals/paid")).isEqualTo("34.90");
	}

	@Test
	void answersToChargesAndReleasesThatGetLostAreFoundOut() {
		String order = this.shop.place(Cart.of(goods(), 3).paidByCard("tok_timeout_void"));
		assertThat(this.shop.ops(order, "cancel").at("/payment/status")).isEqualTo("UNKNOWN");
		assertThat(settled(order).at("/payment/status")).isEqualTo("VOIDED");
		String charged = this.shop.place(Cart.of(goods(), 3).paidByCard("tok_timeout_capture"));
		deliver(charged);
		assertThat(this.shop.order(charged).at("/payment/status")).isEqualTo("UNKNOWN");
		assertThat(settled(charged).at("/status")).isEqualTo("CONFIRMED");
	}

	@Test
	void nothingWaitsForTheGatewayThatWasNotAsked() {
		String order = this.shop.place(Cart.of(goods(), 3).paidByCard("tok_decline"));
		this.shop.pay(order, Map.of("method", "BANK_TRANSFER", "amount", euros("10.00")));
		this.shop.finance().post("/orders/%s/release".formatted(order)).ok();

		deliver(order);

		assertThat(this.shop.order(order).at("/payment/status")).isEqualTo("DECLINED");
		assertThat(this.shop.pay(order, Map.of("method", "BANK_TRANSFER")).at("/status")).isEqualTo("CONFIRMED");
	}

	@Test
	void anAuthorisationIsRenewedBeforeItExpires() {
		String order = this.shop.place(Cart.of(goods(), 3).paidByCard("tok_approve"));
		this.time.authorizationsEndIn(order, "12 hours");

		this.deadlines.keepAuthorizations();
		this.deadlines.keepAuthorizations();

		assertThat(payments(order)).containsExactly("VOIDED 34.90 given up 34.90", "AUTHORIZED 34.90");
		assertThat(this.shop.order(order).at("/payment/status")).isEqualTo("AUTHORIZED");
		deliver(order);
		assertThat(this.shop.status(order)).isEqualTo("CONFIRMED");
	}

	@Test
	void anAuthorisationThatIsNotRenewedHoldsTheOrderAndItsBuyerIsTold() {
		String order = this.shop.place(Cart.of(goods(), 3).paidByCard("tok_once_" + UUID.randomUUID()));
		this.time.authorizationsEndIn(order, "12 hours");

		this.deadlines.keepAuthorizations();
		this.deadlines.keepAuthorizations();

		Answer held = this.shop.order(order);
		assertThat(held.at("/payment/status")).isEqualTo("DECLINED");
		assertThat(held.each("/holds", "/type")).containsExactly("PAYMENT");
		assertThat(held.at("/holds/0/reason")).contains("insufficient funds", "34.90 EUR");
		await().until(() -> mails(order).equals(List.of("CARD_NEEDED")));
		this.time.authorizationsEndIn(order, "-1 second");
		this.deadlines.keepAuthorizations();
		assertThat(payments(order)).containsExactly("EXPIRED 34.90", "DECLINED 34.90");
		assertThat(payByCard(order, "tok_approve").size("/holds")).isZero();
		deliver(order);
		assertThat(this.shop.status(order)).isEqualTo("CONFIRMED");
		assertThat(mails(order)).contains("CARD_NEEDED").doesNotHaveDuplicates();
	}

	@Test
	void anotherCardTakesThePlaceOfOneThatEnds() {
		String order = this.shop.place(Cart.of(goods(), 3).paidByCard("tok_once_" + UUID.randomUUID()));
		this.time.authorizationsEndIn(order, "12 hours");
		this.deadlines.keepAuthorizations();

		assertThat(payByCard(order, "tok_approve").at("/payment/status")).isEqualTo("AUTHORIZED");

		assertThat(payments(order)).containsExactly("VOIDED 34.90 given up 34.90", "DECLINED 34.90",
				"AUTHORIZED 34.90");
	}

	@Test
	void theHoldAsksForWhatIsMissingNow() {
		String order = this.shop.place(Cart.of(goods(), 3).paidBy("BANK_TRANSFER"));
		assertThat(this.shop.order(order).at("/holds/0/reason")).contains("34.90 EUR");

		Answer part = this.shop.pay(order, Map.of("method", "BANK_TRANSFER", "amount", euros("10.00")));
		assertThat(part.at("/holds/0/reason")).contains("24.90 EUR", "10.00 EUR").doesNotContain("34.90");
		assertThat(part.at("/waitingFor/reason")).contains("24.90 EUR");
		Answer fewer = this.shop.ops(order, "cancel", oneUnit());
		assertThat(fewer.at("/holds/0/reason")).contains("14.90 EUR");
		assertThat(this.shop.pay(order, Map.of("method", "BANK_TRANSFER")).size("/holds")).isZero();
	}

	@Test
	void cashIsForOrdersOfThatMethodAfterDelivery() {
		String prepaid = this.shop.place(Cart.of(goods(), 3).paidBy("BANK_TRANSFER"));
		Answer refused = this.shop.ops()
			.post("/orders/%s/payments".formatted(prepaid), Map.of("method", "CASH_ON_DELIVERY"))
			.refused(422, "RULE_VIOLATED");
		assertThat(refused.at("/errors/0/pointer")).isEqualTo("/method");
		assertThat(refused.at("/detail")).contains("is paid by BANK_TRANSFER", "Record how the money really came");
		assertThat(this.shop.order(prepaid).size("/holds")).isOne();
		String atTheDoor = this.shop.place(Cart.of(goods(), 3));
		this.shop.ops()
			.post("/orders/%s/payments".formatted(atTheDoor), Map.of("method", "CASH_ON_DELIVERY"))
			.refused(409, "ACTION_NOT_ALLOWED");
		deliver(atTheDoor);
		assertThat(this.shop.ops(atTheDoor, "payments", Map.of("method", "CASH_ON_DELIVERY")).at("/status"))
			.isEqualTo("CONFIRMED");
	}

	private String goods() {
		return this.shop.product("10.00", 9);
	}

	private static Map<String, Object> oneUnit() {
		return Map.of("lines", List.of(Map.of("lineNumber", 1, "quantity", 1)));
	}

	private static Map<String, Object> lines(String sku, int quantity) {
		return Map.of("lines", List.of(Map.of("sku", sku, "quantity", quantity)));
	}

	private Answer amend(String order, Map<String, Object> change) {
		return this.shop.ops()
			.patch("/orders/" + order, change, "If-Match",
					"\"%s\"".formatted(this.shop.order(order).number("/version")))
			.ok();
	}

	private Answer payByCard(String order, String token) {
		return this.shop.finance()
			.post("/orders/%s/payments".formatted(order), Map.of("method", "CARD", "token", token))
			.ok();
	}

	private void deliver(String order) {
		this.shop.ops(order, "fulfill");
		this.shop.ops(order, "ship");
		this.shop.ops(order, "deliver");
	}

	private Answer settled(String order) {
		this.settlement.settle(UUID.fromString(this.shop.order(order).at("/id")));
		return this.shop.order(order);
	}

	private List<String> payments(String order) {
		Answer payments = this.shop.finance().get("/orders/%s/payments".formatted(order)).ok();
		return payments.body()
			.at("/items")
			.valueStream()
			.map((payment) -> payment.at("/status").asString() + " " + payment.at("/amount/amount").asString()
					+ (payment.has("givenUp") ? " given up " + payment.at("/givenUp/amount").asString() : ""))
			.toList();
	}

	private List<String> reasons(String order) {
		return this.shop.ops().get("/orders/%s/history".formatted(order)).ok().each("/items", "/reason");
	}

	private List<String> mails(String order) {
		return this.shop.ops().get("/orders/%s/notifications".formatted(order)).ok().each("/items", "/kind");
	}

}
