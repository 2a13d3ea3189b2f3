package dev.orderprocessing.orders;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What is the same to people is the same to us: references and the codes of coupons. */
@IntegrationTest
class ReferenceFormIT {

	private final Shop shop;

	@Autowired
	ReferenceFormIT(Api api) {
		this.shop = Shop.demo(api.url());
	}

	@Test
	void anExternalReferenceIsTheSameInEveryForm() {
		String sku = this.shop.product("10.00", 9);
		String unique = UUID.randomUUID().toString().substring(0, 8);
		String reference = "Web-\u00e9 " + unique;
		Answer placed = this.shop.placed(Cart.of(sku, 1).with("externalReference", reference));
		assertThat(placed.at("/externalReference")).as("as it was sent").isEqualTo(reference);
		for (String same : List.of(reference, "WEB-\u00c9 " + unique, "web-e\u0301 " + unique,
				"Web-\u00e9\u00a0 " + unique, "\uff37eb-\u00e9 " + unique)) {
			Answer refused = this.shop.storefront()
				.post("/orders", Cart.of(sku, 1).with("externalReference", same).body())
				.refused(409, "DUPLICATE_EXTERNAL_REFERENCE");
			assertThat(refused.at("/detail")).contains(placed.at("/number"));
			Answer found = this.shop.ops().get("/orders?externalReference=" + encoded(same)).ok();
			assertThat(found.each("/items", "/number")).as(same).containsExactly(placed.at("/number"));
		}
		this.shop.placed(Cart.of(sku, 1).with("externalReference", "Web-e " + unique));
		this.shop.ops()
			.post("/orders", Cart.of(sku, 1).with("channel", "API").with("externalReference", reference).body())
			.ok();
	}

	@Test
	void theCodeOfACouponIsTheSameInEveryForm() {
		String code = "C" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
		Map<String, Object> coupon = Map.of("code", code, "kind", "PERCENT", "percent", 10);
		this.shop.ops().post("/coupons", coupon).ok();
		String wide = code.chars()
			.map((c) -> c + 0xfee0)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
		String sku = this.shop.product("10.00", 9);
		for (String same : List.of(code.toLowerCase(java.util.Locale.ROOT), wide)) {
			Answer placed = this.shop.placed(Cart.of(sku, 1).with("couponCodes", List.of(same)));
			assertThat(placed.amount("/totals/discount")).isEqualTo("1.00");
		}
		this.shop.storefront()
			.post("/orders", Cart.of(sku, 1).with("couponCodes", List.of(code, wide)).body())
			.refused(422, "COUPON_NOT_APPLICABLE");
		this.shop.ops()
			.post("/coupons", Map.of("code", wide, "kind", "PERCENT", "percent", 5))
			.refused(409, "ALREADY_EXISTS");
	}

	private static String encoded(String text) {
		return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
	}

}
