package dev.orderprocessing.orders;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.kernel.web.Settlement;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.orderprocessing.support.Cart.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What happens to orders, told as the people around them see it, over HTTP. */
@IntegrationTest
class JourneyIT {

	@Autowired
	Api api;

	@Autowired
	Settlement settlement;

	Shop shop;

	@BeforeEach
	void open() {
		this.shop = Shop.demo(this.api.url());
	}

	@Test
	void anOrderOnAccountGoesFromPlacedToConfirmed() {
		String sku = this.shop.product("12.90", 10);
		Answer placed = this.shop.placed(Cart.of(sku, 2)
			.lineWith("expectedUnitPrice", euros("12.90"))
			.onAccountOf(this.shop.customerWithTerms()));
		String number = placed.at("/number");
		assertThat(placed.status()).isEqualTo(201);
		assertThat(placed.header("Location")).hasValue("/api/v1/orders/" + number);
		assertThat(placed.at("/status")).isEqualTo("VERIFIED");
		assertThat(placed.at("/nextAction")).isEqualTo("fulfill");
		assertThat(placed.amount("/totals/items")).isEqualTo("25.80");
		assertThat(placed.amount("/totals/shipping")).isEqualTo("4.90");
		assertThat(placed.amount("/totals/grandTotal")).isEqualTo("30.70");
		assertThat(placed.amount("/totals/tax")).isEqualTo("4.90");
		assertThat(this.shop.available(sku)).isEqualTo(8);

		assertThat(this.shop.ops(number, "fulfill").at("/status")).isEqualTo("FULFILLED");
		Answer shipped = this.shop.ops(number, "ship", Map.of("carrier", "DHL", "trackingNumber", "JD0140"));
		assertThat(shipped.at("/status")).isEqualTo("SHIPPED");
		assertThat(shipped.number("/lines/0/quantities/reserved")).isZero();
		assertThat(this.shop.ops().get("/orders/%s/shipments".formatted(number)).ok().at("/items/0/trackingNumber"))
			.isEqualTo("JD0140");

		Answer delivered = this.shop.ops(number, "deliver", Map.of("proof", "Signed by A. Buyer"));
		assertThat(delivered.at("/status")).isEqualTo("INVOICED");
		assertThat(delivered.amount("/totals/balance")).isEqualTo("30.70");
		assertThat(delivered.at("/nextAction")).isEqualTo("payments");
		Answer invoice = this.shop.finance().get("/orders/%s/invoices".formatted(number)).ok();
		assertThat(invoice.size("/items")).isOne();
		assertThat(invoice.number("/items/0/lines/0/quantity")).isEqualTo(2);
		assertThat(invoice.amount("/items/0/lines/0/gross")).isEqualTo("25.80");
		assertThat(invoice.amount("/items/0/shipping/gross")).isEqualTo("4.90");
		assertThat(invoice.amount("/items/0/gross")).isEqualTo("30.70");

		Answer paid = this.shop.pay(number, Map.of("method", "BANK_TRANSFER", "reference", "Statement 4"));
		assertThat(paid.at("/status")).isEqualTo("CONFIRMED");
		assertThat(paid.amount("/totals/balance")).isEqualTo("0.00");
		assertThat(paid.at("/nextAction")).isEmpty();
		assertThat(this.shop.ops().get("/orders/%s/history".formatted(number)).ok().each("/items", "/command"))
			.containsExactly("place", "verify", "fulfill", "ship", "deliver", "invoice", "payments");
		assertThat(this.shop.ops().get("/orders/%s/history".formatted(number)).ok().each("/items", "/to"))
			.containsExactly("PLACED", "VERIFIED", "FULFILLED", "SHIPPED", "SHIPPED", "INVOICED", "CONFIRMED");
		assertThat(this.shop.eventsUntil("OrderConfirmed", paid.at("/id"))).containsSubsequence("OrderPlaced",
				"OrderVerified", "UnitsFulfilled", "UnitsShipped", "ShipmentDelivered", "OrderInvoiced",
				"PaymentReceived", "OrderConfirmed");

		assertThat(paid.each("/allowedActions", "")).containsExactly("feedback");
		Map<String, Object> feedback = Map.of("rating", 5, "comment", "Lovely mugs");
		this.shop.storefront().post("/orders/%s/feedback".formatted(number), feedback).ok();
		this.shop.storefront()
			.post("/orders/%s/feedback".formatted(number), feedback)
			.refused(409, "ACTION_NOT_ALLOWED");
		this.shop.assertBooksAreExact();
	}

