package dev.orderprocessing.orders;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.orders.ChecksIT.Doubt;
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

/** Whoever does what a remedy says sees the failure or the refusal lifted. */
@IntegrationTest
class RemediesIT {

	/** What says that nothing can lift it, or that there is nothing to be lifted. */
	private static final Set<String> NOTHING_TO_DO = Set.of("A cancelled order stays cancelled; place a new one.",
			"The order is complete.", "That stage has been passed.", "Nothing has to be done.",
			"Nothing has to be released.", "No payment is needed.", "The money is captured with each invoice.",
			"It can be given once per order.", "What has left the warehouse is delivered and invoiced.",
			"Wait: it is asked again until the outcome is known.");

	/** All texts of {@code liftedBy}; the matrix of orders compares them. */
	static final Set<String> KNOWN_LIFTS = Stream
		.concat(NOTHING_TO_DO.stream(), Arrays.stream(Lift.values()).map((lift) -> lift.text))
		.collect(Collectors.toUnmodifiableSet());

	@Autowired
	Api api;

	@Test
	void everyCheckHasARemedyHere() {
		assertThat(Arrays.stream(Remedy.values()).map((remedy) -> remedy.doubt).collect(Collectors.toSet()))
			.containsExactlyInAnyOrder(Doubt.values());
	}

	@ParameterizedTest
	@EnumSource
	void aRemedyLiftsTheFailure(Remedy remedy) {
		Shop shop = Shop.demo(this.api.url());
		String order = shop.place(remedy.doubt.cart(shop));
		assertThat(shop.finding(order, remedy.doubt.name()).at("/remedy")).contains(remedy.says);

		remedy.act(shop, shop.order(order));

		Answer lifted = shop.order(order);
		assertThat(lifted.at("/status")).isEqualTo(remedy.says.startsWith("cancel") ? "CANCELLED" : "VERIFIED");
		lifted.hasSize("/holds", 0);
	}

	@ParameterizedTest
	@EnumSource
	void whatLiftsARefusalLiftsIt(Lift lift) {
		Shop shop = Shop.demo(this.api.url());
		String order = lift.order(shop);
		assertThat(lift.press(shop, order).refused(409, "ACTION_NOT_ALLOWED").at("/liftedBy")).isEqualTo(lift.text);

		lift.act(shop, order);

		lift.press(shop, order).ok();
	}

	private static Answer amend(Shop shop, Answer order, Map<String, Object> amendment) {
		return shop.ops().patch("/orders/" + order.at("/number"), amendment, "If-Match", "*").ok();
	}

	private static Map<String, Object> line(Answer order, int quantity) {
		return new LinkedHashMap<>(Map.of("sku", order.at("/lines/0/sku"), "quantity", quantity));
	}

	private static void lines(Shop shop, Answer order, Map<String, Object> line) {
		amend(shop, order, Map.of("lines", List.of(line)));
	}

	private static void override(Shop shop, Answer order) {
		shop.ops(order.at("/number"), "verify", Map.of("override", true, "reason", "Looked at"));
	}

	/** Each way that the remedy of a check names. */
	enum Remedy {

