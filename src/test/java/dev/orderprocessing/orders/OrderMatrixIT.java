package dev.orderprocessing.orders;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.orderprocessing.orders.model.OrderAction;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every situation of an order against every action, as a literal table. The situations
 * are reached by real commands over HTTP.
 */
@IntegrationTest
class OrderMatrixIT {

	/** x: allowed. */
	private static final String TABLE = """
			SITUATION                  STATUS     verify amend hold release cancel services fulfill ship deliver tracking invoice payments confirm feedback
			HELD_BY_VERIFICATION       PLACED     x      x     x    .       x      .        .       .    .       .        .       x        .       .
			HELD_TWICE                 PLACED     x      x     x    x       x      .        .       .    .       .        .       x        .       .
			READY_TO_PACK              VERIFIED   .      x     x    .       x      .        x       .    .       .        .       x        .       .
			HELD_BY_SOMEBODY           VERIFIED   .      x     x    x       x      .        .       .    .       .        .       x        .       .
			TRANSFER_AWAITED           VERIFIED   .      x     x    x       x      .        .       .    .       .        .       x        .       .
			CARD_AUTHORISED            VERIFIED   .      x     x    .       x      .        x       .    .       .        .       .        .       .
			CARD_DECLINED              VERIFIED   .      x     x    x       x      .        .       .    .       .        .       x        .       .
			CARD_NOT_ANSWERED          VERIFIED   .      x     x    x       x      .        .       .    .       .        .       .        .       .
			PAID_ON_DELIVERY           VERIFIED   .      x     x    .       x      .        x       .    .       .        .       .        .       .
			SERVICE_WORK_OPEN          VERIFIED   .      x     x    .       x      x        .       .    .       .        .       x        .       .
			WAITING_FOR_STOCK          VERIFIED   .      x     x    .       x      .        .       .    .       .        .       x        .       .
			PARTLY_PACKED              VERIFIED   .      x     x    .       x      .        x       x    .       .        .       x        .       .
			PARTLY_SHIPPED             VERIFIED   .      x     x    .       x      .        x       .    x       x        .       x        .       .
			PACKED                     FULFILLED  .      x     x    .       x      .        .       x    .       .        .       x        .       .
			PACKED_AND_HELD            FULFILLED  .      x     x    x       x      .        .       .    .       .        .       x        .       .
			PACKED_AND_PARTLY_SHIPPED  FULFILLED  .      x     x    .       x      .        .       x    x       x        .       x        .       .
			UNDER_WAY                  SHIPPED    .      .     x    .       .      .        .       .    x       x        .       x        .       .
			DELIVERED_WHILE_HELD       SHIPPED    .      .     x    x       .      .        .       .    .       .        .       x        .       .
			DELIVERED_THEN_RELEASED    SHIPPED    .      .     x    .       .      .        .       .    .       .        x       x        .       .
			MONEY_OWED                 INVOICED   .      .     x    .       .      .        .       .    .       .        .       x        .       .
			PAID_WHILE_HELD            INVOICED   .      .     x    x       .      .        .       .    .       .        .       .        .       .
			PAID_THEN_RELEASED         INVOICED   .      .     x    .       .      .        .       .    .       .        .       .        x       .
			COMPLETE                   CONFIRMED  .      .     .    .       .      .        .       .    .       .        .       .        .       x
			GIVEN_UP                   CANCELLED  .      .     .    .       .      .        .       .    .       .        .       x        .       .
			""";

	@Autowired
	Api api;

	@Autowired
	JdbcClient jdbc;

	static Stream<Arguments> rows() {
		List<String> lines = TABLE.lines().toList();
		List<String> header = cells(lines.getFirst());
		return lines.stream().skip(1).map((line) -> {
			List<String> cells = cells(line);
			Set<OrderAction> allowed = EnumSet.noneOf(OrderAction.class);
			for (OrderAction action : OrderAction.values()) {
				assertThat(header).as("the table has a column for %s", action.path()).contains(action.path());
				if (cells.get(header.indexOf(action.path())).equals("x")) {
					allowed.add(action);
				}
			}
			return Arguments.of(Situation.valueOf(cells.getFirst()), OrderStatus.valueOf(cells.get(1)), allowed);
		});
	}

