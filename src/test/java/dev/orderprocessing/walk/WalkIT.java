package dev.orderprocessing.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import dev.orderprocessing.support.Alone;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.Shop;
import dev.orderprocessing.support.TestDatabase;
import dev.orderprocessing.walk.World.Answered;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Eight walkers against the packaged service for {@code -Dwalk.seconds} (60), chosen by
 * {@code -Dwalk.seed} (1). What each does is repeatable; how they meet is not.
 */
@Alone
@Tag("ci")
@Timeout(1_800)
class WalkIT {

	private static final Logger log = LoggerFactory.getLogger(WalkIT.class);

	private static final int WALKERS = 8;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/** What nobody can do here, and why. */
	private static final Map<String, String> NEVER = Map.of("POST /events/parked/{id}/retry",
			"nothing is parked unless a consumer fails", "POST /guests/export", "changes nothing, and is told once");

	/** An amount, if nothing is owed; the shipment, if several are under way. */
	private static final List<String> DEPENDING = List.of("POST /orders/{order}/payments",
			"POST /orders/{order}/tracking");

	@Test
	void whateverIsDoneInWhateverOrderTheBooksAgree() throws Exception {
		TestDatabase database = TestDatabase.fresh();
		try (ServiceProcess service = ServiceProcess.start(settings(database))) {
			Shop shop = Shop.demo(service.url());
			World world = new World(shop);
			walk(world);
			await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> isQuiet(shop));
			log.info("walked: {}", tally(world));
			Books books = Books.read(shop);
			assertThat(Audit.of(books)).as("what does not agree").isEmpty();
			assertAcknowledgedIsThereOnce(world, books);
			shop.assertBooksAreExact();
			assertNothingFailed(world, service);
			assertEveryCommandWasWalked(world, shop);
		}
		assertThat(database.texts("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
			.as("deadlocks; a walk against a service with a server log tells who met whom")
			.containsExactly("0");
	}

	private static Map<String, Object> settings(TestDatabase database) {
		Map<String, Object> settings = new HashMap<>(database.properties());
		settings.put("order-processing.rate-limit.requests", 1_000_000_000);
		return settings;
	}

	private static void walk(World world) throws Exception {
		long seed = Long.getLong("walk.seed", 1);
		long until = System.nanoTime() + Duration.ofSeconds(Integer.getInteger("walk.seconds", 60)).toNanos();
		List<Future<?>> walks = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < WALKERS; i++) {
				Walker walker = new Walker(world, seed * WALKERS + i);
				walks.add(threads.submit(() -> walker.walk(until)));
			}
		}
		for (Future<?> walk : walks) {
			walk.get();
		}
	}

	/** No call to the gateway is open and no fact is on its way to those who watch. */
	private static boolean isQuiet(Shop shop) {
		return List.of("PENDING", "UNKNOWN")
			.stream()
			.allMatch((state) -> shop.finance().get("/payment-intents?state=" + state).ok().size("/items") == 0);
	}

	private static Map<String, Long> tally(World world) {
		return new TreeMap<>(
				world.answered()
					.stream()
					.collect(Collectors.groupingBy(
							(answered) -> "%s %d %s".formatted(answered.operation(), answered.answer().status(),
									answered.answer().isOk() ? "" : answered.answer().at("/code")),
							Collectors.counting())));
	}

	/** Neither an order nor a receipt is lost or doubled, whatever was sent again. */
	private static void assertAcknowledgedIsThereOnce(World world, Books books) {
		List<String> known = books.orders().stream().map((order) -> order.at("/number").asString()).toList();
		assertThat(known).containsAll(world.orders());
		assertThat(books.orders()).filteredOn((order) -> world.skus().contains(order.at("/lines/0/sku").asString()))
			.hasSameSizeAs(world.orders());
		int received = world.answered()
			.stream()
			.filter((answered) -> answered.operation().equals("POST /stock/receipts") && !answered.tried()
					&& answered.answer().isOk())
			.mapToInt((answered) -> answered.answer().size("/stock"))
			.sum();
		assertThat(books.movements())
			.filteredOn((movement) -> movement.at("/type").asString().equals("RECEIPT")
					&& world.skus().contains(movement.at("/sku").asString()))
			.hasSize(received + World.FIRST_RECEIPTS * world.skus().size());
	}

	/** Only an overloaded service may ask to come back, and that seldom. */
	private static void assertNothingFailed(World world, ServiceProcess service) {
		List<Answer> answers = world.answered().stream().map(Answered::answer).toList();
		assertThat(world.answered()).filteredOn((answered) -> isFault(answered))
			.as(() -> "faults; the service printed "
					+ service.output().stream().filter((line) -> line.contains(" ERROR ")).limit(20).toList())
			.isEmpty();
		assertThat(answers).filteredOn((answer) -> answer.status() == 503)
			.hasSizeLessThanOrEqualTo(5 + answers.size() / 1000);
	}

	/**
	 * A walker's requests are well-formed, but where the order decides what must be said.
	 */
	private static boolean isFault(Answered answered) {
		int status = answered.answer().status();
		return (status >= 500 && status != 503) || status == 401
				|| (status == 400 && DEPENDING.stream().noneMatch(answered.operation()::startsWith));
	}

	/** A command that is added joins the walk. */
	private static void assertEveryCommandWasWalked(World world, Shop shop) {
		Set<String> succeeded = world.answered()
			.stream()
			.filter((answered) -> answered.answer().isOk() && !answered.tried())
			.map(Answered::operation)
			.collect(Collectors.toSet());
		Set<String> commands = new TreeSet<>();
		JsonNode paths = shop.ops().look("/v3/api-docs").ok().body().at("/paths");
		paths.properties().forEach((path) -> path.getValue().propertyNames().forEach((method) -> {
			if (Set.of("post", "put", "patch").contains(method)) {
				commands
					.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey().substring("/api/v1".length()));
			}
		}));
		commands.removeAll(NEVER.keySet());
		commands.removeAll(succeeded);
		assertThat(commands).as("commands that no walker has done; teach Walker, or say why in NEVER").isEmpty();
	}

}
