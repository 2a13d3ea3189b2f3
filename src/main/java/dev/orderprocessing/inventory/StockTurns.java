package dev.orderprocessing.inventory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.orderprocessing.kernel.Sku;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets those who want the stock of one SKU queue here, first come first served, and not
 * in the database, where each commit would wake all who wait for the row: one transaction
 * has it, one waits for it. Only a courtesy that keeps a hot SKU fast; who has waited
 * long goes on, and the row's lock decides.
 */
@Component
class StockTurns {

	private static final int AT_THE_ROW = 2;

	private static final Duration LONGEST = Duration.ofMillis(100);

	private final LoadingCache<Sku, Semaphore> turns = Caffeine.newBuilder()
		.weakValues()
		.build((sku) -> new Semaphore(AT_THE_ROW, true));

	private final Duration longest;

	StockTurns() {
		this(LONGEST);
	}

	StockTurns(Duration longest) {
		this.longest = longest;
	}

	/**
	 * Waits for a turn at each SKU; the turns end with the transaction. It waits once for
	 * each, however often it asks.
	 */
	void take(SortedSet<Sku> skus) {
		Turns mine = ofThisTransaction();
		for (Sku sku : skus) {
			if (mine.asked.add(sku)) {
				Semaphore turn = this.turns.get(sku);
				if (isTaken(turn)) {
					mine.taken.add(turn);
				}
			}
		}
	}

	private Turns ofThisTransaction() {
		if (TransactionSynchronizationManager.getResource(this) instanceof Turns mine) {
			return mine;
		}
		Turns mine = new Turns();
		TransactionSynchronizationManager.bindResource(this, mine);
		TransactionSynchronizationManager.registerSynchronization(mine);
		return mine;
	}

	private boolean isTaken(Semaphore turn) {
		try {
			return turn.tryAcquire(this.longest.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** What one transaction has asked for and got. */
	private final class Turns implements TransactionSynchronization {

		private final Set<Sku> asked = new HashSet<>();

		private final List<Semaphore> taken = new ArrayList<>();

		@Override
		public void afterCompletion(int status) {
			TransactionSynchronizationManager.unbindResource(StockTurns.this);
			this.taken.forEach(Semaphore::release);
		}

	}

}
