package dev.orderprocessing.orders;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import dev.orderprocessing.support.StatementCounter;
import dev.orderprocessing.support.StatementCounter.Traffic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much an order costs the database. Whoever needs fewer statements lowers the bound;
 * whoever needs more has to say why.
 */
@IntegrationTest
class StatementsIT {

	private static final Logger log = LoggerFactory.getLogger(StatementsIT.class);

	/** Statements and round trips, commits included in the latter. */
	private static final Map<String, Bound> BOUNDS = Map.of("place", new Bound(11, 6), "place as a guest",
			new Bound(11, 6), "fulfill", new Bound(11, 9), "ship", new Bound(15, 10), "deliver", new Bound(16, 11),
			"pay", new Bound(14, 10), "get", new Bound(3, 4), "list of 50", new Bound(6, 7));

	private static final int LIVES = 4;

	private static final int PAGE = 50;

	@Autowired
	Api api;

	@Autowired
	StatementCounter counter;

	Shop shop;

	String guestSku = "";

	String otherGuestSku = "";

	@BeforeEach
	void open() {
		this.shop = Shop.demo(this.api.url());
		this.guestSku = this.shop.product("10.00", 99);
		this.otherGuestSku = this.shop.product("20.00", 99);
	}

	@Test
	void anOrderOfTwoLinesStaysWithinItsBounds() {
		Cart cart = Cart.of(this.shop.product("10.00", 99), 1)
			.and(this.shop.product("20.00", 99), 2)
			.onAccountOf(this.shop.customerWithTerms());
		Map<String, Traffic> measured = life(cart);
		// some draw a block of order numbers, or run on a connection that has not
		// prepared their statements yet
		for (int i = 1; i < LIVES; i++) {
			life(cart).forEach((step, traffic) -> measured.merge(step, traffic, StatementsIT::cheaper));
		}

		assertThat(measured).hasSameSizeAs(BOUNDS);
		measured.forEach((step, traffic) -> {
			log.info("{}: {} statements in {} round trips", step, traffic.statements().size(), traffic.roundTrips());
			traffic.statements().forEach((statement) -> log.debug("{}: {}", step, statement));
		});
		measured.forEach((step, traffic) -> assertThat(new Bound(traffic.statements().size(), traffic.roundTrips()))
			.as("%s:%n%s", step, String.join("\n", traffic.statements()))
			.matches((found) -> found.isWithin(BOUNDS.getOrDefault(step, found)), "is within " + BOUNDS.get(step)));
	}

	private static Traffic cheaper(Traffic one, Traffic other) {
		return (other.roundTrips() < one.roundTrips()) ? other : one;
	}

	private Map<String, Traffic> life(Cart cart) {
		Map<String, Traffic> measured = new LinkedHashMap<>();
		List<Answer> placed = new ArrayList<>();
		measured.put("place", this.counter.traffic(() -> placed.add(this.shop.placed(cart))));
		String number = placed.getFirst().at("/number");
		measured.put("place as a guest",
				this.counter.traffic(() -> this.shop.placed(Cart.of(this.guestSku, 1).and(this.otherGuestSku, 1))));
		for (String command : List.of("fulfill", "ship", "deliver")) {
			measured.put(command, this.counter.traffic(() -> this.shop.ops(number, command)));
		}
		measured.put("pay", this.counter.traffic(() -> this.shop.pay(number, Map.of("method", "BANK_TRANSFER"))));
		measured.put("get", this.counter.traffic(() -> this.shop.order(number)));
		while (this.shop.ops().get("/orders?limit=50").ok().size("/items") < PAGE) {
			this.shop.place(Cart.of("MUG-BLUE", 1));
		}
		measured.put("list of 50", this.counter.traffic(() -> this.shop.ops().get("/orders?limit=50").ok()));
		return measured;
	}

	private record Bound(int statements, int roundTrips) {

		boolean isWithin(Bound other) {
			return this.statements <= other.statements && this.roundTrips <= other.roundTrips;
		}

	}

}
