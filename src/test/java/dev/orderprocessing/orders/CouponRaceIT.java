package dev.orderprocessing.orders;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Many buyers with one coupon, some of whom cancel, while staff change its terms. */
@IntegrationTest
class CouponRaceIT {

	private static final int BUYERS = 8;

	@Autowired
	Api api;

	private Shop shop;

	@BeforeEach
	void open() {
		this.shop = Shop.demo(this.api.url());
	}

	@Test
	void aCouponIsCountedExactlyThoughItGetsAndLosesItsLimitMeanwhile() throws Exception {
		String code = coupon();
		List<String> skus = List.of(this.shop.product("10.00", 900), this.shop.product("10.00", 900));
		AtomicBoolean over = new AtomicBoolean();
		try (var threads = Executors.newFixedThreadPool(BUYERS + 1)) {
			Future<?> staff = threads.submit(() -> {
				for (int i = 0; !over.get(); i++) {
					limit(code, (i % 2 == 0) ? 1_000 : null);
				}
			});
			List<Callable<Integer>> buyers = IntStream.range(0, BUYERS)
				.<Callable<Integer>>mapToObj((i) -> () -> buy(code, skus, i))
				.toList();
			int kept = 0;
			for (Future<Integer> buyer : threads.invokeAll(buyers)) {
				kept += buyer.get();
			}
			over.set(true);
			staff.get();
			assertThat(used(code)).isEqualTo(kept);
			limit(code, 1_000);
			assertThat(used(code)).isEqualTo(kept);
		}
		this.shop.assertBooksAreExact();
	}

	@Test
	void theLimitHoldsForThoseWhoOrderWhenItIsSet() throws Exception {
		String code = coupon();
		String sku = this.shop.product("10.00", 900);
		this.shop.placed(Cart.of(sku, 1).with("couponCodes", List.of(code)));
		limit(code, 5);
		try (var threads = Executors.newFixedThreadPool(BUYERS)) {
			List<Callable<Answer>> buyers = IntStream.range(0, 20)
				.<Callable<Answer>>mapToObj((i) -> () -> this.shop.storefront()
					.post("/orders", Cart.of(sku, 1).with("couponCodes", List.of(code)).body()))
				.toList();
			int placed = 0;
			for (Future<Answer> buyer : threads.invokeAll(buyers)) {
				if (buyer.get().status() == 201) {
					placed++;
				}
				else {
					buyer.get().refused(422, "COUPON_NOT_APPLICABLE");
				}
			}
			assertThat(placed).isEqualTo(4);
		}
		assertThat(used(code)).isEqualTo(5);
		this.shop.assertBooksAreExact();
	}

	/** How many of its orders are not cancelled. */
	private int buy(String code, List<String> skus, int buyer) {
		int kept = 0;
		for (int i = 0; i < 12; i++) {
			String first = skus.get((buyer + i) % 2);
			String second = skus.get((buyer + i + 1) % 2);
			// as buyers type it
			String number = this.shop.place(Cart.of(first, 1)
				.and(second, 1)
				.with("couponCodes", List.of(code.toLowerCase(java.util.Locale.ROOT))));
			if (i % 3 == 0) {
				this.shop.ops(number, "cancel");
			}
			else {
				kept++;
			}
		}
		return kept;
	}

	private String coupon() {
		String code = "RACE-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
		this.shop.ops().post("/coupons", Map.of("code", code, "kind", "PERCENT", "percent", 10)).ok();
		return code;
	}

	private void limit(String code, @org.jspecify.annotations.Nullable Integer uses) {
		Map<String, Object> terms = (uses != null) ? Map.of("kind", "PERCENT", "percent", 10, "maxUses", uses)
				: Map.of("kind", "PERCENT", "percent", 10);
		this.shop.ops().put("/coupons/" + code, terms).ok();
	}

	private int used(String code) {
		return Integer.parseInt(this.shop.ops().get("/coupons/" + code).ok().at("/used"));
	}

}
