package dev.orderprocessing.orders;

import java.time.Instant;
import java.util.LinkedHashMap;
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

import static dev.orderprocessing.support.Cart.address;
import static dev.orderprocessing.support.Cart.euros;
import static org.assertj.core.api.Assertions.assertThat;

/** A change touches what it names, and nothing else. */
@IntegrationTest
class AmendmentIT {

	private static final Map<String, Object> NOTE = Map.of("note", "Ring twice");

	private static final Map<String, Object> ENGRAVABLE = Map.of("services", List
		.of(Map.of("code", "ENGRAVING", "name", "Engraving", "needsText", true, "prices", List.of(euros("4.00")))));

	@Autowired
	Api api;

	private Shop shop;

	@BeforeEach
	void open() {
		this.shop = Shop.demo(this.api.url());
	}

	@AfterEach
	void theBooksAreExact() {
		this.shop.assertBooksAreExact();
	}

	@Test
	void aNoteLeavesReservationAndPlaceInTheQueueAlone() {
		String sku = this.shop.backorderable("10.00", 5);
		String first = this.shop.place(Cart.of(sku, 5));
		String second = this.shop.place(Cart.of(sku, 5));

		Answer amended = amend(first, NOTE);

		amended.has("/lines/0/quantities/reserved", 5).has("/note", "Ring twice").has("/status", "VERIFIED");
		this.shop.order(second).has("/lines/0/quantities/backordered", 5).has("/lines/0/queuePosition", 0);
		assertThat(this.shop.ops().get("/orders/%s/verification".formatted(first)).ok().number("/run")).isEqualTo(1);
		assertThat(this.shop.ops().get("/orders/%s/history".formatted(first)).ok().each("/items", "/to"))
			.containsExactly("PLACED", "VERIFIED", "VERIFIED");
	}

	@Test
	void moreUnitsAreALineOfTheirOwnAtTodaysPrice() {
		String sku = this.shop.product("10.00", 50);
		String order = this.shop.place(Cart.of(sku, 10));
		reprice(sku, "99.00");

		Answer amended = amend(order, lines(line(sku, 40)));

		amended.hasSize("/lines", 2)
			.has("/lines/0/quantity", 10)
			.has("/lines/0/unitPrice/amount", "10.00")
			.has("/lines/1/lineNumber", 2)
			.has("/lines/1/quantity", 30)
			.has("/lines/1/unitPrice/amount", "99.00")
			.has("/totals/items/amount", "3070.00")
			.has("/status", "VERIFIED");
		// the latest go first
		Answer fewer = amend(order, lines(line(sku, 12)));
		fewer.has("/lines/0/quantities/cancelled", 0)
			.has("/lines/1/quantities/cancelled", 28)
			.has("/lines/1/quantities/reserved", 2)
			.has("/totals/items/amount", "298.00");
		assertThat(this.shop.available(sku)).isEqualTo(38);
	}

	@Test
	void moreUnitsAtAnUnchangedPriceJoinTheLine() {
		String sku = this.shop.product("33.33", 50);
		String order = this.shop.place(Cart.of(sku, 3));
		amend(order, lines(line(sku, 2)));

		amend(order, lines(line(sku, 7))).hasSize("/lines", 1)
			.has("/lines/0/quantities/ordered", 8)
			.has("/lines/0/quantities/cancelled", 1)
			.has("/lines/0/quantities/reserved", 7)
			.has("/totals/items/amount", "233.31")
			.has("/status", "VERIFIED");
	}

	@Test
	void fewerUnitsGiveBackThoseThatWaitBeforeThoseThatLieThere() {
		String sku = this.shop.backorderable("10.00", 5);
		String first = this.shop.place(Cart.of(sku, 8));
		String second = this.shop.place(Cart.of(sku, 2));

		amend(first, lines(line(sku, 6))).has("/lines/0/quantities/reserved", 5)
			.has("/lines/0/quantities/backordered", 1);
		this.shop.order(second).has("/lines/0/queuePosition", 1);
		amend(first, lines(line(sku, 4))).has("/lines/0/quantities/reserved", 4);
		this.shop.order(second).has("/lines/0/quantities/reserved", 1).has("/lines/0/quantities/backordered", 1);
	}

