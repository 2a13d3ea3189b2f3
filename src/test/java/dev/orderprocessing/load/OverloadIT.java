package dev.orderprocessing.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.orderprocessing.support.Alone;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The packaged service with more to do than it can. The load driver brings it about;
 * {@code -Doverload.seconds=60} makes it last as long as one wishes.
 */
@Alone
@Timeout(300)
class OverloadIT {

	private static final int SECONDS = Integer.getInteger("overload.seconds", 10);

	private static final double LONGEST_MILLIS = 2000;

	private static final double AT_ONCE_MILLIS = 250;

	private static final double SECONDS_UNTIL_WELL = 10;

	private static final int HOT_BUYERS = 30;

	/** Twice the time that anybody waits for a lock. */
	private static final Duration UNTIL_NOTICED = Duration.ofSeconds(3);

	private static final long HEAP_MAY_GROW = 64L << 20;

	private static final String SMALL = " --products 40 --customers 20";

	private static final TestDatabase DATABASE = TestDatabase.fresh();

	private static ServiceProcess service;

	@TempDir
	Path folder;

	@BeforeAll
	static void start() {
		service = ServiceProcess.start(DATABASE.properties());
	}

	@AfterAll
	static void stop() {
		service.close();
	}

	@Test
	void atThreeTimesTheSustainableRateItDoesWhatItCanRefusesTheRestAtOnceAndIsWellSoonAfter() throws Exception {
		JsonNode sustainable = drive("--clients 16 --warmup 6 --seconds 4" + SMALL);
		long heapBefore = service.liveHeap();
		long rate = Math.max(30, Math.round(3 * sustainable.at("/ordersPerSecond").asDouble()));
		int ordersBefore = orders();

		JsonNode overload = drive("--rate %d --warmup 0 --seconds %d".formatted(rate, SECONDS) + SMALL);

		// the arrivals ended when their time was over, the driver with the last answer
		long end = System.nanoTime() - (long) ((overload.at("/seconds").asDouble() - SECONDS) * 1e9);
		int placed = orders() - ordersBefore;
		double untilWell = secondsUntilWell(end);
		JsonNode after = drive("--rate %d --warmup 0 --seconds 4".formatted(rate / 12 + 1) + SMALL);
		long heapAfter = service.liveHeap();
		report(sustainable, rate, overload, heapBefore, heapAfter, untilWell);

		assertThat(answers(overload)).as(overload.toString()).containsOnlyKeys("201", "503 OVERLOADED");
		assertThat(latency(overload, "accepted", "p99")).as(overload.toString()).isLessThan(LONGEST_MILLIS);
		assertThat(latency(overload, "refused", "p50")).as(overload.toString()).isLessThan(AT_ONCE_MILLIS);
		assertThat(placed).as("each accepted order is there, once").isEqualTo(answers(overload).get("201"));
		assertThat(untilWell).as("seconds until it is well again").isLessThanOrEqualTo(SECONDS_UNTIL_WELL);
		assertThat(answers(after)).as(after.toString()).containsOnlyKeys("201");
		assertThat(heapAfter - heapBefore).as("growth of the heap").isLessThan(HEAP_MAY_GROW);
		assertThat(service.as("demo-ops").get("/consistency").ok().at("/sound")).isEqualTo("true");
	}

	/**
	 * Buyers of something whose stock row is locked do not stop everybody else, though
	 * there are more of them than places to work at: the first wait for 1.5 s, the rest
	 * are refused at once.
	 */
	@Test
	void aStockRowThatIsHeldForLongStopsNobodyForLong() throws Exception {
		drive("--clients 2 --warmup 0 --seconds 1" + SMALL);
		try (Connection holder = DATABASE.connect();
				ExecutorService buyers = Executors.newFixedThreadPool(HOT_BUYERS)) {
			holder.setAutoCommit(false);
			holder.createStatement().execute("SELECT 1 FROM stock WHERE sku = 'LOAD-0001' FOR UPDATE");
			long start = System.nanoTime();
			long end = start + TimeUnit.SECONDS.toNanos(6);
			List<CompletableFuture<List<Took>>> hot = IntStream.range(0, HOT_BUYERS)
				.mapToObj((i) -> CompletableFuture.supplyAsync(() -> placeUntil(end, "LOAD-0001"), buyers))
				.toList();
			await().until(() -> DATABASE.waiting() > 0);
			List<Took> others = placeUntil(end, "LOAD-0002");
			List<Took> all = new ArrayList<>(others);
			hot.forEach((buyer) -> all.addAll(buyer.join()));
			holder.rollback();

			assertThat(others).filteredOn((took) -> took.began() - start > UNTIL_NOTICED.toNanos())
				.isNotEmpty()
				.allSatisfy((took) -> assertThat(took.answer().status()).isEqualTo(201));
			assertThat(all).filteredOn((took) -> !took.answer().isOk())
				.allSatisfy((took) -> assertThat(took.answer().refused(503, "OVERLOADED").header("Retry-After"))
					.isPresent());
			assertThat(all).allSatisfy((took) -> assertThat(took.time()).isLessThan(Duration.ofSeconds(4)));
		}
	}