	@Test
	void aBackorderIsServedByTheNextReceipt() {
		String sku = this.shop.product("20.00", 2, Map.of("backorderable", true));
		Answer placed = this.shop.placed(Cart.of(sku, 5).inOneDelivery());
		String number = placed.at("/number");
		assertThat(placed.at("/status")).isEqualTo("VERIFIED");
		assertThat(placed.number("/lines/0/quantities/reserved")).isEqualTo(2);
		assertThat(placed.number("/lines/0/quantities/backordered")).isEqualTo(3);
		assertThat(placed.number("/lines/0/queuePosition")).isZero();
		assertThat(placed.at("/waitingFor/reason")).contains("3 units are backordered");
		assertThat(this.shop.finding(number, "STOCK").at("/outcome")).isEqualTo("WARN");
		String later = this.shop.place(Cart.of(sku, 1));
		assertThat(this.shop.order(later).number("/lines/0/queuePosition")).isEqualTo(3);
		this.shop.ops().post("/orders/%s/fulfill".formatted(number)).refused(409, "ACTION_NOT_ALLOWED");

		Answer received = this.shop.receive(sku, "MAIN", 3);
		assertThat(received.each("/backordersServed", "/units")).containsExactly("3");

		assertThat(this.shop.order(number).number("/lines/0/quantities/backordered")).isZero();
		assertThat(this.shop.order(later).number("/lines/0/queuePosition")).isZero();
		assertThat(this.shop.ops(number, "fulfill").at("/status")).isEqualTo("FULFILLED");
		this.shop.assertBooksAreExact();
	}

	@Test
	void anOrderOverTwoWarehousesIsSentInTwoShipmentsWithTwoInvoices() {
		String sku = this.shop.product("9.99", 3);
		this.shop.receive(sku, "NORTH", 4);
		String number = this.shop.place(Cart.of(sku, 7).onAccountOf(this.shop.customerWithTerms()));
		assertThat(this.shop.ops(number, "fulfill").at("/status")).isEqualTo("FULFILLED");
		this.shop.ops()
			.post("/orders/%s/ship".formatted(number), Map.of("trackingNumber", "ONE"))
			.refused(422, "RULE_VIOLATED");

		Answer first = this.shop.ops(number, "ship", Map.of("warehouse", "NORTH"));
		assertThat(first.at("/status")).isEqualTo("FULFILLED");
		assertThat(first.number("/lines/0/quantities/shipped")).isEqualTo(4);
		Answer partlyInvoiced = this.shop.ops(number, "deliver");
		assertThat(partlyInvoiced.at("/status")).isEqualTo("FULFILLED");
		assertThat(partlyInvoiced.amount("/totals/invoiced")).isEqualTo("44.86");

		assertThat(this.shop.ops(number, "ship").at("/status")).isEqualTo("SHIPPED");
		Answer all = this.shop.ops(number, "deliver");
		assertThat(all.at("/status")).isEqualTo("INVOICED");
		assertThat(all.amount("/totals/invoiced")).isEqualTo("74.83");
		Answer invoices = this.shop.finance().get("/orders/%s/invoices".formatted(number)).ok();
		assertThat(invoices.each("/items", "/gross/amount")).containsExactly("44.86", "29.97");
		assertThat(invoices.each("/items", "/lines/0/quantity")).containsExactly("4", "3");
		assertThat(this.shop.pay(number, Map.of("method", "BANK_TRANSFER", "amount", euros("44.86"))).at("/status"))
			.isEqualTo("INVOICED");
		assertThat(this.shop.pay(number, Map.of("method", "BANK_TRANSFER")).at("/status")).isEqualTo("CONFIRMED");
		this.shop.assertBooksAreExact();
	}

