package dev.orderprocessing.orders;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Buyers write what they like about themselves; their orders are taken all the same. */
@IntegrationTest
class OddBuyersIT {

	@Autowired
	Api api;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			+49 30 901820              | PASS
			+49 (0)30 901820 ext. 17   | PASS
			030 / 90-18 20             | PASS
			+49\u00a030\u2011901820  | PASS
			+1 206 555 0100            | PASS
			020 7946 0958 0958 0958    | WARN
			n/a                        | WARN
			call my neighbour          | WARN
			""")
	void aPhoneNumberIsAFindingAtMost(String phone, String outcome) {
		Shop shop = Shop.demo(this.api.url());
		Answer order = placed(shop, Map.of("name", "G", "email", "g@example.org", "phone", phone), "WEB");
		assertThat(order.at("/customer/phone")).isEqualTo(phone);
		assertThat(shop.finding(order.at("/number"), "CONTACT").at("/outcome")).isEqualTo(outcome);
		assertThat(order.at("/status")).isEqualTo("VERIFIED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "grace", "a@b@c", "a..b@example.org", "m\u00fcller@example.org", "none@n/a" })
	void anAddressToWhichNoMailCanBeSentHoldsTheOrderOfAWebShopOnly(String email) {
		Shop shop = Shop.demo(this.api.url());
		Map<String, String> buyer = Map.of("name", "Grace Guest", "email", email);
		Answer held = placed(shop, buyer, "WEB");
		assertThat(held.at("/customer/email")).isEqualTo(email);
		assertThat(held.at("/status")).isEqualTo("PLACED");
		assertThat(shop.finding(held.at("/number"), "CONTACT").at("/evidence"))
			.contains("No mail can be sent to the e-mail address");
		Answer taken = placed(shop, buyer, "MARKETPLACE");
		assertThat(taken.at("/status")).isEqualTo("VERIFIED");
		assertThat(shop.finding(taken.at("/number"), "CONTACT").at("/outcome")).isEqualTo("WARN");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PHONE", "IN_PERSON", "MARKETPLACE" })
	void needsNoEmailWhereTheChannelTellsTheBuyerItself(String channel) {
		Shop shop = Shop.demo(this.api.url());
		Answer order = placed(shop, Map.of("name", "Grace Guest"), channel);
		assertThat(order.at("/status")).isEqualTo("VERIFIED");
		assertThat(order.body().at("/customer/email").isMissingNode()).isTrue();
		Answer other = placed(shop, Map.of("name", "Paul Other", "phone", "030 901821", "email", ""), channel);
		assertThat(shop.finding(other.at("/number"), "CONTACT").at("/outcome")).isEqualTo("PASS");
		assertThat(shop.finding(other.at("/number"), "DUPLICATE").at("/outcome")).as("another buyer").isEqualTo("PASS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "WEB", "EMAIL", "API" })
	void asksForAnEmailWhereTheBuyerHasNothingElse(String channel) {
		Shop shop = Shop.demo(this.api.url());
		Cart cart = cart(shop).with("channel", channel).with("customer", Map.of("name", "Grace Guest", "email", " "));
		Answer refused = shop.ops().post("/orders", cart.body());
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.at("/errors/0/pointer")).isEqualTo("/customer/email");
	}

	@Test
	void aCustomerWithoutEmailOrdersByPhoneAndIsHeldOnTheWeb() {
		Shop shop = Shop.demo(this.api.url());
		String customer = shop.ops().post("/customers", Map.of("name", "Ada Caller", "phone", "n/a")).ok().at("/id");
		assertThat(shop.ops().get("/customers/" + customer).ok().body().has("email")).isFalse();
		Cart cart = cart(shop).forCustomer(customer);
		assertThat(shop.ops().post("/orders", cart.with("channel", "PHONE").body()).ok().at("/status"))
			.isEqualTo("VERIFIED");
		Answer held = shop.ops().post("/orders", cart.with("channel", "WEB").body()).ok();
		assertThat(held.at("/status")).isEqualTo("PLACED");
		assertThat(shop.finding(held.at("/number"), "CONTACT").at("/evidence")).contains("WEB needs an e-mail address");
	}

	@Test
	void emptyTextsOfShopSystemsAreAbsent() {
		Shop shop = Shop.demo(this.api.url());
		Map<String, Object> address = new LinkedHashMap<>(Map.of("name", "X", "company", "", "line1", "Am Anger",
				"line2", " ", "city", "Donaudampfschifffahrtselektrizit\u00e4tenhauptbetriebswerk an der Donau",
				"region", "", "postalCode", "D-10115", "country", "DE"));
		Cart cart = cart(shop).with("shippingAddress", address)
			.with("customer", Map.of("name", "X", "email", "x@example.org", "phone", ""))
			.with("externalReference", "")
			.with("language", "")
			.with("company", " ")
			.with("vatId", "")
			.with("buyerReference", "")
			.with("note", "");
		shop.ops().post("/orders", cart.body()).ok();
		Answer again = shop.ops().post("/orders", cart.body()).ok();
		for (String absent : new String[] { "/customer/phone", "/externalReference", "/note", "/language", "/company",
				"/vatId", "/buyerReference", "/shippingAddress/company", "/shippingAddress/line2",
				"/shippingAddress/region" }) {
			assertThat(again.body().at(absent).isMissingNode()).as(absent).isTrue();
		}
		assertThat(again.at("/shippingAddress/postalCode")).isEqualTo("10115");
		assertThat(again.at("/status")).isEqualTo("VERIFIED");
	}

	@Test
	void whatABuyerSaysBesidesIsOnTheOrderAndItsInvoice() {
		Shop shop = Shop.demo(this.api.url());
		Cart cart = cart(shop).with("language", "de_at")
			.with("company", "Buyer & Sons")
			.with("vatId", " de 123 456 789")
			.with("buyerReference", "PO-4711");
		Answer order = shop.ops().post("/orders", cart.body()).ok();
		String number = order.at("/number");
		assertThat(shop.finding(number, "CONTACT").at("/outcome")).isEqualTo("PASS");
		Answer read = shop.ops().get("/orders/" + number).ok();
		assertThat(read.at("/language")).isEqualTo("de-AT");
		assertThat(read.at("/company")).isEqualTo("Buyer & Sons");
		assertThat(read.at("/vatId")).isEqualTo("DE123456789");
		assertThat(read.at("/buyerReference")).isEqualTo("PO-4711");
		for (String command : new String[] { "fulfill", "ship", "deliver" }) {
			shop.ops().post("/orders/" + number + "/" + command, Map.of()).ok();
		}
		Answer invoice = shop.ops().get("/orders/" + number + "/invoices").ok();
		assertThat(invoice.at("/items/0/buyerReference")).isEqualTo("PO-4711");
		assertThat(invoice.at("/items/0/buyerVatId")).isEqualTo("DE123456789");
		assertThat(invoice.at("/items/0/billTo/company")).isEqualTo("Buyer & Sons");
	}

	@ParameterizedTest
	@CsvSource({ "DE12345, WARN", "ATU1234567, WARN", "FRAB123456789, PASS", "CHE-123.456.789 MWST, PASS",
			"EL123456789, PASS", "US12-3456789, PASS", "x, PASS" })
	void aVatNumberIsAFindingAtMost(String vatId, String outcome) {
		Shop shop = Shop.demo(this.api.url());
		Answer order = shop.ops().post("/orders", cart(shop).with("vatId", vatId).body()).ok();
		assertThat(order.at("/status")).isEqualTo("VERIFIED");
		assertThat(shop.finding(order.at("/number"), "CONTACT").at("/outcome")).isEqualTo(outcome);
	}

	@ParameterizedTest
	@ValueSource(strings = { "german", "d", "de-", "de--AT", "de-AT-x-private", "\u00e4\u00f6" })
	void whatIsNoLanguageIsRefused(String language) {
		Shop shop = Shop.demo(this.api.url());
		Answer refused = shop.ops().post("/orders", cart(shop).with("language", language).body());
		refused.refused(400, "INVALID_REQUEST");
		assertThat(refused.at("/errors/0/pointer")).isEqualTo("/language");
		assertThat(refused.at("/errors/0/code")).isEqualTo("INVALID_LANGUAGE");
	}

	@Test
	void goodsGoToKosovo() {
		Shop shop = Shop.demo(this.api.url());
		shop.admin().put("/tax-rates/XK/STANDARD", Map.of("rate", 18)).ok();
		Cart cart = cart(shop).with("shippingAddress", Cart.address("XK-10000", "XK"));
		Answer order = shop.ops().post("/orders", cart.body()).ok();
		assertThat(order.at("/shippingAddress/country")).isEqualTo("XK");
		assertThat(order.at("/shippingAddress/postalCode")).isEqualTo("10000");
	}

	private static Cart cart(Shop shop) {
		return Cart.of(shop.product("10.00", 9), 1);
	}

	private static Answer placed(Shop shop, Map<String, String> buyer, String channel) {
		return shop.ops().post("/orders", cart(shop).with("customer", buyer).with("channel", channel).body()).ok();
	}

}
