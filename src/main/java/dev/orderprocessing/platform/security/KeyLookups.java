package dev.orderprocessing.platform.security;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;

/**
 * Looks keys up and remembers the outcome for a moment. Whoever shows the same key
 * meanwhile waits for the same lookup, and nobody waits for long. A few lookups run at a
 * time, so that a flood of guessed keys leaves the database to others.
 *
 * @param <V> what is found
 */
final class KeyLookups<V> implements AutoCloseable {

	private static final int AT_A_TIME = 2;

	private static final int MOST_WAITING = 1000;

	private static final int MOST_REMEMBERED = 10_000;

	private static final Duration PATIENCE = Duration.ofMillis(1500);

	private final ExecutorService executor = new ThreadPoolExecutor(AT_A_TIME, AT_A_TIME, 0, TimeUnit.SECONDS,
			new ArrayBlockingQueue<>(MOST_WAITING), Thread.ofVirtual().name("key-lookup-", 0).factory());

	private final AsyncCache<String, V> remembered;

	KeyLookups(Duration remembered) {
		this.remembered = Caffeine.newBuilder()
			.maximumSize(MOST_REMEMBERED)
			.expireAfterWrite(remembered)
			.executor(this.executor)
			.buildAsync();
	}

	/**
	 * What is found for a key.
	 * @throws BusinessException OVERLOADED when it cannot be looked up in time
	 */
	V find(String keyHash, Supplier<V> lookup) {
		try {
			return await(keyHash, this.remembered.get(keyHash, (_) -> lookup.get()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw notNow(ex);
		}
		catch (ExecutionException | TimeoutException | RuntimeException ex) {
			throw notNow(ex);
		}
	}

	private V await(String keyHash, CompletableFuture<V> found)
			throws InterruptedException, ExecutionException, TimeoutException {
		try {
			return found.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			// the cache forgets failures too, but perhaps only after the next caller has
			// asked
			this.remembered.asMap().remove(keyHash, found);
			throw ex;
		}
	}

	void forget() {
		this.remembered.synchronous().invalidateAll();
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	private static BusinessException notNow(Exception cause) {
		BusinessException refusal = new BusinessException(ProblemCode.OVERLOADED,
				"Your key cannot be looked up right now; send the same request again after the seconds that Retry-After "
						+ "names, with the same Idempotency-Key if it has one.");
		refusal.initCause(cause);
		return refusal;
	}

}
