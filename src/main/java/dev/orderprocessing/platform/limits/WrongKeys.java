package dev.orderprocessing.platform.limits;

import java.net.InetAddress;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;

import org.springframework.stereotype.Component;

/**
 * Slows down who guesses keys: an address that has shown too many wrong ones within a
 * minute has to wait. Counted in the memory of each instance, in little of it. The
 * address is that of the connection; behind a proxy, all clients share it unless the
 * server is told to trust the proxy's headers. Keys that were right lately are therefore
 * never slowed down.
 */
@Component
public class WrongKeys {

	private static final int MOST_ADDRESSES = 20_000;

	private static final int MOST_KEYS = 10_000;

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final int perMinute;

	private final Cache<String, Bucket> addresses = Caffeine.newBuilder()
		.maximumSize(MOST_ADDRESSES)
		.expireAfterAccess(MINUTE)
		.build();

	private final Cache<String, Boolean> proven = Caffeine.newBuilder()
		.maximumSize(MOST_KEYS)
		.expireAfterAccess(Duration.ofHours(1))
		.build();

	WrongKeys(RateLimitSettings settings) {
		this.perMinute = settings.wrongKeys();
	}

	/** Whether a key from this address may be looked up now. */
	public boolean mayTry(String address, String keyHash) {
		Bucket bucket = this.addresses.getIfPresent(network(address));
		return bucket == null || bucket.getAvailableTokens() > 0 || this.proven.getIfPresent(keyHash) != null;
	}

	/** The key was the key of somebody. */
	public void right(String keyHash) {
		this.proven.put(keyHash, true);
	}

	/** The key was nobody's. */
	public void wrong(String address) {
		this.addresses.get(network(address), (_) -> newBucket()).tryConsume(1);
	}

	/** How many seconds an address has to wait at most until it may try again. */
	public long secondsToWait() {
		return Math.max(1, MINUTE.toSeconds() / this.perMinute);
	}

	private Bucket newBucket() {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.perMinute).refillGreedy(this.perMinute, MINUTE))
			.build();
	}

	private static String network(String address) {
		try {
			return ClientNetwork.of(InetAddress.ofLiteral(address));
		}
		catch (IllegalArgumentException ex) {
			// not an address, such as the name a proxy gives: taken as it is
			return address;
		}
	}

}
