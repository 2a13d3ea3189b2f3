package dev.orderprocessing.platform.limits;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * One caller's quota as this instance knows it. It takes tokens from the shared quota a
 * batch at a time and spends them in memory. A batch is as large as what was spent
 * before, and at most a hundredth of the quota: what other instances cannot have because
 * it is held here stays small, and a busy caller costs the database about a hundred
 * leases per window. The next batch is fetched while half of the last one is left.
 */
final class Quota {

	/** A batch is at most this part of the quota. */
	private static final int PARTS = 100;

	/** How long requests wait for a lease, counted from its beginning. */
	private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

	private final String caller;

	private final int requests;

	private final long windowMillis;

	private final QuotaSource source;

	private final Clock clock;

	private final Executor executor;

	private long window = Long.MIN_VALUE;

	private int inHand;

	private long left;

	private int spent;

	private int spentBefore;

	private boolean exhausted;

	private int waiting;

	private long leaseBegan;

	private @Nullable CompletableFuture<Void> lease;

	Quota(String caller, int requests, Duration window, QuotaSource source, Clock clock, Executor executor) {
		this.caller = caller;
		this.requests = requests;
		this.windowMillis = window.toMillis();
		this.source = source;
		this.clock = clock;
		this.executor = executor;
	}

	/**
	 * Spends one token.
	 * @throws Unknown if the shared quota cannot be asked now
	 */
	Verdict spend() {
		while (true) {
			CompletableFuture<Void> awaited;
			long patience;
			synchronized (this) {
				turnTo(Math.floorDiv(this.clock.millis(), this.windowMillis));
				if (this.inHand > 0) {
					this.inHand--;
					this.spent++;
					if (!this.exhausted && this.inHand < batch() / 2) {
						var _ = lease();
					}
					return verdict(true);
				}
				if (this.exhausted) {
					return verdict(false);
				}
				this.waiting++;
				awaited = lease();
				patience = PATIENCE - (System.nanoTime() - this.leaseBegan);
			}
			await(awaited, patience);
		}
	}

	private void await(CompletableFuture<Void> lease, long nanos) {
		try {
			lease.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new Unknown(ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new Unknown(ex);
		}
		finally {
			synchronized (this) {
				this.waiting--;
			}
		}
	}

	/** The lease under way, or a new one. */
	private CompletableFuture<Void> lease() {
		CompletableFuture<Void> running = this.lease;
		if (running != null) {
			return running;
		}
		int tokens = Math.max(batch(), this.waiting);
		CompletableFuture<Void> begun = new CompletableFuture<>();
		this.lease = begun;
		this.leaseBegan = System.nanoTime();
		this.executor.execute(() -> fetch(tokens, begun));
		return begun;
	}

	private void fetch(int tokens, CompletableFuture<Void> begun) {
		try {
			QuotaSource.Lease taken = this.source.take(this.caller, this.requests, tokens);
			synchronized (this) {
				turnTo(taken.window());
				if (taken.window() == this.window) {
					this.inHand += taken.tokens();
					this.left = taken.left();
					this.exhausted = taken.left() == 0;
				}
				this.lease = null;
			}
			begun.complete(null);
		}
		catch (RuntimeException | Error ex) {
			synchronized (this) {
				this.lease = null;
			}
			begun.completeExceptionally(ex);
		}
	}

	/** A new window begins with the whole quota and no tokens in hand. */
	private void turnTo(long now) {
		if (now > this.window) {
			this.window = now;
			this.inHand = 0;
			this.left = this.requests;
			this.spentBefore = this.spent;
			this.spent = 0;
			this.exhausted = false;
		}
	}

	private int batch() {
		int most = Math.max(1, this.requests / PARTS);
		return Math.clamp(Math.max(this.spent, this.spentBefore / PARTS), 1, most);
	}

	private Verdict verdict(boolean allowed) {
		long next = (this.window + 1) * this.windowMillis - this.clock.millis();
		return new Verdict(allowed, this.inHand + this.left, Math.max(1, Math.ceilDiv(next, 1000L)));
	}

	/**
	 * Whether the request may be done.
	 *
	 * @param left how many more may come in this window, as far as is known
	 * @param secondsToNext until there is a whole quota again
	 */
	record Verdict(boolean allowed, long left, long secondsToNext) {
	}

	/** The shared quota cannot be asked now. */
	static final class Unknown extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Unknown(Exception cause) {
			super(cause);
		}

	}

}
