package dev.orderprocessing.orders;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Orders whose cards are authorised, charged, given up, declined and not answered in
 * random order. After each step the books of the gateway agree with ours, no more is
 * authorised than is owed, and the status is what a reader of the payments would say.
 */
@IntegrationTest
@Import(PassingTime.class)
class CardsModelIT {

	private static final long SEED = Long.getLong("cards.seed", 13);

	private static final int ORDERS = 40;

	private static final int STEPS = 12;

	private static final List<String> TOKENS = List.of("tok_approve", "tok_approve", "tok_decline", "tok_timeout",
			"tok_timeout_decline", "tok_decline_capture", "tok_decline_void", "tok_decline_first_void",
			"tok_timeout_capture", "tok_timeout_void", "tok_once_");

	private static final List<String> METHODS = List.of("CARD", "CARD", "CARD", "BANK_TRANSFER", "CASH_ON_DELIVERY");

	@Autowired
	Api api;

	@Autowired
	OrderSettlement settlement;

	@Autowired
	OrderDeadlines deadlines;

	@Autowired
	PassingTime time;

	@Autowired
	JdbcClient jdbc;

	private final Random random = new Random(SEED);

	Shop shop;

	@BeforeEach
	void open() {
		this.shop = Shop.demo(this.api.url());
	}

	@Test
	void noMoreIsAuthorisedThanIsOwedWhateverHappens() {
		String sku = this.shop.product("10.00", 10_000);
		for (int order = 0; order < ORDERS; order++) {
			String number = place(sku);
			StringBuilder story = new StringBuilder("seed %d, %s:".formatted(SEED, number));
			look(number, story.append(" placed"));
			for (int step = 0; step < STEPS; step++) {
				String done = step(number, sku);
				look(number, story.append(", ").append(done));
			}
		}
		this.shop.assertBooksAreExact();
	}

	private String place(String sku) {
		Cart cart = Cart.of(sku, 1 + this.random.nextInt(5));
		String method = METHODS.get(this.random.nextInt(METHODS.size()));
		return this.shop.place(method.equals("CARD") ? cart.paidByCard(token()) : cart.paidBy(method));
	}

	private String token() {
		String token = TOKENS.get(this.random.nextInt(TOKENS.size()));
		return token.equals("tok_once_") ? token + UUID.randomUUID() : token;
	}

	private String step(String number, String sku) {
		Map<String, Object> one = Map.of("lines", List.of(Map.of("lineNumber", 1, "quantity", 1)));
		return switch (this.random.nextInt(14)) {
			case 0 -> press(this.shop.ops(), number, "cancel", one);
			case 1 -> (this.random.nextInt(3) == 0) ? press(this.shop.ops(), number, "cancel", Map.of())
					: press(this.shop.finance(), number, "release", Map.of());
			case 2, 3 -> amend(number, sku);
			case 4 -> press(this.shop.finance(), number, "payments", Map.of("method", "CARD", "token", token()));
			case 5 -> press(this.shop.finance(), number, "payments",
					Map.of("method", "BANK_TRANSFER", "amount", Cart.euros("3.00")));
			case 6 -> press(this.shop.finance(), number, "payments", Map.of("method", "BANK_TRANSFER"));
			case 7 -> press(this.shop.ops(), number, "fulfill", one);
			case 8 -> press(this.shop.ops(), number, "fulfill", Map.of());
			case 9 -> press(this.shop.ops(), number, "ship", Map.of());
			case 10 -> press(this.shop.ops(), number, "deliver", Map.of());
			case 11 -> timePasses(number, "12 hours");
			case 12 -> timePasses(number, "7 days");
			default -> {
				this.settlement.settle(UUID.fromString(this.shop.order(number).at("/id")));
				yield "asked";
			}
		};
	}

	private String press(Caller caller, String number, String command, Object body) {
		Answer answer = caller.post("/orders/%s/%s".formatted(number, command), body);
		assertThat(answer.status()).as("%s %s: %s", number, command, answer.body()).isLessThan(500);
		return "%s %s %d".formatted(command, body, answer.status());
	}

