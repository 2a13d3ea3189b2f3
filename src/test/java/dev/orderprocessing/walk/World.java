package dev.orderprocessing.walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.Shop;

/**
 * Where the walkers meet: few goods, buyers and coupons, so that they get into each
 * other's way, and every order that was acknowledged.
 */
final class World {

	/** Coupons whose uses are limited, and how often each may be used. */
	static final Map<String, Integer> LIMITED = Map.of("WALK-FEW", 15, "WALK-SOME", 60);

	/** How often each product was received before the walk. */
	static final int FIRST_RECEIPTS = 2;

	private final Shop shop;

	private final List<String> skus = new ArrayList<>();

	private final List<String> customers = new ArrayList<>();

	private final List<String> orders = new CopyOnWriteArrayList<>();

	private final Queue<Answered> answered = new ConcurrentLinkedQueue<>();

	World(Shop shop) {
		this.shop = shop;
		for (int i = 0; i < 6; i++) {
			this.skus.add(shop.product("9.9" + i, 0, product(i, "9.9" + i)));
			shop.receive(this.skus.getLast(), "MAIN", 40);
			shop.receive(this.skus.getLast(), "NORTH", 10);
		}
		for (int i = 0; i < 4; i++) {
			this.customers.add(shop.customer(Map.of("paymentTermsDays", 14, "creditLimit", Cart.euros("5000.00"))));
		}
		coupon("WALK-ALL", null);
		LIMITED.forEach(this::coupon);
	}

	/** A product as it is defined; the number decides what it is like. */
	static Map<String, Object> product(int number, String price) {
		Map<String, Object> product = new LinkedHashMap<>(Map.of("name", "Walking goods " + number, "weightGrams",
				100 * (number + 1), "backorderable", number % 2 == 0, "prices", List.of(Cart.euros(price)),
				"taxCategory", (number % 3 == 0) ? "REDUCED" : "STANDARD"));
		if (number == 1) {
			product.put("services",
					List.of(Map.of("code", "ENGRAVING", "name", "Engraving", "prices", List.of(Cart.euros("3.00")))));
		}
		return product;
	}

	static Map<String, Object> couponTerms(int percent, boolean active) {
		return new LinkedHashMap<>(Map.of("kind", "PERCENT", "percent", percent, "active", active));
	}

	private void coupon(String code, @org.jspecify.annotations.Nullable Integer uses) {
		Map<String, Object> coupon = couponTerms(10, true);
		coupon.put("code", code);
		if (uses != null) {
			coupon.put("maxUses", uses);
		}
		this.shop.ops().post("/coupons", coupon).ok();
	}

	Shop shop() {
		return this.shop;
	}

	List<String> skus() {
		return this.skus;
	}

	List<String> customers() {
		return this.customers;
	}

	/** Numbers of orders that were acknowledged, oldest first. */
	List<String> orders() {
		return this.orders;
	}

	/** Notes what was answered to what. */
	void note(String operation, Answer answer, boolean tried) {
		this.answered.add(new Answered(operation, answer, tried));
		if (operation.equals("POST /orders") && answer.isOk() && !tried) {
			this.orders.add(answer.at("/number"));
		}
	}

	List<Answered> answered() {
		return List.copyOf(this.answered);
	}

	/**
	 * What was answered.
	 *
	 * @param operation method and path, such as {@code POST /orders/{order}/cancel}
	 * @param tried whether it was a dry run
	 */
	record Answered(String operation, Answer answer, boolean tried) {
	}

}
