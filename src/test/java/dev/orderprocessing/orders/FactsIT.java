package dev.orderprocessing.orders;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/** Every fact is announced by the command that makes it true, with what it is about. */
@IntegrationTest
@Import(PassingTime.class)
class FactsIT {

	@Autowired
	Api api;

	@Autowired
	OrderDeadlines deadlines;

	@Autowired
	PassingTime time;

	private static final Set<String> MAY_BE_ABSENT = Set.of("trackingUrl");

	/**
	 * What each fact says beside the order's number and channel, and a command for it.
	 */
	private static final Map<String, List<String>> FACTS = new LinkedHashMap<>();

	static {
		FACTS.put("OrderPlaced", List.of("paymentMethod", "grandTotal", "lines", "units"));
		FACTS.put("OrderVerified", List.of("warnings", "overridden"));
		FACTS.put("OrderVerificationFailed", List.of("failedChecks"));
		FACTS.put("OrderAmended", List.of("grandTotal", "changed"));
		FACTS.put("OrderHeld", List.of("holdType", "reason"));
		FACTS.put("OrderHoldReleased", List.of("holdType", "reason"));
		FACTS.put("PaymentAuthorized", List.of("amount"));
		FACTS.put("PaymentDeclined", List.of("operation", "amount", "reason"));
		FACTS.put("PaymentReceived", List.of("paymentMethod", "amount", "balance"));
		FACTS.put("PaymentReminded", List.of("amount", "until"));
		FACTS.put("AuthorizationNotRenewed", List.of("amount"));
		FACTS.put("UnitsFulfilled", List.of("units", "complete"));
		FACTS.put("UnitsShipped",
				List.of("shipmentNumber", "warehouse", "carrier", "trackingNumber", "units", "complete"));
		FACTS.put("TrackingCorrected", List.of("shipmentNumber", "carrier", "trackingNumber"));
		FACTS.put("ShipmentDelivered", List.of("shipmentNumber", "units", "complete"));
		FACTS.put("OrderInvoiced", List.of("invoiceNumber", "amount", "complete"));
		FACTS.put("OrderConfirmed", List.of("grandTotal"));
		FACTS.put("FeedbackReceived", List.of("rating"));
		FACTS.put("UnitsCancelled", List.of("units", "reason"));
		FACTS.put("OrderCancelled", List.of("reason", "refundDue"));
		FACTS.put("OrderErased", List.of());
	}

	@Test
	void everyFactOfOrdersIsInTheFeedOnceItIsTrue() {
		Shop shop = Shop.demo(this.api.url());
		Map<String, JsonNode> told = new LinkedHashMap<>();
		String complete = complete(shop);
		collect(shop, complete, "FeedbackReceived", told);
		String cancelled = cancelled(shop);
		collect(shop, cancelled, "OrderErased", told);
		String doubted = shop.place(Cart.of(shop.product("10.00", 1), 2).paidByCard("tok_approve"));
		collect(shop, doubted, "OrderVerificationFailed", told);
		String declined = shop.place(Cart.of(shop.product("10.00", 1), 1).paidByCard("tok_decline"));
		collect(shop, declined, "PaymentDeclined", told);
		collect(shop, reminded(shop), "PaymentReminded", told);
		collect(shop, notRenewed(shop), "AuthorizationNotRenewed", told);

		assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(FACTS.keySet());
		told.forEach((type, payload) -> {
			List<String> members = payload.propertyStream().map(Map.Entry::getKey).toList();
			List<String> expected = FACTS.getOrDefault(type, List.of());
			assertThat(members).as(type)
				.contains("orderNumber", "channel")
				.containsAll(expected)
				.filteredOn((member) -> !MAY_BE_ABSENT.contains(member))
				.hasSize(expected.size() + 2);
			assertThat(payload.at("/orderNumber").asString()).as(type).startsWith("SO-");
			assertThat(payload.at("/channel").asString()).as(type).isEqualTo("WEB");
		});
	}

	@Test
	void everyTypeOfFactIsInThisTest() {
		Set<String> types = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("dev.orderprocessing.orders.events")
			.stream()
			.filter((type) -> type.isTopLevelClass() && type.isRecord())
			.map(JavaClass::getSimpleName)
			.collect(Collectors.toSet());
		assertThat(FACTS.keySet()).as("a new fact needs its members here, and a command that announces it")
			.isEqualTo(types);
	}

	/** Held, released, amended, packed, shipped, paid by card, rated. */
	private static String complete(Shop shop) {
		String order = shop.place(Cart.of(shop.product("10.00", 9), 2).paidByCard("tok_approve"));
		shop.ops(order, "hold", Map.of("type", "OTHER", "reason", "To be looked at"));
		shop.ops(order, "release");
		shop.ops()
			.patch("/orders/" + order, Map.of("note", "Ring twice"), "If-Match",
					"\"%d\"".formatted(shop.order(order).number("/version")))
			.ok();
		shop.ops(order, "fulfill");
		shop.ops(order, "ship");
		shop.ops(order, "tracking",
				Map.of("trackingNumber", "00340434161094042564", "trackingUrl", "https://example.org/564"));
		shop.ops(order, "deliver");
		shop.storefront().post("/orders/%s/feedback".formatted(order), Map.of("rating", 5)).ok();
		return order;
	}

	/** Cancelled by line, then as a whole; then the buyer is forgotten. */
	private static String cancelled(Shop shop) {
		String email = "facts-%s@example.org".formatted(UUID.randomUUID());
		String order = shop.place(Cart.of(shop.product("10.00", 9), 2)
			.with("customer", Map.of("name", "Fay Facts", "email", email, "phone", "+49 30 901820")));
		shop.ops(order, "cancel", Map.of("lines", List.of(Map.of("lineNumber", 1, "quantity", 1))));
		shop.ops(order, "cancel");
		shop.finance().post("/guests/erase", Map.of("email", email)).ok();
		return order;
	}

	/** The prepayment has not come for twelve days. */
	private String reminded(Shop shop) {
		String order = shop.place(Cart.of(shop.product("10.00", 9), 2).paidBy("BANK_TRANSFER"));
		this.time.holdsAreOlderBy(order, "12 days");
		this.deadlines.clearUnpaid();
		return order;
	}

	/** The card was authorised six and a half days ago and is not a second time. */
	private String notRenewed(Shop shop) {
		String order = shop.place(Cart.of(shop.product("10.00", 9), 2).paidByCard("tok_once_" + UUID.randomUUID()));
		this.time.authorizationsEndIn(order, "12 hours");
		this.deadlines.keepAuthorizations();
		return order;
	}

	private static void collect(Shop shop, String order, String last, Map<String, JsonNode> told) {
		String id = shop.order(order).at("/id");
		assertThat(shop.eventsUntil(last, id)).contains(last);
		shop.ops()
			.get("/events?order=" + id)
			.ok()
			.body()
			.at("/items")
			.forEach((event) -> told.putIfAbsent(event.at("/type").asString(), event.at("/payload")));
	}

}
