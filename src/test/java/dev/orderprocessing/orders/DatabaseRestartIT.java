package dev.orderprocessing.orders;

import java.nio.file.Path;
import java.time.Duration;

import dev.orderprocessing.support.DurableServer;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The database server of its operator's is killed under load and started again while the
 * packaged service lives; {@code -Dfaults.restarts=100} does it as often as one wishes.
 */
@Tag("ci")
@Timeout(600)
class DatabaseRestartIT {

	private static final int RESTARTS = Integer.getInteger("faults.restarts", 10);

	private static final int BUYERS = 8;

	private static final int ORDERS_BETWEEN_KILLS = 30;

	private static final Duration HEALS_WITHIN = Duration.ofSeconds(20);

	@TempDir
	Path folder;

	@Test
	void whatWasAcknowledgedIsThereOnceHoweverOftenTheServerIsKilled() throws Exception {
		try (DurableServer server = DurableServer.on(this.folder.resolve("postgres"));
				ServiceProcess service = ServiceProcess.start(server.database().properties())) {
			Shop shop = Shop.demo(service.url());
			Buyers buyers = Buyers.begin(BUYERS, shop);
			try (buyers) {
				for (int i = 0; i < RESTARTS; i++) {
					awaitMore(buyers);
					server.kill();
					server.restart();
				}
				awaitMore(buyers);
			}

			assertThat(buyers.attempts()).filteredOn((attempt) -> attempt.answer() != null)
				.filteredOn((attempt) -> !attempt.answered().isOk())
				.as("refusals, at least one for each time")
				.hasSizeGreaterThanOrEqualTo(RESTARTS);
			buyers.assertRefusalsAskToComeBack();
			buyers.assertExactlyOnce(server.database());
			shop.assertBooksAreExact();
		}
	}

	private static void awaitMore(Buyers buyers) {
		int before = buyers.acknowledged();
		await().atMost(HEALS_WITHIN).until(() -> buyers.acknowledged() >= before + ORDERS_BETWEEN_KILLS);
	}

}
