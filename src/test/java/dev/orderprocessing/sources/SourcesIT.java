package dev.orderprocessing.sources;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class SourcesIT {

	private final Shop shop;

	private final String sku;

	@Autowired
	SourcesIT(Api api) {
		this.shop = Shop.demo(api.url());
		this.sku = this.shop.product("10.00", 50);
	}

	private String source(String channel) {
		return this.shop.admin()
			.post("/sources",
					Map.of("code", "s-" + UUID.randomUUID(), "channel", channel, "name", "A shop of " + channel))
			.ok()
			.at("/code");
	}

	private Cart cart() {
		return Cart.of(this.sku, 1);
	}

	private Caller bound(String role, String channel) {
		Answer issued = this.shop.admin()
			.post("/api-keys", Map.of("name", "sources-test", "role", role, "channel", channel))
			.ok();
		return new Caller(this.shop.admin().url(), issued.at("/secret"));
	}

	@Test
	void anOrderComesFromTheSourceItNamesOrFromItsChannelItself() {
		String source = source("WEB");
		Answer named = this.shop.placed(cart().with("source", source.toUpperCase(java.util.Locale.ROOT)))
			.has("/source", source)
			.has("/channel", "WEB");
		Answer silent = this.shop.placed(cart()).has("/source", "web");
		Answer itself = this.shop.placed(cart().with("source", "web")).has("/source", "web");
		this.shop.order(named.at("/number")).has("/source", source);
		assertThat(this.shop.ops().get("/orders?source=" + source).ok().each("/items", "/number"))
			.containsExactly(named.at("/number"));
		for (String query : new String[] { "&status=VERIFIED", "&sku=" + this.sku, "&channel=WEB",
				"&number=" + named.at("/number") }) {
			assertThat(this.shop.ops().get("/orders?source=" + source + query).ok().each("/items", "/number")).as(query)
				.containsExactly(named.at("/number"));
		}
		for (String none : new String[] { "/orders?channel=PHONE&source=" + source, "/orders?channel=PHONE&source=web",
				"/orders?source=phone&sku=" + this.sku }) {
			this.shop.ops().get(none).ok().hasSize("/items", 0);
		}
		assertThat(this.shop.ops().get("/orders?source=web&sku=" + this.sku).ok().each("/items", "/number"))
			.containsExactlyInAnyOrder(silent.at("/number"), itself.at("/number"));
		assertThat(this.shop.ops().get("/orders?source=web").ok().each("/items", "/source")).containsOnly("web");
	}

	@Test
	void aSourceThatTheChannelDoesNotHaveIsRefusedWithThoseItHas() {
		String phone = source("PHONE");
		for (String wrong : new String[] { "shop-nowhere", phone, "phone" }) {
			Answer refused = this.shop.storefront()
				.post("/orders", cart().with("source", wrong).body())
				.refused(422, "UNKNOWN_SOURCE");
			assertThat(refused.at("/errors/0/pointer")).isEqualTo("/source");
			assertThat(refused.at("/detail")).contains("Channel WEB has no source " + wrong)
				.doesNotContain("in-person");
		}
		this.shop.storefront().post("/orders", cart().with("source", "no shop").body()).is(400);
		assertThat(this.shop.ops()
			.post("/orders", cart().with("channel", "IN_PERSON").with("source", "shop-nowhere").body())
			.refused(422, "UNKNOWN_SOURCE")
			.at("/detail")).contains("in-person");
	}

	@Test
	void aSourceOutOfUseTakesNoOrdersUntilItIsActiveAgain() {
		String source = source("WEB");
		Map<String, Object> closed = Map.of("name", "Closed", "active", false);
		this.shop.placed(cart().with("source", source));
		this.shop.admin().put("/sources/" + source, closed, HttpHeaders.IF_MATCH, "\"0\"").ok().has("/version", 1);
		this.shop.admin().put("/sources/" + source, closed, HttpHeaders.IF_MATCH, "\"0\"").is(412);
		assertThat(this.shop.storefront()
			.post("/orders", cart().with("source", source).body())
			.refused(422, "RULE_VIOLATED")
			.at("/detail")).contains("PUT /api/v1/sources/" + source);
		this.shop.admin().put("/sources/" + source, Map.of("name", "Open")).ok().has("/channel", "WEB");
		this.shop.placed(cart().with("source", source));
		this.shop.admin().put("/sources/web", closed).refused(422, "RULE_VIOLATED");
	}

	@Test
	void eachSourceNumbersItsOrdersByItself() {
		String source = source("WEB");
		String reference = "R-" + UUID.randomUUID();
		String own = this.shop.place(cart().with("externalReference", reference));
		String others = this.shop.place(cart().with("externalReference", reference).with("source", source));
		for (String same : new String[] { reference, reference.toLowerCase(Locale.ROOT) }) {
			Cart again = cart().with("externalReference", same);
			assertThat(refusedAsDuplicate(again)).isEqualTo(own);
			assertThat(refusedAsDuplicate(again.with("source", source))).isEqualTo(others);
		}
		assertThat(this.shop.ops().get("/orders?externalReference=" + reference).ok().each("/items", "/number"))
			.containsExactlyInAnyOrder(own, others);
		assertThat(this.shop.ops()
			.get("/orders?externalReference=%s&source=%s".formatted(reference, source))
			.ok()
			.each("/items", "/number")).containsExactly(others);
	}

	private String refusedAsDuplicate(Cart cart) {
		return this.shop.storefront()
			.post("/orders", cart.body())
			.refused(409, "DUPLICATE_EXTERNAL_REFERENCE")
			.at("/order");
	}

	@Test
	void aKeySeesAndDefinesSourcesOfItsChannelOnly() {
		String web = source("WEB");
		String phone = source("PHONE");
		String order = this.shop.place(cart().with("source", web));
		Caller desk = bound("OPS", "PHONE");
		desk.get("/sources/" + phone).ok();
		desk.get("/sources/" + web).refused(404, "NOT_FOUND");
		assertThat(desk.get("/sources?limit=200").ok().each("/items", "/channel")).containsOnly("PHONE");
		desk.get("/sources?channel=WEB").ok().hasSize("/items", 0);
		assertThat(desk.get("/orders?source=" + web).ok().text()).doesNotContain(order);
		Caller admin = bound("ADMIN", "PHONE");
		Map<String, Object> foreign = new HashMap<>(Map.of("code", "shop-foreign", "channel", "WEB", "name", "Shop"));
		admin.post("/sources", foreign).refused(403, "FORBIDDEN");
		admin.put("/sources/" + web, Map.of("name", "Mine")).refused(404, "NOT_FOUND");
		admin.put("/sources/" + phone, Map.of("name", "Mine")).ok().has("/name", "Mine");
		assertThat(this.shop.admin()
			.post("/sources", Map.of("code", web, "channel", "PHONE", "name", "Again"))
			.refused(409, "ALREADY_EXISTS")
			.at("/errors/0/pointer")).isEqualTo("/code");
		this.shop.ops().post("/sources", foreign).is(403);
	}

}