	@Test
	void aLineThatIsNotSentIsCancelledAndOthersStay() {
		String kept = this.shop.product("10.00", 5);
		String dropped = this.shop.product("3.00", 5);
		String order = this.shop.place(Cart.of(kept, 1).and(dropped, 2));
		reprice(kept, "20.00");

		Answer amended = amend(order, lines(line(kept, 1)));

		amended.has("/lines/0/unitPrice/amount", "10.00")
			.has("/lines/1/quantities/cancelled", 2)
			.has("/totals/items/amount", "10.00");
		assertThat(this.shop.available(dropped)).isEqualTo(5);
		assertThat(this.shop.ops().get("/orders/%s/verification".formatted(order)).ok().number("/run")).isEqualTo(1);
	}

	@Test
	void aLineIsNamedByItsNumber() {
		String sku = this.shop.product("10.00", 9, ENGRAVABLE);
		String order = this.shop.place(Cart.of(sku, 2)
			.lineWith("services", List.of(Map.of("code", "ENGRAVING", "text", "For Ada")))
			.and(sku, 1));

		Map<String, Object> plain = numbered(2, sku, 1);
		Map<String, Object> engraved = numbered(1, sku, 3);
		amend(order, lines(plain, engraved)).has("/lines/0/quantities/reserved", 3)
			.has("/lines/1/quantities/reserved", 1)
			.has("/totals/items/amount", "52.00");
		engraved.put("services", List.of(Map.of("code", "ENGRAVING", "text", "For Eve")));
		amend(order, lines(plain, engraved)).hasSize("/lines", 2)
			.has("/lines/0/services/0/text", "For Eve")
			.has("/lines/0/quantities/reserved", 3);

		String version = "\"%s\"".formatted(this.shop.order(order).number("/version"));
		String path = "/orders/" + order;
		this.shop.ops().patch(path, lines(numbered(3, sku, 1)), "If-Match", version).refused(422, "UNKNOWN_LINE");
		this.shop.ops()
			.patch(path, lines(numbered(1, "MUG-BLUE", 1)), "If-Match", version)
			.refused(422, "RULE_VIOLATED");
		this.shop.ops().patch(path, lines(plain, plain), "If-Match", version).refused(422, "RULE_VIOLATED");
	}

	@Test
	void finishedWorkStaysFinished() {
		String sku = this.shop.product("12.90", 9, ENGRAVABLE);
		List<Map<String, String>> engraving = List.of(Map.of("code", "ENGRAVING", "text", "For Ada"));
		String order = this.shop.place(Cart.of(sku, 2).lineWith("services", engraving));
		this.shop.ops(order, "services");

		amend(order, NOTE).has("/lines/0/services/0/done", true);
		Map<String, Object> more = line(sku, 3);
		more.put("services", engraving);
		amend(order, lines(more)).has("/lines/0/services/0/done", true)
			.has("/lines/0/quantity", 2)
			.has("/lines/1/quantity", 1)
			.has("/lines/1/services/0/done", false);
	}

	@Test
	void anExpiredCouponKeepsTheTermsItHad() {
		String sku = this.shop.product("10.00", 50);
		String code = coupon(Map.of("kind", "PERCENT", "percent", 10, "maxUses", 1));
		String order = this.shop.place(Cart.of(sku, 3).with("couponCodes", List.of(code)));
		this.shop.ops()
			.put("/coupons/" + code,
					Map.of("kind", "PERCENT", "percent", 50, "validUntil",
							Instant.EPOCH.plusSeconds(1_000_000_000L).toString(), "maxUses", 1, "active", false))
			.ok();

		amend(order, NOTE).has("/totals/discount/amount", "3.00");
		amend(order, lines(line(sku, 8))).has("/totals/discount/amount", "8.00").has("/couponCodes/0", code);
		amend(order, lines(line(sku, 2))).has("/totals/discount/amount", "2.00");
		this.shop.ops().get("/coupons/" + code).ok().has("/used", 1);
	}

	@Test
	void aFixedCouponIsSpentOnce() {
		String sku = this.shop.product("4.00", 50);
		String other = this.shop.product("5.00", 50);
		String code = coupon(Map.of("kind", "FIXED", "amount", euros("10.00")));
		String order = this.shop.place(Cart.of(sku, 2).with("couponCodes", List.of(code)));

		this.shop.order(order).has("/totals/discount/amount", "8.00");
		amend(order, lines(line(sku, 2), line(other, 3))).has("/totals/discount/amount", "10.00")
			.has("/lines/0/amounts/discount/amount", "8.00")
			.has("/lines/1/amounts/discount/amount", "2.00");
	}

