package dev.orderprocessing.orders;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Each check of verification finds what it is for, and nothing in a plain order. */
@IntegrationTest
class ChecksIT {

	@Autowired
	Api api;

	@Test
	void everyCheckIsHereAndPassesAPlainOrder() {
		Shop shop = Shop.demo(this.api.url());
		String order = shop.place(Cart.of(shop.product("10.00", 5), 1));
		Answer report = shop.ops().get("/orders/%s/verification".formatted(order)).ok();
		assertThat(report.each("/findings", "/check"))
			.as("the checks of this test; a new one needs a doubt that it finds")
			.containsExactlyElementsOf(Arrays.stream(Doubt.values()).map(Doubt::name).toList());
		assertThat(report.each("/findings", "/outcome")).containsOnly("PASS");
	}

	@ParameterizedTest
	@EnumSource
	void aDoubtIsFoundByItsCheckAloneWithARemedy(Doubt doubt) {
		Shop shop = Shop.demo(this.api.url());
		String order = shop.place(doubt.cart(shop));
		Answer report = shop.ops().get("/orders/%s/verification".formatted(order)).ok();
		List<String> doubted = report.body()
			.at("/findings")
			.valueStream()
			.filter((finding) -> !finding.at("/outcome").asString().equals("PASS"))
			.map((finding) -> finding.at("/check").asString())
			.toList();
		assertThat(doubted).containsExactly(doubt.name());
		Answer finding = shop.finding(order, doubt.name());
		assertThat(finding.at("/outcome")).isEqualTo(doubt.outcome);
		assertThat(finding.at("/evidence")).contains(doubt.evidence);
		assertThat(finding.at("/remedy")).isNotEmpty();
		assertThat(shop.status(order)).isEqualTo(doubt.outcome.equals("FAIL") ? "PLACED" : "VERIFIED");
	}

	/**
	 * Something that is wrong with an order, by the check that sees it, in their order.
	 */
	enum Doubt {

		COMPLETENESS("FAIL", "lines[1].services[ENGRAVING].text") {
			@Override
			Cart cart(Shop shop) {
				String sku = shop.product("10.00", 9, Map.of("services", List.of(Map.of("code", "ENGRAVING", "name",
						"Engraving", "needsText", true, "prices", List.of(Cart.euros("5.00"))))));
				return Cart.of(sku, 1).lineWith("services", List.of(Map.of("code", "ENGRAVING")));
			}
		},
		CUSTOMER("FAIL", "Unpaid invoices") {
			@Override
			Cart cart(Shop shop) {
				return Cart.of(shop.product("10.00", 9), 1).forCustomer(shop.blockedCustomer("Unpaid invoices"));
			}
		},
		CONTACT("FAIL", "1011 is not a postal code of DE") {
			@Override
			Cart cart(Shop shop) {
				return Cart.of(shop.product("10.00", 9), 1).with("shippingAddress", Cart.address("1011", "DE"));
			}
		},
		DELIVERY("FAIL", "EXPRESS does not deliver to FR") {
			@Override
			Cart cart(Shop shop) {
				return Cart.of(shop.product("10.00", 9), 1)
					.with("shippingAddress", Cart.address("75001", "FR"))
					.with("delivery", Map.of("method", "EXPRESS"));
			}
		},
		PRODUCTS("FAIL", "No longer sold: line 1") {
			@Override
			Cart cart(Shop shop) {
				return Cart.of(shop.product("10.00", 9, Map.of("status", "DISCONTINUED")), 1);
			}
		},
		QUANTITY_LIMIT("FAIL", "at most 2 are sold per order") {
			@Override
			Cart cart(Shop shop) {
				return Cart.of(shop.product("10.00", 9, Map.of("maxPerOrder", 2)), 3);
			}
		},
		PRICE("FAIL", "the buyer saw 9.00 EUR, the price is 10.00 EUR") {
			@Override
			Cart cart(Shop shop) {
				return Cart.of(shop.product("10.00", 9), 1).lineWith("expectedUnitPrice", Cart.euros("9.00"));
			}
		},
		CREDIT("FAIL", "A guest cannot buy on account.") {
			@Override
			Cart cart(Shop shop) {
				return Cart.of(shop.product("10.00", 9), 1).paidBy("INVOICE");
			}
		},
		DUPLICATE("WARN", "has the same lines") {
			@Override
			Cart cart(Shop shop) {
				Cart twice = Cart.of(shop.product("10.00", 9), 1);
				shop.place(twice);
				return twice;
			}
		},
		UNUSUAL("WARN", "501 units") {
			@Override
			Cart cart(Shop shop) {
				return Cart.of(shop.product("1.00", 501), 501);
			}
		},
		STOCK("FAIL", "2 asked for, 1 available") {
			@Override
			Cart cart(Shop shop) {
				return Cart.of(shop.product("10.00", 1), 2);
			}
		};

		private final String outcome;

		private final String evidence;

		Doubt(String outcome, String evidence) {
			this.outcome = outcome;
			this.evidence = evidence;
		}

		abstract Cart cart(Shop shop);

	}

}