	private static List<String> cells(String line) {
		return Pattern.compile(" +").splitAsStream(line).toList();
	}

	@Test
	void theTableHasEverySituationAndEveryAction() {
		assertThat(rows().map((row) -> row.get()[0])).containsExactlyElementsOf(List.of(Situation.values()));
		assertThat(cells(TABLE.lines().findFirst().orElseThrow()))
			.containsAll(Arrays.stream(OrderAction.values()).map(OrderAction::path).toList());
		assertThat(rows().map((row) -> row.get()[1])).containsAll(List.of(OrderStatus.values()));
	}

	@ParameterizedTest
	@MethodSource("rows")
	void theOrderOffersWhatTheTableSays(Situation situation, OrderStatus status, Set<OrderAction> allowed) {
		Answer order = situation.reach(shop());
		assertThat(order.at("/status")).isEqualTo(status.name());
		assertThat(order.each("/allowedActions", "")).containsExactlyInAnyOrderElementsOf(paths(allowed));
		if (!order.at("/nextAction").isEmpty()) {
			assertThat(paths(allowed)).contains(order.at("/nextAction"));
		}
		if (!order.at("/waitingFor/action").isEmpty()) {
			assertThat(paths(allowed)).doesNotContain(order.at("/waitingFor/action"));
			assertThat(order.at("/waitingFor/reason")).isNotEmpty();
			assertThat(order.at("/waitingFor/liftedBy")).isNotEmpty();
		}
		assertThat(order.at("/nextAction") + order.at("/waitingFor/action")).as("a way forward")
			.matches(status.next().isEmpty() ? "" : ".+");
	}

	@ParameterizedTest
	@MethodSource("rows")
	void whatIsAllowedWorksAndWhatIsNotIsRefusedWithWhatWouldLiftIt(Situation situation, OrderStatus status,
			Set<OrderAction> allowed) {
		Answer order = situation.reach(shop());
		for (OrderAction action : EnumSet.complementOf(EnumSet.copyOf(allowed))) {
			Answer refused = press(order, action).refused(409, "ACTION_NOT_ALLOWED");
			assertThat(refused.at("/currentStatus")).isEqualTo(status.name());
			assertThat(refused.each("/allowedActions", "")).containsExactlyInAnyOrderElementsOf(paths(allowed));
			assertThat(RemediesIT.KNOWN_LIFTS).as("each has a row in RemediesIT").contains(refused.at("/liftedBy"));
			assertThat(refused.at("/detail")).contains(order.at("/number"), refused.at("/liftedBy"));
		}
		assertThat(shop().order(order.at("/number")).number("/version")).as("refusals leave nothing")
			.isEqualTo(order.number("/version"));
		for (OrderAction action : allowed) {
			Answer fresh = situation.reach(shop());
			int entries = history(fresh);
			Answer done = press(fresh, action).ok();
			assertThat(history(fresh)).as("every command leaves an entry in the history, %s too", action.path())
				.isGreaterThan(entries);
			if (action != OrderAction.FEEDBACK) {
				assertThat(done.at("/number")).isEqualTo(fresh.at("/number"));
			}
		}
	}

	private int history(Answer order) {
		return shop().ops().get("/orders/%s/history".formatted(order.at("/number"))).ok().size("/items");
	}

	@Test
	void theDatabaseHasTheSameTableOfMoves() {
		List<String> stored = this.jdbc
			.sql("SELECT from_status || ' to ' || to_status FROM order_transition WHERE from_status <> to_status")
			.query((row, n) -> String.valueOf(row.getString(1)))
			.list();
		assertThat(stored).containsExactlyInAnyOrderElementsOf(Arrays.stream(OrderStatus.values())
			.flatMap((from) -> from.next().stream().map((to) -> from + " to " + to))
			.toList());
	}

