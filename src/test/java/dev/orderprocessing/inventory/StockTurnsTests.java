package dev.orderprocessing.inventory;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.orderprocessing.kernel.Sku;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

class StockTurnsTests {

	private static final Duration FOR_EVER = Duration.ofHours(1);

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void oneMayWaitForTheRowWhileAnotherHasIt() {
		StockTurns turns = new StockTurns(FOR_EVER);
		Buyer first = new Buyer(turns, "HOT");
		first.hasItsTurn();

		new Buyer(turns, "HOT").hasItsTurn();
	}

	@Test
	void theThirdGetsItsTurnWhenATransactionEnds() {
		StockTurns turns = new StockTurns(FOR_EVER);
		Buyer first = new Buyer(turns, "HOT");
		first.hasItsTurn();
		new Buyer(turns, "HOT").hasItsTurn();
		AtomicBoolean ending = new AtomicBoolean();
		Buyer third = new Buyer(turns, "HOT");
		CompletableFuture<Boolean> afterTheEnd = third.turn.thenApply((_) -> ending.get());
		new Buyer(turns, "COLD").hasItsTurn();

		ending.set(true);
		first.end.countDown();

		assertThat(afterTheEnd.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
	}

	@Test
	void whoHasWaitedLongGoesOn() {
		StockTurns turns = new StockTurns(Duration.ofMillis(1));
		new Buyer(turns, "HOT").hasItsTurn();
		new Buyer(turns, "HOT").hasItsTurn();

		new Buyer(turns, "COLD", "HOT").hasItsTurn();
	}

	@Test
	void whoAsksAgainInTheSameTransactionHasItsTurnAlready() {
		StockTurns turns = new StockTurns(FOR_EVER);
		new Buyer(turns, "HOT").hasItsTurn();

		new Buyer(turns, "HOT", "HOT").hasItsTurn();
	}

	/** Somebody whose transaction takes turns and lasts until it is ended. */
	private final class Buyer {

		private final CompletableFuture<Void> turn = new CompletableFuture<>();

		private final CountDownLatch end = new CountDownLatch(1);

		private Buyer(StockTurns turns, String... skus) {
			StockTurnsTests.this.threads.execute(() -> {
				TransactionSynchronizationManager.initSynchronization();
				for (String sku : skus) {
					turns.take(new TreeSet<>(Set.of(new Sku(sku))));
				}
				this.turn.complete(null);
				await();
				TransactionSynchronizationManager.getSynchronizations()
					.forEach((synchronization) -> synchronization
						.afterCompletion(TransactionSynchronization.STATUS_COMMITTED));
			});
		}

		private void hasItsTurn() {
			assertThat(this.turn.orTimeout(10, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(10));
		}

		private void await() {
			try {
				this.end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