	@Test
	void whatIsWantedInOneDeliveryLeavesTwoWarehousesAtOnceEachUnderItsOwnNumber() {
		String sku = this.shop.product("9.99", 3);
		this.shop.receive(sku, "NORTH", 4);
		String number = this.shop.packed(Cart.of(sku, 7).inOneDelivery());
		Map<String, Object> main = Map.of("warehouse", "MAIN", "carrier", "DHL", "trackingNumber", "M-1");
		Map<String, Object> north = Map.of("warehouse", "NORTH", "carrier", "UPS", "trackingNumber", "N-1");
		String ship = "/orders/%s/ship".formatted(number);
		assertThat(this.shop.ops().post(ship, Map.of("trackingNumber", "ONE")).refused(422, "RULE_VIOLATED").text())
			.contains("MAIN, NORTH", "shipments");
		assertThat(this.shop.ops().post(ship, Map.of("warehouse", "NORTH")).refused(422, "RULE_VIOLATED").text())
			.contains("/warehouse", "one delivery", "MAIN, NORTH");
		this.shop.ops().post(ship, Map.of("shipments", List.of(main))).refused(422, "RULE_VIOLATED");
		assertThat(this.shop.ops()
			.post(ship, Map.of("shipments", List.of(main, north), "carrier", "DHL"))
			.refused(400, "INVALID_REQUEST")
			.text()).contains("/shipments");
		assertThat(this.shop.ops()
			.post(ship, Map.of("shipments", List.of(main, main)))
			.refused(400, "INVALID_REQUEST")
			.text()).contains("/shipments/1/warehouse");
		assertThat(this.shop.ops()
			.post(ship, Map.of("shipments", List.of(main, Map.of("warehouse", "SOUTH"))))
			.refused(422, "QUANTITY_NOT_AVAILABLE")
			.text()).contains("/shipments/1/warehouse", "MAIN, NORTH");

		Answer sent = this.shop.ops(number, "ship", Map.of("shipments", List.of(north, main)));

		assertThat(sent.at("/status")).isEqualTo("SHIPPED");
		Answer shipments = this.shop.ops().get("/orders/%s/shipments".formatted(number)).ok();
		assertThat(shipments.item("/items", "/warehouse", "MAIN").at("/trackingNumber")).isEqualTo("M-1");
		assertThat(shipments.item("/items", "/warehouse", "NORTH").at("/carrier")).isEqualTo("UPS");
		this.shop.assertBooksAreExact();
	}

	@Test
	void aWrongTrackingNumberIsCorrectedUntilTheDeliveryAndTheBuyerIsTold() {
		String sku = this.shop.product("9.99", 3);
		this.shop.receive(sku, "NORTH", 4);
		String number = this.shop.shipped(Cart.of(sku, 7));
		Answer before = this.shop.ops().get("/orders/%s/shipments".formatted(number)).ok();
		String first = before.at("/items/0/number");
		Map<String, Object> right = Map.of("shipment", first, "carrier", "DHL", "trackingNumber",
				"00340434161094042564");
		String tracking = "/orders/%s/tracking".formatted(number);
		assertThat(this.shop.ops().post(tracking, Map.of("trackingNumber", "1")).refused(400, "INVALID_REQUEST").text())
			.contains("/shipment", first);
		this.shop.ops()
			.post(tracking, Map.of("shipment", "SH-1", "trackingNumber", "1"))
			.refused(422, "UNKNOWN_SHIPMENT");
		this.shop.ops().post(tracking, Map.of("shipment", first)).refused(400, "INVALID_REQUEST");

		this.shop.ops(number, "tracking", right);

		Answer after = this.shop.ops().get("/orders/%s/shipments".formatted(number)).ok();
		Answer corrected = after.item("/items", "/number", first);
		assertThat(corrected.at("/trackingNumber")).isEqualTo("00340434161094042564");
		assertThat(corrected.at("/trackingUrl")).contains("00340434161094042564");
		assertThat(after.at("/items/1/trackingNumber")).isEqualTo(before.at("/items/1/trackingNumber"));
		String mails = "/orders/%s/notifications".formatted(number);
		await().atMost(Duration.ofSeconds(20))
			.until(() -> this.shop.ops().get(mails).ok().each("/items", "/kind").contains("TRACKING_CORRECTED"));
		assertThat(this.shop.ops().get(mails).ok().item("/items", "/kind", "TRACKING_CORRECTED").at("/body"))
			.contains(first, "DHL", "00340434161094042564");
		this.shop.ops(number, "deliver", Map.of("shipment", first));
		this.shop.ops().post(tracking, right).refused(409, "ACTION_NOT_ALLOWED");
	}

	@Test
	void aDeclinedCardHoldsTheOrderUntilAnotherCardIsGiven() {
		String sku = this.shop.product("50.00", 1);
		Answer placed = this.shop.placed(Cart.of(sku, 1).paidByCard("tok_decline"));
		String number = placed.at("/number");
		assertThat(placed.at("/status")).isEqualTo("VERIFIED");
		assertThat(placed.at("/payment/status")).isEqualTo("DECLINED");
		assertThat(placed.each("/holds", "/type")).containsExactly("PAYMENT");
		assertThat(placed.at("/holds/0/reason")).contains("insufficient funds");
		Answer refused = this.shop.ops()
			.post("/orders/%s/fulfill".formatted(number))
			.refused(409, "ACTION_NOT_ALLOWED");
		assertThat(refused.at("/detail")).contains("declined");
		assertThat(refused.each("/allowedActions", "")).contains("payments").doesNotContain("fulfill");

		Answer paid = this.shop.storefront()
			.post("/orders/%s/payments".formatted(number), Map.of("method", "CARD", "token", "tok_approve"))
			.ok();
		assertThat(paid.at("/payment/status")).isEqualTo("AUTHORIZED");
		assertThat(paid.size("/holds")).isZero();

		this.shop.ops(number, "fulfill");
		this.shop.ops(number, "ship");
		Answer delivered = this.shop.ops(number, "deliver");
		assertThat(delivered.at("/status")).isEqualTo("CONFIRMED");
		assertThat(delivered.at("/payment/status")).isEqualTo("PAID");
		assertThat(delivered.amount("/totals/paid")).isEqualTo("54.90");
		this.shop.assertBooksAreExact();
	}

