package dev.orderprocessing.orders;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.orderprocessing.support.Cart.address;
import static dev.orderprocessing.support.Cart.euros;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A placement answers from memory, before its writes are sent. What it says is what
 * everybody reads from the database afterwards, in every field and in the same order. One
 * thing may differ: the order of the channel's own metadata, for a JSON object has none
 * and the database keeps the pairs in an order of its own.
 */
@IntegrationTest
class PlacementAnswerIT {

	@Autowired
	Api api;

	Shop shop;

	@BeforeEach
	void open() {
		this.shop = Shop.demo(this.api.url());
	}

	@Test
	void aGuestWhoPaysByCard() {
		assertThat(readBack(Cart.of(goods(), 2).paidByCard("tok_approve")).at("/payment/status"))
			.isEqualTo("AUTHORIZED");
	}

	@Test
	void aCardThatIsDeclined() {
		Answer order = readBack(Cart.of(goods(), 2).paidByCard("tok_decline"));
		assertThat(order.at("/payment/status")).isEqualTo("DECLINED");
		assertThat(order.each("/holds", "/type")).containsExactly("PAYMENT");
	}

	@Test
	void aGatewayThatDoesNotAnswer() {
		assertThat(readBack(Cart.of(goods(), 2).paidByCard("tok_timeout")).at("/payment/status")).isEqualTo("UNKNOWN");
	}

	@Test
	void aCustomerWhoBuysOnAccount() {
		Answer order = readBack(Cart.of(goods(), 3)
			.and(goods(), 1)
			.lineWith("expectedUnitPrice", euros("12.90"))
			.onAccountOf(this.shop.customerWithTerms()));
		assertThat(order.at("/nextAction")).isEqualTo("fulfill");
		assertThat(order.at("/customer/id")).isNotEmpty();
	}

	@Test
	void aTransferThatIsAwaited() {
		assertThat(readBack(Cart.of(goods(), 1).paidBy("BANK_TRANSFER")).each("/holds", "/type"))
			.containsExactly("PAYMENT");
	}

	@Test
	void everythingThatABuyerCanSay() {
		String reference = "  WEB-" + UUID.randomUUID();
		Answer order = readBack(Cart.of(goods(), 1)
			.and(goods(), 2)
			.with("externalReference", reference)
			.with("customer", Map.of("name", " Grace  Güst ", "email", "Grace@Example.org", "phone", "030/90 18 20"))
			.with("billingAddress", address("1012 AB", "NL"))
			.with("note", " Please ring\n\ttwice ß𝄞 ")
			.with("metadata", metadata())
			.inOneDelivery());
		assertThat(order.body().at("/metadata").size()).isEqualTo(3);
	}

	private static Map<String, String> metadata() {
		Map<String, String> metadata = new LinkedHashMap<>();
		metadata.put("zone", "b-17");
		metadata.put("a", "");
		metadata.put("basket", "{\"x\": \"ü\"}");
		return metadata;
	}

	@Test
	void aKitOfServices() {
		String sku = this.shop.product("12.90", 9,
				Map.of("services", List.of(service("WRAPPING", "1.10", false), service("ENGRAVING", "4.00", true))));
		Answer order = readBack(Cart.of(sku, 2)
			.lineWith("services",
					List.of(Map.of("code", "WRAPPING"), Map.of("code", "ENGRAVING", "text", "For Ada & co.")))
			.and(sku, 1)
			.and(goods(), 1));
		assertThat(order.size("/lines/0/services")).isEqualTo(2);
	}

	private static Map<String, Object> service(String code, String price, boolean needsText) {
		return Map.of("code", code, "name", code, "needsText", needsText, "prices", List.of(euros(price)));
	}

