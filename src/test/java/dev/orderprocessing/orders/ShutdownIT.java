package dev.orderprocessing.orders;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service is told to stop while a command runs. */
class ShutdownIT {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private final TestDatabase database = TestDatabase.fresh();

	@Test
	void aRunningCommandIsAnsweredAndNoNewOneIsTaken() throws Exception {
		try (ServiceProcess service = ServiceProcess.start(this.database.properties())) {
			Shop shop = Shop.demo(service.url());
			String number = shop.place(Cart.of("MUG-BLUE", 1));
			CompletableFuture<Answer> running;
			try (Connection blocker = this.database.connect()) {
				blocker.setAutoCommit(false);
				blocker.createStatement()
					.execute("SELECT 1 FROM orders WHERE number = '%s' FOR UPDATE".formatted(number));
				running = CompletableFuture.supplyAsync(() -> shop.ops(number, "fulfill"));
				await().until(() -> this.database.waiting() == 1);

				service.terminate();

				await().until(() -> isRefused(shop));
				assertThat(running).isNotDone();
				blocker.rollback();
			}
			assertThat(running.get(LONGEST.toSeconds(), TimeUnit.SECONDS).at("/status")).isEqualTo("FULFILLED");
			assertThat(service.ends(LONGEST)).as("ends within %s", LONGEST).isTrue();
			assertThat(this.database.texts("SELECT status FROM orders WHERE number = '%s'".formatted(number)))
				.containsExactly("FULFILLED");
		}
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