	@Test
	void aCardWhoseGatewayDoesNotAnswerIsSettledLaterAndChargedOnce() {
		String sku = this.shop.product("50.00", 1);
		Answer placed = this.shop.placed(Cart.of(sku, 1).paidByCard("tok_timeout"));
		String number = placed.at("/number");
		assertThat(placed.at("/payment/status")).isEqualTo("UNKNOWN");
		assertThat(placed.each("/holds", "/type")).containsExactly("PAYMENT");
		assertThat(placed.at("/holds/0/reason")).contains("has not answered");
		this.shop.finance()
			.post("/orders/%s/payments".formatted(number), Map.of("method", "CARD", "token", "tok_approve"))
			.refused(409, "ACTION_NOT_ALLOWED");

		this.settlement.settle(UUID.fromString(placed.at("/id")));
		this.settlement.settle(UUID.fromString(placed.at("/id")));

		Answer settled = this.shop.order(number);
		assertThat(settled.at("/payment/status")).isEqualTo("AUTHORIZED");
		assertThat(settled.size("/holds")).isZero();
		this.shop.ops(number, "fulfill");
		this.shop.ops(number, "ship");
		assertThat(this.shop.ops(number, "deliver").at("/status")).isEqualTo("CONFIRMED");
		Answer payments = this.shop.finance().get("/orders/%s/payments".formatted(number)).ok();
		assertThat(payments.each("/items", "/status")).filteredOn("CAPTURED"::equals).hasSize(1);
		assertThat(this.shop.order(number).amount("/totals/paid")).isEqualTo("54.90");
		this.shop.assertBooksAreExact();
	}

	@Test
	void aHeldOrderGoesOnWhenEveryHoldIsReleased() {
		String number = this.shop.place(Cart.of(this.shop.product("5.00", 5), 1));
		this.shop.ops(number, "hold", Map.of("type", "CUSTOMER_REQUEST", "reason", "On holiday until Monday"));
		Answer held = this.shop.finance()
			.post("/orders/%s/hold".formatted(number), Map.of("type", "FRAUD", "reason", "Odd address"))
			.ok();
		assertThat(held.each("/holds", "/type")).containsExactly("CUSTOMER_REQUEST", "FRAUD");
		assertThat(held.at("/waitingFor/action")).isEqualTo("fulfill");
		assertThat(held.at("/waitingFor/reason")).contains("On holiday until Monday", "Odd address");
		Answer refused = this.shop.ops()
			.post("/orders/%s/fulfill".formatted(number))
			.refused(409, "ACTION_NOT_ALLOWED");
		assertThat(refused.at("/currentStatus")).isEqualTo("VERIFIED");
		assertThat(refused.at("/liftedBy")).contains("Release");

		Map<String, Object> checked = Map.of("holdId", held.at("/holds/1/id"), "reason", "Address checked");
		assertThat(
				this.shop.ops().post("/orders/%s/release".formatted(number), checked).refused(403, "FORBIDDEN").text())
			.contains("FINANCE");
		Answer one = this.shop.finance().post("/orders/%s/release".formatted(number), checked).ok();
		assertThat(one.each("/holds", "/type")).containsExactly("CUSTOMER_REQUEST");
		this.shop.ops().post("/orders/%s/fulfill".formatted(number)).refused(409, "ACTION_NOT_ALLOWED");
		this.shop.ops(number, "release");
		assertThat(this.shop.ops(number, "fulfill").at("/status")).isEqualTo("FULFILLED");
	}