	private static List<Took> placeUntil(long end, String sku) {
		Caller storefront = service.as("demo-storefront");
		Map<String, Object> order = Cart.of(sku, 1).body();
		List<Took> took = new ArrayList<>();
		while (System.nanoTime() < end) {
			long start = System.nanoTime();
			Answer answer = storefront.post("/orders", order);
			took.add(new Took(answer, start, Duration.ofNanos(System.nanoTime() - start)));
			pause();
		}
		return took;
	}

	private static void pause() {
		try {
			Thread.sleep(20);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * From then to the end of the first second in which a few buyers all got what they
	 * want, and none waited for longer than a refusal takes; or when that is hopeless.
	 */
	private static double secondsUntilWell(long since) {
		try (ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor()) {
			boolean well = false;
			double passed = 0;
			while (!well && passed <= SECONDS_UNTIL_WELL) {
				long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
				List<CompletableFuture<List<Took>>> few = IntStream.rangeClosed(11, 14)
					.mapToObj((i) -> CompletableFuture.supplyAsync(() -> placeUntil(end, "LOAD-00" + i), buyers))
					.toList();
				List<Took> second = few.stream().flatMap((buyer) -> buyer.join().stream()).toList();
				well = !second.isEmpty() && second.stream()
					.allMatch((took) -> took.answer().isOk() && took.time().toMillis() < AT_ONCE_MILLIS);
				passed = (System.nanoTime() - since) / 1e9;
			}
			return well ? passed : Double.POSITIVE_INFINITY;
		}
	}

	private static void report(JsonNode sustainable, long rate, JsonNode overload, long heapBefore, long heapAfter,
			double untilWell) {
		double requests = overload.at("/requests").asDouble();
		System.out.printf(Locale.ROOT, """
				%d s of overload: sustainable %.0f/s, offered %d/s, sent %.0f/s, accepted %.0f/s; \
				accepted p50 %.0f ms, p99 %.0f ms, max %.0f ms; refused %.1f %%, p50 %.0f ms, p99 %.0f ms; \
				heap after GC %d MB before, %d MB after; well again after %.1f s%n""", SECONDS,
				sustainable.at("/ordersPerSecond").asDouble(), rate, requests / SECONDS,
				answers(overload).getOrDefault("201", 0) / (double) SECONDS, latency(overload, "accepted", "p50"),
				latency(overload, "accepted", "p99"), latency(overload, "accepted", "max"),
				100 * overload.at("/latencyMillis/refused/count").asDouble(0) / requests,
				latency(overload, "refused", "p50"), latency(overload, "refused", "p99"), heapBefore >> 20,
				heapAfter >> 20, untilWell);
	}

	private static int orders() {
		return Integer.parseInt(DATABASE.texts("SELECT count(*) FROM orders").getFirst());
	}

	private static Map<String, Integer> answers(JsonNode result) {
		Map<String, Integer> answers = new java.util.HashMap<>();
		result.at("/answers").properties().forEach((entry) -> answers.put(entry.getKey(), entry.getValue().asInt()));
		return answers;
	}

	private static double latency(JsonNode result, String of, String percentile) {
		return result.at("/latencyMillis/%s/%s".formatted(of, percentile)).asDouble(Double.MAX_VALUE);
	}

	private JsonNode drive(String options) throws IOException, InterruptedException {
		Path result = this.folder.resolve("result.json");
		Path output = this.folder.resolve("output.txt");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "src/load/Load.java", "--url", service.url(), "--json", result.toString()));
		command.addAll(List.of(options.split(" ")));
		Process driver = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(driver.waitFor(SECONDS + 90, TimeUnit.SECONDS)).as("the driver ends").isTrue();
		}
		finally {
			driver.destroyForcibly();
		}
		assertThat(driver.exitValue()).as(Files.readString(output)).isZero();
		return JsonMapper.shared().readTree(Files.readString(result));
	}

	private record Took(Answer answer, long began, Duration time) {
	}

}