	@ParameterizedTest
	@EnumSource(names = { "PLACED", "VERIFIED", "FULFILLED", "CANCELLED", "CONFIRMED" })
	void theDatabaseRefusesAMoveThatIsNotInTheTable(OrderStatus back) {
		UUID shipped = UUID.fromString(Situation.UNDER_WAY.reach(shop()).at("/id"));
		UUID cancelled = UUID.fromString(Situation.GIVEN_UP.reach(shop()).at("/id"));
		UUID order = (back == OrderStatus.CONFIRMED) ? cancelled : shipped;
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(
				() -> this.jdbc.sql("UPDATE orders SET status = ? WHERE id = ?").params(back.name(), order).update())
			.withMessageContaining("may not move");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.jdbc.sql("""
					INSERT INTO order_history (order_id, entry, from_status, to_status, command, actor, at)
					SELECT id, history_entries + 1, status, ?, 'cheat', 'test', now() FROM orders WHERE id = ?""")
				.params(back.name(), order)
				.update())
			.withMessageContaining("order_history_move_allowed");
	}

	private Shop shop() {
		return Shop.demo(this.api.url());
	}

	private static List<String> paths(Set<OrderAction> actions) {
		return actions.stream().map(OrderAction::path).toList();
	}

	/** Presses the button of an action with the least input that is valid. */
	private Answer press(Answer order, OrderAction action) {
		Shop shop = shop();
		String path = "/orders/" + order.at("/number");
		Caller caller = switch (action) {
			case RELEASE, PAY -> shop.finance();
			case FEEDBACK -> shop.storefront();
			default -> shop.ops();
		};
		if (action == OrderAction.AMEND) {
			return caller.patch(path, Map.of("note", "Ring twice"), "If-Match",
					"\"%s\"".formatted(order.number("/version")));
		}
		return caller.post(path + "/" + action.path(), switch (action) {
			case HOLD -> Map.of("type", "OTHER", "reason", "To be looked at");
			case PAY -> order.at("/status").equals("CANCELLED")
					? Map.of("method", "BANK_TRANSFER", "amount", Cart.euros("5.00"))
					: order.at("/payment/method").equals("CARD") ? Map.of("method", "CARD", "token", "tok_approve")
							: Map.of("method", "BANK_TRANSFER");
			case FEEDBACK -> Map.of("rating", 5);
			case TRACK -> Map.of("trackingNumber", "00340434161094042564");
			default -> "";
		});
	}

	/** Where an order can be, and the commands that bring it there. */
	enum Situation {

		HELD_BY_VERIFICATION {
			@Override
			String reached(Shop shop) {
				return shop.place(onAccount(shop, shop.product("10.00", 1), 2));
			}
		},
		HELD_TWICE {
			@Override
			String reached(Shop shop) {
				return hold(shop, HELD_BY_VERIFICATION.reached(shop));
			}
		},
		READY_TO_PACK {
			@Override
			String reached(Shop shop) {
				return shop.place(onAccount(shop, shop.product("10.00", 9), 3));
			}
		},
		HELD_BY_SOMEBODY {
			@Override
			String reached(Shop shop) {
				return hold(shop, READY_TO_PACK.reached(shop));
			}
		},
		TRANSFER_AWAITED {
			@Override
			String reached(Shop shop) {
				return shop.place(Cart.of(shop.product("10.00", 9), 3).paidBy("BANK_TRANSFER"));
			}
		},
		CARD_AUTHORISED {
			@Override
			String reached(Shop shop) {
				return shop.place(Cart.of(shop.product("10.00", 9), 3).paidByCard("tok_approve"));
			}
		},
		CARD_DECLINED {
			@Override
			String reached(Shop shop) {
				return shop.place(Cart.of(shop.product("10.00", 9), 3).paidByCard("tok_decline"));
			}
		},
		CARD_NOT_ANSWERED {
			@Override
			String reached(Shop shop) {
				return shop.place(Cart.of(shop.product("10.00", 9), 3).paidByCard("tok_timeout"));
			}
		},
		PAID_ON_DELIVERY {
			@Override
			String reached(Shop shop) {
				return shop.place(Cart.of(shop.product("10.00", 9), 3));
			}
		},
		SERVICE_WORK_OPEN {
			@Override
			String reached(Shop shop) {
				String sku = shop.product("10.00", 9, Map.of("services", List.of(Map.of("code", "ASSEMBLY", "name",
						"Assembly", "needsText", false, "prices", List.of(Cart.euros("5.00"))))));
				return shop.place(onAccount(shop, sku, 1).lineWith("services", List.of(Map.of("code", "ASSEMBLY"))));
			}
		},
		WAITING_FOR_STOCK {
			@Override
			String reached(Shop shop) {
				String sku = shop.product("10.00", 1, Map.of("backorderable", true));
				return shop.place(onAccount(shop, sku, 2).inOneDelivery());
			}
		},
		PARTLY_PACKED {
			@Override
			String reached(Shop shop) {
				String order = READY_TO_PACK.reached(shop);
				shop.ops(order, "fulfill", Map.of("lines", List.of(Map.of("lineNumber", 1, "quantity", 2))));
				return order;
			}
		},
		PARTLY_SHIPPED {
			@Override
			String reached(Shop shop) {
				String order = PARTLY_PACKED.reached(shop);
				shop.ops(order, "ship");
				return order;
			}
		},
		PACKED {
			@Override
			String reached(Shop shop) {
				String order = READY_TO_PACK.reached(shop);
				shop.ops(order, "fulfill");
				return order;
			}
		},
		PACKED_AND_HELD {
			@Override
			String reached(Shop shop) {
				return hold(shop, PACKED.reached(shop));
			}
		},
		PACKED_AND_PARTLY_SHIPPED {
			@Override
			String reached(Shop shop) {
				String order = PACKED.reached(shop);
				shop.ops(order, "ship", Map.of("lines", List.of(Map.of("lineNumber", 1, "quantity", 1))));
				return order;
			}
		},
		UNDER_WAY {
			@Override
			String reached(Shop shop) {
				String order = PACKED.reached(shop);
				shop.ops(order, "ship");
				return order;
			}
		},
		DELIVERED_WHILE_HELD {
			@Override
			String reached(Shop shop) {
				String order = hold(shop, UNDER_WAY.reached(shop));
				shop.ops(order, "deliver");
				return order;
			}
		},
		DELIVERED_THEN_RELEASED {
			@Override
			String reached(Shop shop) {
				String order = DELIVERED_WHILE_HELD.reached(shop);
				shop.ops(order, "release");
				return order;
			}
		},
		MONEY_OWED {
			@Override
			String reached(Shop shop) {
				String order = UNDER_WAY.reached(shop);
				shop.ops(order, "deliver");
				return order;
			}
		},
		PAID_WHILE_HELD {
			@Override
			String reached(Shop shop) {
				String order = hold(shop, MONEY_OWED.reached(shop));
				shop.pay(order, Map.of("method", "BANK_TRANSFER"));
				return order;
			}
		},
		PAID_THEN_RELEASED {
			@Override
			String reached(Shop shop) {
				String order = PAID_WHILE_HELD.reached(shop);
				shop.ops(order, "release");
				return order;
			}
		},
		COMPLETE {
			@Override
			String reached(Shop shop) {
				String order = MONEY_OWED.reached(shop);
				shop.pay(order, Map.of("method", "BANK_TRANSFER"));
				return order;
			}
		},
		GIVEN_UP {
			@Override
			String reached(Shop shop) {
				String order = READY_TO_PACK.reached(shop);
				shop.ops(order, "cancel");
				return order;
			}
		};

		/** Brings a new order here and returns its number. */
		abstract String reached(Shop shop);

		Answer reach(Shop shop) {
			return shop.order(reached(shop));
		}

		private static Cart onAccount(Shop shop, String sku, int units) {
			return Cart.of(sku, units).onAccountOf(shop.customerWithTerms());
		}

		private static String hold(Shop shop, String order) {
			shop.ops(order, "hold", Map.of("type", "CUSTOMER_REQUEST", "reason", "On holiday"));
			return order;
		}

	}

}