	@Test
	void aCancelledOrderGivesBackItsStockAndItsAuthorisation() {
		String sku = this.shop.product("30.00", 4);
		Answer placed = this.shop.placed(Cart.of(sku, 3).paidByCard("tok_approve"));
		String number = placed.at("/number");
		assertThat(this.shop.available(sku)).isOne();
		this.shop.ops(number, "fulfill");

		Answer cancelled = this.shop.storefront()
			.post("/orders/%s/cancel".formatted(number), Map.of("reason", "Changed their mind"))
			.ok();

		assertThat(cancelled.at("/status")).isEqualTo("CANCELLED");
		assertThat(cancelled.at("/payment/status")).isEqualTo("VOIDED");
		assertThat(cancelled.amount("/totals/grandTotal")).isEqualTo("0.00");
		assertThat(cancelled.amount("/totals/agreed")).isEqualTo(placed.amount("/totals/grandTotal"));
		assertThat(cancelled.amount("/totals/cancelled")).isEqualTo(placed.amount("/totals/grandTotal"));
		assertThat(cancelled.each("/allowedActions", "")).containsExactly("payments");
		assertThat(this.shop.available(sku)).isEqualTo(4);
		this.shop.ops().post("/orders/%s/cancel".formatted(number)).refused(409, "ACTION_NOT_ALLOWED");
		assertThat(this.shop.ops().get("/orders/%s/history".formatted(number)).ok().each("/items", "/reason"))
			.contains("Changed their mind");
		this.shop.assertBooksAreExact();
	}

	@Test
	void unitsOfALineAreCancelledAndTheRestIsSent() {
		String sku = this.shop.product("10.00", 5);
		String other = this.shop.product("7.00", 5);
		String number = this.shop.place(Cart.of(sku, 3).and(other, 1));
		Answer changed = this.shop.ops(number, "cancel", Map.of("reason", "Two are enough", "lines",
				List.of(Map.of("lineNumber", 1, "quantity", 1), Map.of("lineNumber", 2, "quantity", 1))));
		assertThat(changed.at("/status")).isEqualTo("VERIFIED");
		assertThat(changed.number("/lines/0/quantities/cancelled")).isOne();
		assertThat(changed.number("/lines/0/quantities/reserved")).isEqualTo(2);
		assertThat(changed.amount("/totals/agreed")).isEqualTo("41.90");
		assertThat(changed.amount("/totals/cancelled")).isEqualTo("17.00");
		assertThat(changed.amount("/totals/grandTotal")).isEqualTo("24.90");
		assertThat(this.shop.available(sku)).isEqualTo(3);
		assertThat(this.shop.available(other)).isEqualTo(5);
		this.shop.ops()
			.post("/orders/%s/cancel".formatted(number),
					Map.of("lines", List.of(Map.of("lineNumber", 1, "quantity", 3))))
			.refused(422, "QUANTITY_NOT_AVAILABLE");
		this.shop.ops(number, "fulfill");
		this.shop.ops(number, "ship");
		assertThat(this.shop.ops(number, "deliver").amount("/totals/invoiced")).isEqualTo("24.90");
		this.shop.assertBooksAreExact();
	}

	@Test
	void aCancelledRestLetsTheOrderFollowItsCounts() {
		String sku = this.shop.product("10.00", 2, Map.of("backorderable", true));
		String number = this.shop.place(Cart.of(sku, 3));
		this.shop.ops(number, "fulfill");
		this.shop.ops(number, "ship");
		assertThat(this.shop.ops(number, "deliver").at("/status")).isEqualTo("VERIFIED");
		Answer rest = this.shop.ops(number, "cancel", Map.of("lines", List.of(Map.of("lineNumber", 1, "quantity", 1))));
		assertThat(rest.at("/status")).isEqualTo("INVOICED");
		assertThat(this.shop.pay(number, Map.of()).at("/status")).isEqualTo("CONFIRMED");
		this.shop.assertBooksAreExact();
	}

	@Test
	void aBankTransferIsAwaitedBeforeAnythingIsPacked() {
		String number = this.shop.place(Cart.of(this.shop.product("40.00", 1), 1).paidBy("BANK_TRANSFER"));
		assertThat(this.shop.order(number).each("/holds", "/type")).containsExactly("PAYMENT");
		this.shop.ops().post("/orders/%s/release".formatted(number)).refused(403, "FORBIDDEN");
		this.shop.ops()
			.post("/orders/%s/payments".formatted(number), Map.of("method", "BANK_TRANSFER"))
			.refused(403, "FORBIDDEN");
		Answer part = this.shop.pay(number, Map.of("amount", euros("40.00")));
		assertThat(part.each("/holds", "/type")).containsExactly("PAYMENT");
		assertThat(part.amount("/totals/balance")).isEqualTo("4.90");
		this.shop.finance()
			.post("/orders/%s/payments".formatted(number), Map.of("amount", euros("4.91")))
			.refused(422, "PAYMENT_EXCEEDS_BALANCE");
		assertThat(this.shop.pay(number, Map.of()).size("/holds")).isZero();
		this.shop.ops(number, "fulfill");
		this.shop.ops(number, "ship");
		assertThat(this.shop.ops(number, "deliver").at("/status")).isEqualTo("CONFIRMED");
		Answer payments = this.shop.finance().get("/orders/%s/payments".formatted(number)).ok();
		assertThat(payments.each("/items", "/allocations/0/amount/amount")).containsExactly("40.00", "4.90");
		this.shop.assertBooksAreExact();
	}