		COMPLETED(Doubt.COMPLETENESS, "Amend the order with what is missing") {
			@Override
			void act(Shop shop, Answer order) {
				Map<String, Object> line = line(order, 1);
				line.put("services", List.of(Map.of("code", "ENGRAVING", "text", "For Ada")));
				lines(shop, order, line);
			}
		},
		UNBLOCKED(Doubt.CUSTOMER, "Unblock the customer and verify again") {
			@Override
			void act(Shop shop, Answer order) {
				shop.finance()
					.put("/customers/" + order.at("/customer/id"),
							Map.of("name", "Ada Buyer", "email", "ada@example.org", "status", "ACTIVE"))
					.ok();
				shop.ops(order.at("/number"), "verify");
			}
		},
		CANCELLED(Doubt.PRICE, "cancel the order") {
			@Override
			void act(Shop shop, Answer order) {
				shop.ops(order.at("/number"), "cancel");
			}
		},
		REACHABLE(Doubt.CONTACT, "amend the order") {
			@Override
			void act(Shop shop, Answer order) {
				amend(shop, order, Map.of("shippingAddress", Cart.address("10115", "DE")));
			}
		},
		OVERRIDDEN_CONTACT(Doubt.CONTACT, "verify with an override") {
			@Override
			void act(Shop shop, Answer order) {
				override(shop, order);
			}
		},
		OTHER_METHOD(Doubt.DELIVERY, "Amend the order with a delivery method that serves FR") {
			@Override
			void act(Shop shop, Answer order) {
				amend(shop, order, Map.of("delivery", Map.of("method", "STANDARD")));
			}
		},
		OTHER_ADDRESS(Doubt.DELIVERY, "or with another address") {
			@Override
			void act(Shop shop, Answer order) {
				amend(shop, order, Map.of("shippingAddress", Cart.address("10115", "DE")));
			}
		},
		OTHER_GOODS(Doubt.PRODUCTS, "Amend the order without these lines") {
			@Override
			void act(Shop shop, Answer order) {
				amend(shop, order, Map.of("lines", List.of(Map.of("sku", shop.product("10.00", 1), "quantity", 1))));
			}
		},
		SOLD_AGAIN(Doubt.PRODUCTS, "activate the products again and verify") {
			@Override
			void act(Shop shop, Answer order) {
				shop.ops()
					.put("/products/" + order.at("/lines/0/sku"),
							Map.of("name", "Test goods", "status", "ACTIVE", "prices", List.of(Cart.euros("10.00"))))
					.ok();
				shop.ops(order.at("/number"), "verify");
			}
		},
		SOLD_ANYWAY(Doubt.PRODUCTS, "verify with an override") {
			@Override
			void act(Shop shop, Answer order) {
				override(shop, order);
			}
		},
		FEWER(Doubt.QUANTITY_LIMIT, "Amend the order without the units beyond the limit") {
			@Override
			void act(Shop shop, Answer order) {
				lines(shop, order, line(order, 2));
			}
		},
		MANY_ANYWAY(Doubt.QUANTITY_LIMIT, "verify with an override") {
			@Override
			void act(Shop shop, Answer order) {
				override(shop, order);
			}
		},
		AGREED_PRICE(Doubt.PRICE, "amend the lines with the price as expectedUnitPrice") {
			@Override
			void act(Shop shop, Answer order) {
				Map<String, Object> line = line(order, 1);
				line.put("expectedUnitPrice", Cart.euros("10.00"));
				lines(shop, order, line);
			}
		},
		DEARER_ANYWAY(Doubt.PRICE, "verify with an override") {
			@Override
			void act(Shop shop, Answer order) {
				override(shop, order);
			}
		},
		OTHER_PAYMENT(Doubt.CREDIT, "Amend the order with another payment method") {
			@Override
			void act(Shop shop, Answer order) {
				amend(shop, order, Map.of("payment", Map.of("method", "CASH_ON_DELIVERY")));
			}
		},
		ONE_OF_TWO(Doubt.DUPLICATE, "cancel one of them") {
			@Override
			void act(Shop shop, Answer order) {
				shop.ops(order.at("/number"), "cancel");
			}
		},
		LOOKED_AT(Doubt.UNUSUAL, "hold it if in doubt") {
			@Override
			void act(Shop shop, Answer order) {
				shop.ops(order.at("/number"), "hold", Map.of("type", "OTHER", "reason", "To be looked at"));
				shop.ops(order.at("/number"), "release");
			}
		},
		RECEIVED(Doubt.STOCK, "Receive stock and verify again") {
			@Override
			void act(Shop shop, Answer order) {
				shop.receive(order.at("/lines/0/sku"), "MAIN", 1);
				shop.ops(order.at("/number"), "verify");
			}
		},
		DONE_WITHOUT(Doubt.STOCK, "amend the order without what is missing") {
			@Override
			void act(Shop shop, Answer order) {
				lines(shop, order, line(order, 1));
			}
		};

		private final Doubt doubt;

		private final String says;

		Remedy(Doubt doubt, String says) {
			this.doubt = doubt;
			this.says = says;
		}

		abstract void act(Shop shop, Answer order);

	}

	/** What lifts a refusal of the rules. */
	enum Lift {