	@Test
	void couponsAreChangedAtTodaysTermsAndGivenBack() {
		String sku = this.shop.product("10.00", 50);
		String old = coupon(Map.of("kind", "PERCENT", "percent", 10));
		String other = coupon(Map.of("kind", "PERCENT", "percent", 20, "maxUses", 1));
		String order = this.shop.place(Cart.of(sku, 5).with("couponCodes", List.of(old)));

		amend(order, Map.of("couponCodes", List.of(other))).has("/totals/discount/amount", "10.00")
			.has("/totals/items/amount", "50.00");
		this.shop.ops().get("/coupons/" + other).ok().has("/used", 1);
		Answer none = amend(order, Map.of("couponCodes", List.of()));
		none.has("/totals/discount/amount", "0.00").hasSize("/couponCodes", 0);
		this.shop.ops().get("/coupons/" + other).ok().has("/used", 0);
		this.shop.ops()
			.patch("/orders/" + order, Map.of("couponCodes", List.of("NO-SUCH")), "If-Match", "*")
			.refused(422, "COUPON_NOT_APPLICABLE")
			.has("/errors/0/pointer", "/couponCodes/0");
	}

	@Test
	void aDeliveryMethodThatWasSwitchedOffStaysGoodForTheOrderThatHasIt() {
		String sku = this.shop.product("10.00", 50);
		String method = "D-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
		Map<String, Object> byFoot = new LinkedHashMap<>(Map.of("name", "By foot", "kind", "FLAT", "countries",
				List.of("DE", "AT"), "rates", List.of(Map.of("fee", euros("1.00")))));
		byFoot.put("code", method);
		this.shop.ops().post("/delivery-methods", byFoot).ok();
		String order = this.shop
			.place(Cart.of(sku, 1).with("delivery", Map.of("method", method, "partialDelivery", true)));
		byFoot.remove("code");
		byFoot.put("active", false);
		this.shop.ops().put("/delivery-methods/" + method, byFoot).ok();

		amend(order, NOTE).has("/status", "VERIFIED");
		amend(order, lines(line(sku, 2))).has("/status", "VERIFIED").has("/totals/shipping/amount", "1.00");
		amend(order, Map.of("shippingAddress", address("1010", "AT"))).has("/status", "VERIFIED");
		String another = this.shop.place(Cart.of(sku, 1));
		this.shop.ops()
			.patch("/orders/" + another, Map.of("delivery", Map.of("method", method)), "If-Match", "*")
			.refused(422, "UNKNOWN_DELIVERY_METHOD");
	}

	@Test
	void anotherCountryTaxesAnewWhatIsAgreed() {
		String sku = this.shop.product("100.00", 5);
		String order = this.shop.place(Cart.of(sku, 2));
		this.shop.order(order).has("/lines/0/taxRate", 19.0).has("/totals/tax/amount", "32.71");
		reprice(sku, "200.00");

		amend(order, Map.of("shippingAddress", address("1010", "AT"))).has("/lines/0/taxRate", 20.0)
			.has("/totals/items/amount", "200.00")
			.has("/totals/grandTotal/amount", "204.90")
			.has("/totals/tax/amount", "34.15")
			.has("/status", "VERIFIED");
		assertThat(this.shop.finding(order, "DELIVERY").at("/evidence")).contains("AT");
	}

	@Test
	void anOverrideStaysUnlessWhatItWasAboutChanges() {
		String sku = this.shop.product("12.90", 50);
		String other = this.shop.product("1.00", 50);
		String order = this.shop.place(Cart.of(sku, 1).lineWith("expectedUnitPrice", euros("9.90")));
		this.shop.ops(order, "verify", Map.of("override", true, "reason", "Agreed on the phone"));

		amend(order, NOTE).has("/status", "VERIFIED");
		amend(order, lines(line(sku, 1), line(other, 1))).has("/status", "VERIFIED");
		this.shop.finding(order, "PRICE").has("/overridden", true);
		Map<String, Object> dearer = line(other, 2);
		dearer.put("expectedUnitPrice", euros("0.50"));
		Answer held = amend(order, lines(line(sku, 1), dearer));
		held.has("/status", "PLACED");
		assertThat(held.at("/holds/0/reason")).contains("PRICE: Line 2", "0.50", "expectedUnitPrice");
	}