	@Test
	void aPrepaidOrderThatIsCancelledNamesTheRefund() {
		String number = this.shop.place(Cart.of(this.shop.product("40.00", 2), 2).paidBy("BANK_TRANSFER"));
		this.shop.pay(number, Map.of());
		Answer cancelled = this.shop.ops(number, "cancel");
		assertThat(cancelled.at("/status")).isEqualTo("CANCELLED");
		assertThat(cancelled.amount("/payment/refundDue")).isEqualTo("84.90");
		this.shop.assertBooksAreExact();
	}

	@Test
	void cashOnDeliveryIsPaidWhenTheGoodsHaveArrived() {
		String number = this.shop.shipped(Cart.of(this.shop.product("8.00", 1), 1));
		this.shop.ops().post("/orders/%s/payments".formatted(number)).refused(409, "ACTION_NOT_ALLOWED");
		this.shop.ops(number, "deliver");
		assertThat(this.shop.ops(number, "payments").at("/status")).isEqualTo("CONFIRMED");
	}

	@Test
	void anAmendmentNeedsTheVersionThatWasReadAndIsVerifiedAnew() {
		String sku = this.shop.product("10.00", 5);
		String extra = this.shop.product("3.00", 1);
		Answer placed = this.shop.placed(Cart.of(sku, 1));
		String path = "/orders/" + placed.at("/number");
		String tag = placed.header("ETag").orElseThrow();
		Map<String, Object> amendment = Map.of("lines",
				List.of(Map.of("sku", sku, "quantity", 3), Map.of("sku", extra, "quantity", 1)), "reason",
				"Buyer wants more");

		this.shop.storefront().patch(path, amendment).refused(428, "PRECONDITION_REQUIRED");
		this.shop.storefront().patch(path, amendment, "If-Match", "\"999\"").refused(412, "STALE_VERSION");
		Answer amended = this.shop.storefront().patch(path, amendment, "If-Match", tag).ok();

		assertThat(amended.at("/status")).isEqualTo("VERIFIED");
		assertThat(amended.amount("/totals/grandTotal")).isEqualTo("37.90");
		assertThat(this.shop.available(sku)).isEqualTo(2);
		assertThat(this.shop.available(extra)).isZero();
		assertThat(this.shop.ops().get(path + "/verification").ok().number("/run")).isEqualTo(2);
		this.shop.storefront().patch(path, amendment, "If-Match", tag).refused(412, "STALE_VERSION");

		Answer tooMuch = this.shop.storefront()
			.patch(path, Map.of("lines", List.of(Map.of("sku", extra, "quantity", 2))), "If-Match",
					amended.header("ETag").orElseThrow())
			.ok();
		assertThat(tooMuch.at("/status")).isEqualTo("PLACED");
		assertThat(tooMuch.each("/holds", "/type")).containsExactly("VERIFICATION");
		assertThat(this.shop.available(sku)).isEqualTo(5);
		this.shop.receive(extra, "MAIN", 1);
		assertThat(this.shop.ops(placed.at("/number"), "verify").at("/status")).isEqualTo("VERIFIED");
		this.shop.assertBooksAreExact();
	}

	@Test
	void engravingIsDoneBeforeTheMugIsPacked() {
		String sku = this.shop.product("12.90", 5, Map.of("services", List.of(Map.of("code", "ENGRAVING", "name",
				"Engraving", "needsText", true, "prices", List.of(euros("4.00"))))));
		Answer placed = this.shop
			.placed(Cart.of(sku, 2).lineWith("services", List.of(Map.of("code", "ENGRAVING", "text", "For Ada"))));
		String number = placed.at("/number");
		assertThat(placed.amount("/totals/items")).isEqualTo("33.80");
		assertThat(placed.at("/waitingFor/reason") + placed.at("/nextAction")).contains("services");
		Answer refused = this.shop.ops()
			.post("/orders/%s/fulfill".formatted(number))
			.refused(409, "ACTION_NOT_ALLOWED");
		assertThat(refused.at("/detail")).contains("ENGRAVING");
		assertThat(this.shop.ops(number, "services").at("/lines/0/services/0/done")).isEqualTo("true");
		assertThat(this.shop.ops(number, "fulfill").at("/status")).isEqualTo("FULFILLED");

		String wordless = this.shop.place(Cart.of(sku, 1).lineWith("services", List.of(Map.of("code", "ENGRAVING"))));
		assertThat(this.shop.status(wordless)).isEqualTo("PLACED");
		assertThat(this.shop.finding(wordless, "COMPLETENESS").at("/evidence")).contains("text");
	}