	private String amend(String number, String sku) {
		int units = 1 + this.random.nextInt(8);
		Answer answer = this.shop.ops()
			.patch("/orders/" + number, Map.of("lines", List.of(Map.of("sku", sku, "quantity", units))), "If-Match",
					"\"%s\"".formatted(this.shop.order(number).number("/version")));
		assertThat(answer.status()).as("%s: %s", number, answer.body()).isLessThan(500);
		return "amended to %d %d".formatted(units, answer.status());
	}

	private String timePasses(String number, String left) {
		this.time.authorizationsEndIn(number, left);
		this.time.refusedVoidsAreDue(number);
		this.deadlines.keepAuthorizations();
		return "authorisations end in " + left;
	}

	private void look(String number, CharSequence story) {
		Answer order = this.shop.order(number);
		List<JsonNode> payments = this.shop.finance()
			.get("/orders/%s/payments".formatted(number))
			.ok()
			.body()
			.at("/items")
			.valueStream()
			.toList();
		List<JsonNode> authorized = payments.stream()
			.filter((payment) -> payment.at("/status").asString().equals("AUTHORIZED"))
			.toList();
		BigDecimal held = authorized.stream().map(CardsModelIT::held).reduce(BigDecimal.ZERO, BigDecimal::add);
		BigDecimal wanted = held.subtract(authorized.stream()
			.map((payment) -> amount(payment, "/toGiveUp"))
			.reduce(BigDecimal.ZERO, BigDecimal::add));
		boolean ended = List.of("CONFIRMED", "CANCELLED").contains(order.at("/status"));
		BigDecimal balance = amount(order.body(), "/totals/balance");
		assertThat(wanted).as("%s: authorised", story).isLessThanOrEqualTo(ended ? BigDecimal.ZERO : balance);
		boolean open = open(number) > 0;
		if (!open) {
			assertThat(heldByTheGateway(number)).as("%s: held by the gateway", story).isEqualByComparingTo(held);
		}
		String status = order.at("/payment/status");
		if (open) {
			assertThat(status).as("%s: status with an open call", story).isEqualTo("UNKNOWN");
		}
		else if (order.at("/status").equals("CANCELLED")) {
			assertThat(status.equals("AUTHORIZED")).as("%s: %s with %s held", story, status, held)
				.isEqualTo(held.signum() > 0);
		}
		else if (balance.signum() == 0) {
			assertThat(status).as("%s: status with nothing owed", story).isEqualTo("PAID");
		}
		else if (wanted.compareTo(balance) < 0) {
			assertThat(status).as("%s: status with %s of %s", story, wanted, balance)
				.isIn("OPEN", "DECLINED", "VOIDED");
		}
		else {
			// a card that could not be renewed is still good for a while, and another one
			// is asked for
			assertThat(status).as("%s: status with all of %s", story, balance).isIn("AUTHORIZED", "DECLINED");
		}
	}

	private static BigDecimal held(JsonNode payment) {
		return amount(payment, "/amount").subtract(amount(payment, "/captured")).subtract(amount(payment, "/givenUp"));
	}

	private static BigDecimal amount(JsonNode node, String pointer) {
		JsonNode money = node.at(pointer + "/amount");
		return money.isMissingNode() ? BigDecimal.ZERO : new BigDecimal(money.asString());
	}

	private int open(String number) {
		return this.jdbc.sql("""
				SELECT count(*) FROM payment_intent i JOIN orders o ON o.id = i.order_id
				 WHERE o.number = :number AND i.state IN ('PENDING', 'UNKNOWN')""")
			.param("number", number)
			.query(Integer.class)
			.single();
	}

	/** What it has authorised for the order, and neither captured nor given up. */
	private BigDecimal heldByTheGateway(String number) {
		return this.jdbc.sql("""
				SELECT coalesce(sum(CASE g.operation WHEN 'AUTHORIZE' THEN g.amount ELSE -g.amount END), 0)
				  FROM simulated_gateway_operation g JOIN payment_intent i ON i.id = g.key
				  JOIN orders o ON o.id = i.order_id
				 WHERE o.number = :number AND g.approved AND g.operation IN ('AUTHORIZE', 'CAPTURE', 'VOID')""")
			.param("number", number)
			.query(BigDecimal.class)
			.single();
	}

}