	@Test
	void aHoldThatFinanceHasReleasedStaysReleasedUntilMoreIsOwed() {
		String sku = this.shop.product("10.00", 50);
		String order = this.shop.place(Cart.of(sku, 2).paidBy("BANK_TRANSFER"));
		this.shop.finance().post("/orders/%s/release".formatted(order), Map.of("reason", "A good customer")).ok();

		amend(order, NOTE).hasSize("/holds", 0);
		amend(order, lines(line(sku, 1))).hasSize("/holds", 0);
		amend(order, lines(line(sku, 3))).has("/holds/0/type", "PAYMENT");
	}

	@Test
	void aPaidOrderIsNotHeldAgain() {
		String sku = this.shop.product("10.00", 50);
		String order = this.shop.place(Cart.of(sku, 2).paidBy("BANK_TRANSFER"));
		this.shop.pay(order, Map.of("method", "BANK_TRANSFER"));

		amend(order, NOTE).hasSize("/holds", 0).has("/payment/status", "PAID");
		amend(order, lines(line(sku, 1))).hasSize("/holds", 0).has("/payment/refundDue/amount", "10.00");
	}

	@Test
	void aCheckThatFailsLeavesTheKeptUnitsWhatTheyHave() {
		String sku = this.shop.backorderable("10.00", 5);
		String rare = this.shop.product("3.00", 1);
		String first = this.shop.place(Cart.of(sku, 8));
		String second = this.shop.place(Cart.of(sku, 2));

		Answer held = amend(first, lines(line(sku, 8), line(rare, 2)));

		held.has("/status", "PLACED")
			.has("/lines/0/quantities/reserved", 5)
			.has("/lines/0/quantities/backordered", 3)
			.has("/lines/1/quantities/reserved", 0);
		assertThat(held.at("/holds/0/reason")).contains("STOCK: " + rare + ": 2 asked for, 1 available");
		this.shop.order(second).has("/lines/0/queuePosition", 3);
		this.shop.receive(rare, "MAIN", 1);
		this.shop.ops(first, "verify")
			.has("/status", "VERIFIED")
			.has("/lines/0/quantities/reserved", 5)
			.has("/lines/1/quantities/reserved", 2);
		this.shop.order(second).has("/lines/0/queuePosition", 3);
	}

	@Test
	void aFailureOfTheOrderIsMendedByChangingWhatItIsAbout() {
		String sku = this.shop.product("10.00", 5);
		String order = this.shop
			.place(Cart.of(sku, 1).with("customer", Map.of("name", "Grace Guest", "email", "grace@nowhere")));
		this.shop.order(order).has("/status", "PLACED");
		this.shop.receive(sku, "MAIN", 1);

		amend(order, NOTE).has("/status", "PLACED");
		amend(order, Map.of("customer", Map.of("email", "grace@example.org"))).has("/status", "VERIFIED")
			.has("/customer/name", "Grace Guest")
			.hasSize("/holds", 0)
			.has("/lines/0/quantities/reserved", 1);
	}

	@Test
	void contactAndAddressChangeUntilAllIsShipped() {
		String sku = this.shop.product("10.00", 5);
		String order = this.shop.packed(Cart.of(sku, 2));

		Answer amended = amend(order,
				Map.of("customer", Map.of("name", "Grace Hopper", "phone", "+49 30 901821"), "shippingAddress",
						address("20095", "DE"), "billingAddress", address("10117", "DE"), "metadata",
						Map.of("desk", "7"), "note", "Leave at the door"));

		amended.has("/status", "FULFILLED")
			.has("/customer/name", "Grace Hopper")
			.has("/customer/email", "grace@example.org")
			.has("/shippingAddress/postalCode", "20095")
			.has("/metadata/desk", "7");
		assertThat(amended.at("/delivery/addressChangedAt")).isNotEmpty();
		String path = "/orders/" + order;
		Answer refused = this.shop.ops().patch(path, lines(line(sku, 1)), "If-Match", "*");
		refused.refused(409, "ACTION_NOT_ALLOWED");
		assertThat(refused.at("/liftedBy")).contains("Cancel units");
		this.shop.ops()
			.patch(path, Map.of("shippingAddress", address("1010", "AT")), "If-Match", "*")
			.refused(409, "ACTION_NOT_ALLOWED");
		this.shop.ops(order, "ship").lacks("/delivery/addressChangedAt");
		this.shop.ops().patch(path, NOTE, "If-Match", "*").refused(409, "ACTION_NOT_ALLOWED");
	}