	@Test
	void aCouponTakesAPartOffAndIsFreeAgainAfterACancellation() {
		String sku = this.shop.product("33.33", 5);
		String code = "C" + UUID.randomUUID().toString().substring(0, 8);
		this.shop.ops().post("/coupons", Map.of("code", code, "kind", "PERCENT", "percent", 10, "maxUses", 1)).ok();
		Answer placed = this.shop.placed(Cart.of(sku, 3).with("couponCodes", List.of(code)));
		assertThat(placed.amount("/totals/items")).isEqualTo("99.99");
		assertThat(placed.amount("/totals/discount")).isEqualTo("10.00");
		assertThat(placed.amount("/totals/grandTotal")).isEqualTo("94.89");
		this.shop.storefront()
			.post("/orders", Cart.of(sku, 1).with("couponCodes", List.of(code)).body())
			.refused(422, "COUPON_NOT_APPLICABLE");
		this.shop.ops(placed.at("/number"), "cancel");
		this.shop.placed(Cart.of(sku, 1).with("couponCodes", List.of(code)));
		this.shop.assertBooksAreExact();
	}

	@Test
	void aGuestBuysWithoutAnAccountButNotOnAccount() {
		String sku = this.shop.product("5.00", 5);
		Answer placed = this.shop.placed(Cart.of(sku, 1));
		assertThat(placed.at("/customer/email")).isEqualTo("grace@example.org");
		assertThat(placed.at("/customer/id")).isEmpty();
		String onAccount = this.shop.place(Cart.of(sku, 1).paidBy("INVOICE"));
		assertThat(this.shop.status(onAccount)).isEqualTo("PLACED");
		assertThat(this.shop.finding(onAccount, "CREDIT").at("/evidence")).isEqualTo("A guest cannot buy on account.");
	}

	@Test
	void aPriceThatTheBuyerDidNotSeeIsHeldUntilSomebodyOverridesIt() {
		String sku = this.shop.product("12.90", 5);
		Answer placed = this.shop.placed(Cart.of(sku, 1).lineWith("expectedUnitPrice", euros("9.90")));
		String number = placed.at("/number");
		assertThat(placed.at("/status")).isEqualTo("PLACED");
		assertThat(placed.each("/holds", "/type")).containsExactly("VERIFICATION");
		assertThat(placed.number("/lines/0/quantities/reserved")).isZero();
		Answer finding = this.shop.finding(number, "PRICE");
		assertThat(finding.at("/outcome")).isEqualTo("FAIL");
		assertThat(finding.at("/evidence")).contains("9.90", "12.90");
		assertThat(finding.at("/remedy")).isNotEmpty();
		this.shop.ops().post("/orders/%s/release".formatted(number)).refused(409, "ACTION_NOT_ALLOWED");
		this.shop.ops()
			.post("/orders/%s/verify".formatted(number), Map.of("override", true))
			.refused(400, "INVALID_REQUEST");

		Answer verified = this.shop.ops(number, "verify", Map.of("override", true, "reason", "Agreed on the phone"));
		assertThat(verified.at("/status")).isEqualTo("VERIFIED");
		assertThat(verified.size("/holds")).isZero();
		assertThat(this.shop.finding(number, "PRICE").at("/overridden")).isEqualTo("true");
	}

	@Test
	void stockCannotBeOverridden() {
		String number = this.shop.place(Cart.of(this.shop.product("12.90", 1), 2));
		Answer tried = this.shop.ops(number, "verify", Map.of("override", true, "reason", "Please"));
		assertThat(tried.at("/status")).isEqualTo("PLACED");
		assertThat(this.shop.finding(number, "STOCK").at("/evidence")).contains("2 asked for, 1 available");
	}

	@Test
	void anOrderBeyondTheCreditLimitWaitsUntilTheCustomerHasPaid() {
		String customer = this.shop.customer(Map.of("paymentTermsDays", 14, "creditLimit", euros("100.00")));
		String sku = this.shop.product("60.00", 5);
		String first = this.shop.place(Cart.of(sku, 1).onAccountOf(customer));
		assertThat(this.shop.status(first)).isEqualTo("VERIFIED");
		String second = this.shop.place(Cart.of(sku, 1).onAccountOf(customer));
		assertThat(this.shop.status(second)).isEqualTo("PLACED");
		assertThat(this.shop.finding(second, "CREDIT").at("/evidence")).contains("64.90", "129.80", "100.00");
		this.shop.pay(first, Map.of("method", "BANK_TRANSFER"));
		assertThat(this.shop.ops(second, "verify").at("/status")).isEqualTo("VERIFIED");
	}

