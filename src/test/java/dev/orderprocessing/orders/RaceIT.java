package dev.orderprocessing.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.Shop;
import dev.orderprocessing.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.orderprocessing.support.Cart.euros;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many buyers at once, on two instances of the packaged service that share one database
 * and nothing else.
 */
@Timeout(300)
class RaceIT {

	private static final String ADMIN_KEY = "bootstrap-key-of-the-race-test";

	private static final List<ServiceProcess> INSTANCES = new ArrayList<>();

	private static List<Caller> storefronts = List.of();

	private static Shop shop;

	@BeforeAll
	static void startTwoInstances() {
		TestDatabase database = TestDatabase.fresh();
		Map<String, Object> settings = new HashMap<>(database.properties());
		settings.put("order-processing.demo-keys", "false");
		settings.put("order-processing.demo-data", "false");
		settings.put("order-processing.bootstrap-admin-key", ADMIN_KEY);
		settings.put("order-processing.seller.name", "Race shop");
		settings.put("order-processing.seller.address", "1 Main St, 10115 Berlin");
		INSTANCES.add(ServiceProcess.launch(settings));
		INSTANCES.add(ServiceProcess.launch(settings));
		INSTANCES.forEach(ServiceProcess::awaitReady);
		Caller admin = INSTANCES.getFirst().as(ADMIN_KEY);
		String storefront = key(admin, "STOREFRONT");
		storefronts = INSTANCES.stream().map((instance) -> instance.as(storefront)).toList();
		shop = new Shop(storefronts.getFirst(), INSTANCES.getFirst().as(key(admin, "OPS")),
				INSTANCES.getFirst().as(key(admin, "FINANCE")), admin);
		setUpTheBusiness();
	}

	private static String key(Caller admin, String role) {
		return admin.post("/api-keys", Map.of("name", "race-" + role, "role", role)).ok().at("/secret");
	}

	private static void setUpTheBusiness() {
		shop.admin().put("/currencies/EUR", Map.of("pricesIncludeTax", true)).ok();
		shop.admin().put("/tax-rates/DE/STANDARD", Map.of("rate", 19)).ok();
		shop.ops().post("/warehouses", Map.of("code", "MAIN", "name", "Main", "country", "DE", "priority", 1)).ok();
		shop.ops()
			.post("/delivery-methods",
					Map.of("code", "STANDARD", "name", "Standard", "kind", "FLAT", "countries", List.of("DE"), "rates",
							List.of(Map.of("fee", euros("4.90")))))
			.ok();
	}

	@AfterAll
	static void stop() {
		INSTANCES.forEach(ServiceProcess::close);
	}

	@Test
	void aHundredUnitsGoToExactlyAHundredOfFourHundredBuyers() throws Exception {
		String sku = shop.product("10.00", 100);
		List<Callable<Answer>> buyers = new ArrayList<>();
		for (int i = 0; i < 400; i++) {
			Caller caller = storefronts.get(i % storefronts.size());
			Map<String, Object> cart = Cart.of(sku, 1)
				.with("customer", Map.of("name", "Buyer " + i, "email", "buyer%d@example.org".formatted(i)))
				.body();
			UUID key = UUID.randomUUID();
			buyers.add(() -> persistently(() -> caller.post(key, "/orders", cart)));
		}

		List<Answer> answers = atOnce(buyers);

		assertThat(answers).allMatch(Answer::isOk);
		assertThat(answers.stream().map((answer) -> answer.at("/id")).distinct()).hasSize(400);
		assertThat(numbers(answers, "VERIFIED")).hasSize(100);
		List<String> without = numbers(answers, "PLACED");
		assertThat(without).hasSize(300);
		for (String number : without) {
			Answer finding = shop.finding(number, "STOCK");
			assertThat(finding.at("/outcome")).isEqualTo("FAIL");
			assertThat(finding.at("/evidence")).isEqualTo("%s: 1 asked for, 0 available.".formatted(sku));
			assertThat(finding.at("/remedy")).isNotEmpty();
		}
		assertThat(shop.available(sku)).isZero();
		Answer stock = shop.ops().get("/stock?sku=" + sku).ok();
		assertThat(stock.number("/items/0/onHand")).isEqualTo(100);
		assertThat(stock.number("/items/0/reserved")).isEqualTo(100);
		shop.assertBooksAreExact();
	}

	@Test
	void fiftyRepetitionsOfOneRequestMakeOneOrder() throws Exception {
		String sku = shop.product("10.00", 100);
		UUID key = UUID.randomUUID();
		Map<String, Object> cart = Cart.of(sku, 1).body();
		List<Callable<Answer>> repetitions = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			Caller caller = storefronts.get(i % storefronts.size());
			repetitions.add(() -> persistently(() -> caller.post(key, "/orders", cart)));
		}

		List<Answer> answers = atOnce(repetitions);

		assertThat(answers.stream().map((answer) -> answer.status() + answer.text()).distinct()).hasSize(1);
		assertThat(answers.getFirst().status()).isEqualTo(201);
		assertThat(answers.stream().filter((answer) -> answer.header("Idempotency-Replayed").isEmpty())).hasSize(1);
		assertThat(shop.ops().get("/orders?sku=" + sku).ok().each("/items", "/number"))
			.containsExactly(answers.getFirst().at("/number"));
		assertThat(shop.available(sku)).isEqualTo(99);
		shop.assertBooksAreExact();
	}

	private static List<String> numbers(List<Answer> answers, String status) {
		return answers.stream()
			.filter((answer) -> answer.at("/status").equals(status))
			.map((answer) -> answer.at("/number"))
			.toList();
	}

	private static List<Answer> atOnce(List<Callable<Answer>> requests) throws Exception {
		try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Answer> answers = new ArrayList<>();
			for (Future<Answer> answer : executor.invokeAll(requests)) {
				answers.add(answer.get());
			}
			return answers;
		}
	}

	/** Sends a request again, under its key, when the service asks to come back later. */
	private static Answer persistently(Callable<Answer> request) throws Exception {
		long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
		while (true) {
			Answer answer = request.call();
			boolean later = answer.status() == 503 || answer.at("/code").equals("IDEMPOTENCY_KEY_IN_USE");
			if (!later || System.nanoTime() > deadline) {
				return answer;
			}
			Thread.sleep(Duration.ofSeconds(answer.header("Retry-After").map(Long::valueOf).orElse(1L)));
		}
	}

}