	@Test
	void thePaymentMethodChangesWhileNothingIsPaid() {
		String sku = this.shop.product("10.00", 5);
		String order = this.shop.place(Cart.of(sku, 2).paidBy("BANK_TRANSFER"));

		amend(order, Map.of("payment", Map.of("method", "CARD", "token", "tok_approve"))).has("/payment/method",
				"CARD");
		this.shop.order(order).has("/payment/status", "AUTHORIZED").hasSize("/holds", 0);
		amend(order, Map.of("payment", Map.of("method", "INVOICE"))).has("/status", "PLACED");
		amend(order, Map.of("payment", Map.of("method", "BANK_TRANSFER"))).has("/status", "VERIFIED")
			.has("/holds/0/type", "PAYMENT");
		this.shop.pay(order, Map.of("method", "BANK_TRANSFER"));
		Answer refused = this.shop.ops()
			.patch("/orders/" + order, Map.of("payment", Map.of("method", "CASH_ON_DELIVERY")), "If-Match", "*")
			.refused(409, "ACTION_NOT_ALLOWED");
		assertThat(refused.at("/detail")).contains("24.90 EUR have been paid");
	}

	@Test
	void aDryRunShowsBeforeAndAfterAndKeepsNothing() {
		String sku = this.shop.product("10.00", 50);
		String order = this.shop.place(Cart.of(sku, 2));
		String path = "/orders/" + order;

		Answer dry = this.shop.ops().patch(path + "?dryRun=true", lines(line(sku, 3)), "If-Match", "*").ok();

		assertThat(dry.item("/changes", "/field", "totals.grandTotal").at("/before")).isEqualTo("24.90 EUR");
		assertThat(dry.item("/changes", "/field", "totals.grandTotal").at("/after")).isEqualTo("34.90 EUR");
		assertThat(dry.item("/changes", "/field", "lines[1].quantities.reserved").at("/after")).isEqualTo("3");
		this.shop.order(order).has("/lines/0/quantity", 2).lacks("/changes");
		assertThat(amend(order, NOTE).each("/changes", "/field")).containsExactly("note");
	}

	@Test
	void aDryRunOfAPlacementSpellsOutWhatFails() {
		String sku = this.shop.product("12.90", 5);
		Answer quote = this.shop.storefront()
			.post("/orders?dryRun=true", Cart.of(sku, 1).lineWith("expectedUnitPrice", euros("9.90")).body())
			.ok();
		quote.has("/status", "PLACED");
		assertThat(quote.at("/holds/0/reason")).contains("PRICE", "the buyer saw 9.90 EUR, the price is 12.90 EUR",
				"expectedUnitPrice");
	}

	private Answer amend(String order, Map<String, Object> amendment) {
		return this.shop.ops().patch("/orders/" + order, amendment, "If-Match", "*").ok();
	}

	private void reprice(String sku, String price) {
		this.shop.ops()
			.put("/products/" + sku, Map.of("name", "Test goods", "weightGrams", 100, "prices", List.of(euros(price))))
			.ok();
	}

	private String coupon(Map<String, Object> terms) {
		String code = "C" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
		Map<String, Object> coupon = new LinkedHashMap<>(terms);
		coupon.put("code", code);
		this.shop.ops().post("/coupons", coupon).ok();
		return code;
	}

	private static Map<String, Object> lines(Object... lines) {
		return Map.of("lines", List.of(lines));
	}

	private static Map<String, Object> line(String sku, int quantity) {
		return new LinkedHashMap<>(Map.of("sku", sku, "quantity", quantity));
	}

	private static Map<String, Object> numbered(int number, String sku, int quantity) {
		Map<String, Object> line = line(sku, quantity);
		line.put("lineNumber", number);
		return line;
	}

}