	@Test
	void aBlockedCustomerIsHeldAtVerification() {
		String customer = this.shop.blockedCustomer("Unpaid invoices");
		String number = this.shop.place(Cart.of(this.shop.product("5.00", 5), 1).forCustomer(customer));
		assertThat(this.shop.status(number)).isEqualTo("PLACED");
		assertThat(this.shop.finding(number, "CUSTOMER").at("/evidence")).contains("Unpaid invoices");
	}

	@Test
	void anExternalReferenceIsUniqueInItsChannel() {
		String sku = this.shop.product("5.00", 5);
		String reference = "WEB-" + UUID.randomUUID();
		String number = this.shop.place(Cart.of(sku, 1).with("externalReference", reference));
		Answer refused = this.shop.storefront()
			.post("/orders", Cart.of(sku, 1).with("externalReference", reference).body())
			.refused(409, "DUPLICATE_EXTERNAL_REFERENCE");
		assertThat(refused.at("/order")).isEqualTo(number);
		this.shop.ops()
			.post("/orders", Cart.of(sku, 1).with("externalReference", reference).with("channel", "MARKETPLACE").body())
			.ok();
		assertThat(this.shop.available(sku)).isEqualTo(3);
	}

	@Test
	void theOrderOfAnotherChannelIsNotThere() {
		String number = this.shop.place(Cart.of(this.shop.product("5.00", 5), 1));
		Answer issued = this.shop.admin()
			.post("/api-keys", Map.of("name", "market", "role", "STOREFRONT", "channel", "MARKETPLACE"))
			.ok();
		Caller market = new Caller(this.api.url(), issued.at("/secret"));
		market.get("/orders/" + number).refused(404, "NOT_FOUND");
		market.get("/orders/%s/history".formatted(number)).refused(404, "NOT_FOUND");
		market.post("/orders/%s/cancel".formatted(number)).refused(404, "NOT_FOUND");
		assertThat(market.get("/orders").ok().size("/items")).isZero();
		assertThat(this.shop.status(number)).isEqualTo("VERIFIED");
	}

	@Test
	void aQuoteLeavesNothingBehind() {
		String sku = this.shop.product("12.90", 5);
		String reference = "Q-" + UUID.randomUUID();
		Answer quote = this.shop.storefront()
			.post("/orders?dryRun=true", Cart.of(sku, 2).with("externalReference", reference).body())
			.ok();
		assertThat(quote.at("/status")).isEqualTo("VERIFIED");
		assertThat(quote.amount("/totals/grandTotal")).isEqualTo("30.70");
		assertThat(this.shop.available(sku)).isEqualTo(5);
		assertThat(this.shop.ops().get("/orders?externalReference=" + reference).ok().size("/items")).isZero();
		this.shop.ops().get("/orders/" + quote.at("/number")).refused(404, "NOT_FOUND");

		String number = this.shop.place(Cart.of(sku, 2));
		assertThat(this.shop.ops(number, "fulfill?dryRun=true").at("/status")).isEqualTo("FULFILLED");
		assertThat(this.shop.status(number)).isEqualTo("VERIFIED");
	}

	@Test
	void aRepeatedRequestGetsTheSameAnswerAndOneOrder() {
		String sku = this.shop.product("12.90", 5);
		UUID key = UUID.randomUUID();
		Map<String, Object> cart = Cart.of(sku, 1).body();
		Answer first = this.shop.storefront().post(key, "/orders", cart).ok();
		Answer again = this.shop.storefront().post(key, "/orders", cart).ok();
		assertThat(again.text()).isEqualTo(first.text());
		assertThat(again.status()).isEqualTo(201);
		assertThat(again.header("Idempotency-Replayed")).hasValue("true");
		assertThat(this.shop.available(sku)).isEqualTo(4);
		this.shop.storefront().post(key, "/orders", Cart.of(sku, 2).body()).refused(422, "IDEMPOTENCY_KEY_REUSED");

		UUID shipKey = UUID.randomUUID();
		String number = first.at("/number");
		this.shop.ops(number, "fulfill");
		String ship = "/orders/%s/ship".formatted(number);
		assertThat(this.shop.ops().post(shipKey, ship, "").ok().text())
			.isEqualTo(this.shop.ops().post(shipKey, ship, "").ok().text());
		assertThat(this.shop.ops().get("/orders/%s/shipments".formatted(number)).ok().size("/items")).isOne();
	}

}
