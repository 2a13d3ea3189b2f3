package dev.orderprocessing.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.RawRequest;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.Shop;
import dev.orderprocessing.support.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service is told to stop while it works. */
class ShutdownIT {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private static final int BUYERS = 8;

	private final TestDatabase database = TestDatabase.fresh();

	@Test
	void readinessGoesDownFirstThenARunningCommandIsAnsweredAndNoNewOneIsTaken() throws Exception {
		try (ServiceProcess service = ServiceProcess.start(settings())) {
			Shop shop = Shop.demo(service.url());
			String number = shop.place(Cart.of("MUG-BLUE", 1));
			CompletableFuture<Answer> running;
			try (Socket kept = new Socket(InetAddress.getLoopbackAddress(), URI.create(service.url()).getPort());
					Connection blocker = this.database.connect()) {
				blocker.setAutoCommit(false);
				blocker.createStatement()
					.execute("SELECT 1 FROM orders WHERE number = '%s' FOR UPDATE".formatted(number));
				running = CompletableFuture.supplyAsync(() -> shop.ops(number, "fulfill"));
				await().until(() -> this.database.waiting() == 1);

				service.terminate();

				await().until(() -> !isReady(service));
				shop.ops().get("/orders?limit=1").ok();
				await().atMost(LONGEST).until(() -> isRefused(shop));
				assertThat(over(kept)).startsWith("HTTP/1.1 503 ")
					.contains("Retry-After: 1\r\n", "Connection: close", "being stopped")
					.endsWith("}");
				assertThat(running).isNotDone();
				blocker.rollback();
			}
			assertThat(running.get(LONGEST.toSeconds(), TimeUnit.SECONDS).at("/status")).isEqualTo("FULFILLED");
			assertThat(service.ends(LONGEST)).as("ends within %s", LONGEST).isTrue();
			assertThat(this.database.texts("SELECT status FROM orders WHERE number = '%s'".formatted(number)))
				.containsExactly("FULFILLED");
		}
	}

	@Test
	void underLoadNothingIsLostAndTheServiceEndsInTime() throws Exception {
		try (ServiceProcess service = ServiceProcess.start(this.database.properties());
				Buyers buyers = Buyers.begin(BUYERS, Shop.demo(service.url()))) {
			await().atMost(LONGEST).until(() -> buyers.acknowledged() >= 5 * BUYERS);

			service.terminate();

			assertThat(service.ends(LONGEST)).as("ends within %s", LONGEST).isTrue();
			buyers.stop();
			buyers.assertRefusalsAskToComeBack();
			buyers.assertExactlyOnce(this.database);
		}
		try (ServiceProcess next = ServiceProcess.start(this.database.properties())) {
			Shop.demo(next.url()).assertBooksAreExact();
		}
	}

	/** Work goes on for a while after readiness is down. */
	private Map<String, Object> settings() {
		Map<String, Object> settings = new HashMap<>(this.database.patientProperties());
		settings.put("order-processing.shutdown-notice", "5s");
		return settings;
	}

	private static boolean isReady(ServiceProcess service) throws Exception {
		return new RawRequest("GET /actuator/health/readiness", "none").send(service.url()).isOk();
	}

	/** Sends a request over a connection that was opened before, and reads to the end. */
	private static String over(Socket kept) throws IOException {
		kept.setSoTimeout((int) LONGEST.toMillis());
		kept.getOutputStream()
			.write("GET /api/v1/currencies HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer demo-ops\r\n\r\n"
				.getBytes(StandardCharsets.US_ASCII));
		return new String(kept.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private static boolean isRefused(Shop shop) {
		try {
			return shop.ops().get("/orders?limit=1").status() == 503;
		}
		catch (UncheckedIOException ex) {
			return true;
		}
	}

}
