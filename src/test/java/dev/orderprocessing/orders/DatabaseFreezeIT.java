package dev.orderprocessing.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.orderprocessing.orders.Buyers.Attempt;
import dev.orderprocessing.support.Alone;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.PostgresProcesses;
import dev.orderprocessing.support.RawRequest;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.Shop;
import dev.orderprocessing.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The embedded database of the packaged service freezes under load: its processes are
 * there, keep their connections and do nothing, as on a machine or a disk that hangs.
 */
@Alone
@Tag("ci")
@Timeout(300)
class DatabaseFreezeIT {

	private static final int BUYERS = 4;

	private static final int MANY = 200;

	private static final Duration FROZEN = Duration.ofSeconds(10);

	/** What clients are promised, and no more than that. */
	private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

	private static final Duration HEALS_WITHIN = Duration.ofSeconds(10);

	private static final long HEAP_MAY_GROW = 64L << 20;

	private static final int THREADS_MAY_GROW = 40;

	@TempDir
	Path folder;

	@AfterEach
	void endWhatIsLeft() {
		if (Files.exists(cluster().resolve("postmaster.pid"))) {
			PostgresProcesses.of(cluster()).kill();
		}
	}

	@Test
	void everyRequestIsRefusedInTimeAndTheServiceHealsByItself() throws Exception {
		try (ServiceProcess service = ServiceProcess.start(Map.of("order-processing.data-dir", data()))) {
			Shop shop = Shop.demo(service.url());
			PostgresProcesses postgres = PostgresProcesses.of(cluster());
			String held = shop.place(Cart.of("MUG-BLUE", 1));
			UUID keyOfHeld = UUID.randomUUID();
			Buyers buyers = Buyers.begin(BUYERS, shop);
			try (buyers) {
				await().until(() -> buyers.acknowledged() > 2 * BUYERS);
				long heap = service.liveHeap();
				int threads = service.threads();
				long froze;
				try (Connection holder = holderOf(held)) {
					var inMidStatement = CompletableFuture.supplyAsync(
							() -> buyers.attempt(shop.ops(), keyOfHeld, fulfill(held), ""), Thread::startVirtualThread);
					await().until(() -> database().waiting() == 1);
					froze = System.nanoTime();
					postgres.freeze();
					try {
						assertEverybodyIsToldInTime(service, buyers, froze);
						assertThat(service.threads()).as("threads while it is frozen")
							.isLessThan(threads + THREADS_MAY_GROW);
					}
					finally {
						postgres.thaw();
					}
					holder.rollback();
					Buyers.assertAsksToComeBack(inMidStatement.join());
				}
				assertHeals(service, buyers);
				shop.ops().post(keyOfHeld, fulfill(held), "").ok();
				assertThat(service.liveHeap() - heap).as("growth of the heap").isLessThan(HEAP_MAY_GROW);
				assertThat(service.threads()).as("threads").isLessThan(threads + THREADS_MAY_GROW);
			}
			buyers.assertRefusalsAskToComeBack();
			buyers.assertExactlyOnce(database());
			shop.assertBooksAreExact();
		}
	}

	private static void assertEverybodyIsToldInTime(ServiceProcess service, Buyers buyers, long froze)
			throws InterruptedException {
		long frozen = System.nanoTime();
		crowd(service);
		while (System.nanoTime() - frozen < FROZEN.toNanos()) {
			long asked = System.nanoTime();
			assertThat(health(service, "liveness")).isEqualTo(200);
			assertThat(health(service, "readiness")).isEqualTo(503);
			assertThat(Duration.ofNanos(System.nanoTime() - asked)).as("both probes").isLessThan(ANSWERED_WITHIN);
			Thread.sleep(100);
		}
		List<Attempt> attempts = buyers.attempts().stream().filter((attempt) -> attempt.ended() > froze).toList();
		assertThat(attempts).hasSizeGreaterThan(BUYERS)
			.allSatisfy(
					(attempt) -> assertThat(attempt.after(froze)).as(attempt.toString()).isLessThan(ANSWERED_WITHIN));
		assertThat(attempts).filteredOn((attempt) -> attempt.began() > frozen)
			.allSatisfy((attempt) -> Buyers.assertAsksToComeBack(attempt.answered()));
	}

	/** Many come at once, half of them to read. */
	private static void crowd(ServiceProcess service) {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<CompletableFuture<Duration>> crowd = new ArrayList<>();
			IntStream.range(0, MANY).forEach((i) -> crowd.add(CompletableFuture.supplyAsync(() -> {
				long asked = System.nanoTime();
				Answer answer = (i % 2 == 0) ? service.as("demo-ops").get("/orders?limit=1")
						: service.as("demo-storefront").post("/orders", Cart.of("MUG-BLUE", 1).body());
				Duration took = Duration.ofNanos(System.nanoTime() - asked);
				Buyers.assertAsksToComeBack(answer);
				return took;
			}, threads)));
			assertThat(crowd).allSatisfy((took) -> assertThat(took.join()).isLessThan(ANSWERED_WITHIN));
		}
	}

	private static void assertHeals(ServiceProcess service, Buyers buyers) {
		int before = buyers.acknowledged();
		await().atMost(HEALS_WITHIN).until(() -> buyers.acknowledged() >= before + BUYERS);
		await().atMost(HEALS_WITHIN).until(() -> health(service, "readiness") == 200);
	}

	private static int health(ServiceProcess service, String probe) {
		return new RawRequest("GET /actuator/health/" + probe, "none").send(service.url()).status();
	}

	private Connection holderOf(String number) throws Exception {
		Connection holder = database().connect();
		holder.setAutoCommit(false);
		holder.createStatement().execute("SELECT 1 FROM orders WHERE number = '%s' FOR UPDATE".formatted(number));
		return holder;
	}

	private static String fulfill(String number) {
		return "/orders/%s/fulfill".formatted(number);
	}

	/** The embedded database, opened with what its folder says. */
	private TestDatabase database() {
		try {
			String port = Files.readAllLines(cluster().resolve("postmaster.pid")).get(3).strip();
			return new TestDatabase("jdbc:postgresql://localhost:%s/".formatted(port), "postgres", "postgres",
					Files.readString(data().resolve("postgres.password")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path data() {
		return this.folder.resolve("data");
	}

	private Path cluster() {
		return data().resolve("postgres");
	}

}