		VERIFY("Verify it first.", "fulfill") {
			@Override
			String order(Shop shop) {
				return shop.place(Doubt.PRICE.cart(shop));
			}

			@Override
			void act(Shop shop, String order) {
				override(shop, shop.order(order));
			}
		},
		SERVICES("Mark it done with the services action.", "fulfill") {
			@Override
			String order(Shop shop) {
				return shop.place(Cart
					.of(shop.product("10.00", 9,
							Map.of("services",
									List.of(Map.of("code", "GIFT", "name", "Gift wrap", "needsText", false, "prices",
											List.of(Cart.euros("5.00")))))),
							1)
					.lineWith("services", List.of(Map.of("code", "GIFT"))));
			}

			@Override
			void act(Shop shop, String order) {
				shop.ops(order, "services");
			}
		},
		RECEIVE_REST("Receive stock for them, or cancel the units.", "fulfill") {
			@Override
			String order(Shop shop) {
				return shop.place(Cart.of(shop.backorderable("10.00", 1), 2).inOneDelivery());
			}

			@Override
			void act(Shop shop, String order) {
				shop.receive(shop.order(order).at("/lines/0/sku"), "MAIN", 1);
			}
		},
		RECEIVE("Receive stock for the backordered units, or cancel them.", "fulfill") {
			@Override
			String order(Shop shop) {
				return shop.place(Cart.of(shop.backorderable("10.00", 0), 2));
			}

			@Override
			void act(Shop shop, String order) {
				shop.receive(shop.order(order).at("/lines/0/sku"), "MAIN", 2);
			}
		},
		RELEASE("Release the hold.", "fulfill") {
			@Override
			String order(Shop shop) {
				return shop.held(Cart.of(shop.product("10.00", 1), 1));
			}

			@Override
			void act(Shop shop, String order) {
				shop.ops(order, "release");
			}
		},
		PAY_AHEAD(
				"The payment lifts a PAYMENT hold by itself; finance may release it. Other holds are released by hand.",
				"fulfill") {
			@Override
			String order(Shop shop) {
				return shop.place(Cart.of(shop.product("10.00", 1), 1).paidBy("BANK_TRANSFER"));
			}

			@Override
			void act(Shop shop, String order) {
				shop.pay(order, Map.of("method", "BANK_TRANSFER"));
			}
		},
		FULFILL("Fulfill the order first.", "ship") {
			@Override
			String order(Shop shop) {
				return shop.place(Cart.of(shop.product("10.00", 1), 1));
			}

			@Override
			void act(Shop shop, String order) {
				shop.ops(order, "fulfill");
			}
		},
		FULFILL_REST("Fulfill the rest, or cancel it.", "ship") {
			@Override
			String order(Shop shop) {
				String order = shop.place(Cart.of(shop.product("10.00", 2), 2).inOneDelivery());
				shop.ops(order, "fulfill", Map.of("lines", List.of(Map.of("lineNumber", 1, "quantity", 1))));
				return order;
			}

			@Override
			void act(Shop shop, String order) {
				shop.ops(order, "cancel", Map.of("lines", List.of(Map.of("lineNumber", 1, "quantity", 1))));
			}
		},
		SHIP("Ship packed units first.", "deliver") {
			@Override
			String order(Shop shop) {
				return shop.packed(Cart.of(shop.product("10.00", 1), 1));
			}

			@Override
			void act(Shop shop, String order) {
				shop.ops(order, "ship");
			}
		},
		DELIVER("Deliver a shipment first.", "payments") {
			@Override
			String order(Shop shop) {
				return shop.shipped(Cart.of(shop.product("10.00", 1), 1));
			}

			@Override
			void act(Shop shop, String order) {
				shop.ops(order, "deliver");
			}
		},
		DELIVER_REST("Take it through the stages in between.", "deliver") {
			@Override
			String order(Shop shop) {
				return shop.place(Cart.of(shop.product("10.00", 1), 1));
			}

			@Override
			Answer press(Shop shop, String order) {
				return shop.order(order).at("/status").equals("INVOICED")
						? shop.finance().post("/orders/%s/payments".formatted(order), Map.of())
						: shop.ops().post("/orders/%s/confirm".formatted(order));
			}

			@Override
			void act(Shop shop, String order) {
				List.of("fulfill", "ship", "deliver").forEach((command) -> shop.ops(order, command));
			}
		},
		PAY("Record the payment.", "confirm") {
			@Override
			String order(Shop shop) {
				String order = shop.delivered(Cart.of(shop.product("10.00", 1), 1));
				shop.ops(order, "hold", Map.of("type", "OTHER", "reason", "To be looked at"));
				return order;
			}

			@Override
			void act(Shop shop, String order) {
				shop.pay(order, Map.of());
				shop.ops(order, "release");
			}
		},
		MEND("Mend what the findings name and verify again, or verify with an override and a reason.", "release") {
			@Override
			String order(Shop shop) {
				return shop.place(Doubt.PRICE.cart(shop));
			}

			@Override
			Answer press(Shop shop, String order) {
				return shop.order(order).size("/holds") > 0 ? shop.ops().post("/orders/%s/release".formatted(order))
						: shop.ops().post("/orders/%s/fulfill".formatted(order));
			}

			@Override
			void act(Shop shop, String order) {
				override(shop, shop.order(order));
			}
		},
		CANCEL("Cancel units that are not wanted, and place another order for others.", "amend") {
			@Override
			String order(Shop shop) {
				return shop.packed(Cart.of(shop.product("10.00", 2), 2));
			}

			@Override
			Answer press(Shop shop, String order) {
				int live = 2 - shop.order(order).number("/lines/0/quantities/cancelled");
				return (live == 1) ? shop.ops().get("/orders/" + order) : shop.ops()
					.patch("/orders/" + order, Map.of("lines", List.of(line(shop.order(order), 1))), "If-Match", "*");
			}

			@Override
			void act(Shop shop, String order) {
				shop.ops(order, "cancel", Map.of("lines", List.of(Map.of("lineNumber", 1, "quantity", 1))));
			}
		};

		private final String text;

		private final String action;

		Lift(String text, String action) {
			this.text = text;
			this.action = action;
		}

		/** An order of which the action is refused. */
		abstract String order(Shop shop);

		/** Does what the text says. */
		abstract void act(Shop shop, String order);

		Answer press(Shop shop, String order) {
			String path = "/orders/%s/%s".formatted(order, this.action);
			return this.action.equals("payments") ? shop.finance().post(path, Map.of()) : shop.ops().post(path);
		}

	}

}
