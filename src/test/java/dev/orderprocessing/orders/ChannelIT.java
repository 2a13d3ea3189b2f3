package dev.orderprocessing.orders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * For a key bound to a channel, another channel's order and all that belongs to it do not
 * exist, whatever the role. Walks every operation, so it grows with new controllers.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelIT {

	/** What makes a request well-formed where an empty body does not. */
	private static final Map<String, Object> BODIES = Map.of("hold", Map.of("type", "OTHER", "reason", "Test"),
			"tracking", Map.of("trackingNumber", "T-1"), "feedback", Map.of("rating", 5), "{order}",
			Map.of("note", "Test"));

	private final Map<Role, Caller> phone = new EnumMap<>(Role.class);

	private final Map<Role, Caller> web = new EnumMap<>(Role.class);

	private final List<String> keys = new ArrayList<>();

	private final Map<String, String> things;

	private final String orderId;

	private final Shop shop;

	private final RequestMappingHandlerMapping mapping;

	private final JdbcClient jdbc;

	@Autowired
	ChannelIT(Api api, @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
			JdbcClient jdbc) {
		this.shop = Shop.demo(api.url());
		this.mapping = mapping;
		this.jdbc = jdbc;
		String sku = this.shop.product("10.00", 2, Map.of("backorderable", true));
		String order = this.shop.delivered(Cart.of(sku, 3).paidByCard("tok_approve"));
		this.orderId = this.shop.order(order).at("/id");
		this.things = Map.of("order", order, "invoice", first(order, "invoices"), "shipment",
				first(order, "shipments"));
	}

	private String first(String order, String what) {
		return this.shop.ops().get("/orders/%s/%s".formatted(order, what)).ok().at("/items/0/number");
	}

	@BeforeAll
	void issueKeys() {
		for (Role role : Role.values()) {
			this.phone.put(role, key(role, "PHONE"));
			this.web.put(role, key(role, "WEB"));
		}
	}

	private Caller key(Role role, String channel) {
		Answer issued = this.shop.admin()
			.post("/api-keys", Map.of("name", "channel-test", "role", role, "channel", channel))
			.ok();
		this.keys.add(issued.at("/key/id"));
		return new Caller(this.shop.admin().url(), issued.at("/secret"));
	}

	@AfterAll
	void revokeKeys() {
		this.keys.forEach((id) -> this.shop.admin().post("/api-keys/%s/revoke".formatted(id)).ok());
	}

	@Test
	void nothingOfAnotherChannelsOrderCanBeAddressed() {
		List<Operation> addressing = operations().stream().filter(Operation::namesAThing).toList();
		assertThat(addressing).hasSizeGreaterThan(20);
		for (Operation operation : addressing) {
			for (Role role : operation.roles()) {
				List<String> names = new ArrayList<>(List.of(operation.fill(this.things)));
				if (operation.path().contains("{order}")) {
					names.add(operation.fill(Map.of("order", this.orderId)));
				}
				for (String path : names) {
					Answer answer = operation.send(caller(this.phone, role), path);
					assertThat(answer.status()).as("%s as %s: %s", answer.request(), role, answer.text())
						.isEqualTo(404);
					assertThat(answer.at("/code")).isEqualTo("NOT_FOUND");
				}
			}
		}
		assertThat(this.shop.order(this.thing("order")).number("/version"))
			.isEqualTo(this.shop.order(this.orderId).number("/version"));
	}

	@Test
	void theOwnChannelsOrderIsThereWithAllThatBelongsToIt() {
		for (Operation operation : operations()) {
			boolean written = operation.path().endsWith("/feedback");
			if (operation.isRead() && operation.namesAThing() && !written) {
				for (Role role : operation.roles()) {
					Answer answer = operation.send(caller(this.web, role), operation.fill(this.things));
					assertThat(answer.status()).as("%s as %s", answer.request(), role).isEqualTo(200);
				}
			}
		}
	}

	@Test
	void listsShowTheOwnChannelsOrdersOnly() {
		assertThat(lists()).contains("/orders", "/invoices", "/payment-intents", "/stock/movements", "/events");
		for (Operation list : operations()) {
			if (list.isRead() && !list.path().contains("{")) {
				for (Role role : list.roles()) {
					for (String query : List.of("?limit=200", "?orderId=" + this.orderId, "?order=" + this.orderId)) {
						Answer answer = caller(this.phone, role).get(list.path() + query);
						assertThat(answer.text()).as("%s%s as %s", list.path(), query, role)
							.doesNotContain("\"%s\"".formatted(this.orderId), "\"%s\"".formatted(thing("order")));
					}
				}
			}
		}
		for (String path : List.of("/orders?number=" + thing("order"), "/invoices?orderId=" + this.orderId,
				"/stock/movements?orderId=" + this.orderId, "/stock/backorders?orderId=" + this.orderId)) {
			assertThat(caller(this.web, Role.OPS).get(path).ok().size("/items")).as(path).isPositive();
		}
		assertThat(caller(this.web, Role.FINANCE).get("/payment-intents?limit=200").ok().each("/items", "/orderId"))
			.contains(this.orderId);
		await().until(() -> caller(this.web, Role.PARTNER).get("/events?order=" + this.orderId).size("/items") > 0);
	}

	@Test
	void aParkedEventOfAnotherChannelsOrderIsNotThere() {
		UUID event = this.jdbc.sql("SELECT id FROM event_log WHERE order_id = ?::uuid LIMIT 1")
			.param(this.orderId)
			.query(UUID.class)
			.single();
		UUID parked = Ids.next();
		this.jdbc.sql("""
				INSERT INTO event_parked (id, consumer, event_id, error, summary, attempts, parked_at)
				VALUES (?, 'notifications', ?, 'Test', 'Test', 1, now())""").params(parked, event).update();
		try {
			assertThat(caller(this.web, Role.OPS).get("/events/parked").ok().each("/items", "/id"))
				.contains(parked.toString());
			assertThat(caller(this.phone, Role.OPS).get("/events/parked").ok().each("/items", "/id"))
				.doesNotContain(parked.toString());
			caller(this.phone, Role.OPS).post("/events/parked/%s/retry".formatted(parked)).refused(404, "NOT_FOUND");
		}
		finally {
			this.jdbc.sql("DELETE FROM event_parked WHERE id = ?").param(parked).update();
		}
	}

	private List<String> lists() {
		return operations().stream().filter(Operation::isRead).map(Operation::path).toList();
	}

	private String thing(String name) {
		return this.things.getOrDefault(name, "");
	}

	private static Caller caller(Map<Role, Caller> callers, Role role) {
		Caller caller = callers.get(role);
		if (caller == null) {
			throw new IllegalStateException("no key for " + role);
		}
		return caller;
	}

	private List<Operation> operations() {
		List<Operation> operations = new ArrayList<>();
		this.mapping.getHandlerMethods().forEach((info, handler) -> {
			AllowedFor allowed = handler.getMethodAnnotation(AllowedFor.class);
			for (String path : info.getPatternValues()) {
				for (RequestMethod method : info.getMethodsCondition().getMethods()) {
					if (allowed != null) {
						operations.add(new Operation(method, path.replaceFirst("^/api/v1", ""),
								Arrays.asList(allowed.value())));
					}
				}
			}
		});
		return operations;
	}

	private record Operation(RequestMethod method, String path, List<Role> roles) {

		boolean namesAThing() {
			return this.path.matches(".*\\{(order|invoice|shipment)}.*");
		}

		boolean isRead() {
			return this.method == RequestMethod.GET;
		}

		String fill(Map<String, String> things) {
			String filled = this.path;
			for (var thing : things.entrySet()) {
				filled = filled.replace("{%s}".formatted(thing.getKey()), thing.getValue());
			}
			return filled;
		}

		Answer send(Caller caller, String filled) {
			Object body = BODIES.getOrDefault(this.path.substring(this.path.lastIndexOf('/') + 1), "");
			return switch (this.method) {
				case GET -> caller.get(filled);
				case PATCH -> caller.patch(filled, body, "If-Match", "\"1\"");
				case PUT -> caller.put(filled, body);
				default -> caller.post(filled, body);
			};
		}

	}

}