	@Test
	void unitsFromTwoWarehousesAndTheRestOnBackorder() {
		String sku = this.shop.product("20.00", 2, Map.of("backorderable", true));
		this.shop.receive(sku, "NORTH", 3);
		Answer first = readBack(Cart.of(goods(), 1).and(sku, 4).and(sku, 4));
		assertThat(first.number("/lines/2/quantities/backordered")).isEqualTo(3);
		assertThat(readBack(Cart.of(sku, 1)).number("/lines/0/queuePosition")).isEqualTo(3);
	}

	@Test
	void aPriceThatTheBuyerDidNotSee() {
		Answer order = readBack(Cart.of(goods(), 1).lineWith("expectedUnitPrice", euros("9.90")));
		assertThat(order.at("/status")).isEqualTo("PLACED");
		assertThat(order.each("/holds", "/type")).containsExactly("VERIFICATION");
		assertThat(order.at("/nextAction")).isEqualTo("verify");
	}

	@Test
	void goodsThatAreNotThere() {
		assertThat(readBack(Cart.of(goods(), 1000).paidByCard("tok_approve")).each("/holds", "/type"))
			.containsExactly("VERIFICATION");
	}

	@Test
	void aBlockedCustomer() {
		String customer = this.shop.blockedCustomer("Owes too much");
		assertThat(readBack(Cart.of(goods(), 1).forCustomer(customer)).at("/status")).isEqualTo("PLACED");
	}

	@Test
	void couponsThatTakeAPartOff() {
		String percent = coupon(Map.of("kind", "PERCENT", "percent", 7.5, "maxUses", 1));
		String amount = coupon(Map.of("kind", "FIXED", "amount", euros("3.33")));
		Answer order = readBack(Cart.of(goods(), 3)
			.and(goods(), 7)
			.with("couponCodes", List.of(amount, percent))
			.paidBy("BANK_TRANSFER"));
		assertThat(order.each("/couponCodes", "")).containsExactly(amount, percent);
	}

	private String coupon(Map<String, Object> terms) {
		Map<String, Object> coupon = new LinkedHashMap<>(terms);
		String code = "C" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
		coupon.put("code", code);
		this.shop.ops().post("/coupons", coupon).ok();
		return code;
	}

	@Test
	void aRepetitionIsToldTheSameAgain() {
		UUID key = UUID.randomUUID();
		Map<String, Object> order = Cart.of(goods(), 2).paidByCard("tok_approve").body();
		Answer placed = this.shop.storefront().post(key, "/orders", order).ok();
		assertIsReadBack(this.shop.storefront().post(key, "/orders", order).ok());
		assertIsReadBack(placed);
	}

	private String goods() {
		return this.shop.product("12.90", 20);
	}

	private Answer readBack(Cart cart) {
		return assertIsReadBack(this.shop.storefront().post("/orders?dryRun=false", cart.body()).ok());
	}

	private Answer assertIsReadBack(Answer placed) {
		Answer read = this.shop.storefront().get("/orders/" + placed.at("/number")).ok();
		assertThat(fields(placed.body())).containsExactlyInAnyOrderEntriesOf(fields(read.body()));
		assertThat(inOrder(placed)).isEqualTo(inOrder(read));
		assertThat(placed.header("ETag")).isEqualTo(read.header("ETag")).isPresent();
		return read;
	}

	private static List<String> inOrder(Answer answer) {
		return fields(answer.body()).keySet().stream().filter((pointer) -> !pointer.startsWith("/metadata/")).toList();
	}

	/** Each value by its pointer, in the order in which they come. */
	private static Map<String, String> fields(JsonNode body) {
		Map<String, String> fields = new LinkedHashMap<>();
		collect("", body, fields);
		return fields;
	}

	private static void collect(String pointer, JsonNode node, Map<String, String> fields) {
		if (node.isEmpty()) {
			fields.put(pointer, node.toString());
		}
		node.propertyStream().forEach((member) -> collect(pointer + "/" + member.getKey(), member.getValue(), fields));
		for (int i = 0; node.isArray() && i < node.size(); i++) {
			collect(pointer + "/" + i, node.get(i), fields);
		}
	}

}
