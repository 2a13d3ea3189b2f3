package dev.orderprocessing.kernel.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Keeps reference data in memory as long as its version stays the same, so that a reader
 * sees every change that was committed before its transaction began, on every instance.
 * Remembers what was found, never that something was missing. Not for transactions that
 * change reference data themselves and may be rolled back.
 */
public final class ReferenceCache<K, V> {

	private static final int LARGEST = 10_000;

	private final ReferenceVersion version;

	private volatile Edition<K, V> latest = new Edition<>(Long.MIN_VALUE);

	public ReferenceCache(ReferenceVersion version) {
		this.version = version;
	}

	/**
	 * Those of the keys that exist.
	 * @param load reads what is not in memory, at once
	 */
	public Map<K, V> all(Collection<K> keys, Function<List<K>, Map<K, V>> load) {
		long current = this.version.current();
		Edition<K, V> edition = edition(current);
		Map<K, V> found = new HashMap<>();
		List<K> missing = new ArrayList<>();
		for (K key : keys) {
			V known = edition.values.getIfPresent(key);
			if (known != null) {
				found.put(key, known);
			}
			else {
				missing.add(key);
			}
		}
		if (!missing.isEmpty()) {
			Map<K, V> loaded = load.apply(missing);
			if (edition.version == current) {
				edition.values.putAll(loaded);
			}
			found.putAll(loaded);
		}
		return found;
	}

	public Optional<V> one(K key, Function<K, Optional<V>> load) {
		return Optional
			.ofNullable(all(List.of(key), (_) -> load.apply(key).map((value) -> Map.of(key, value)).orElseGet(Map::of))
				.get(key));
	}

	/** The edition of a version, or a newer one that somebody else needed already. */
	private Edition<K, V> edition(long current) {
		Edition<K, V> edition = this.latest;
		if (edition.version >= current) {
			return edition;
		}
		synchronized (this) {
			if (this.latest.version < current) {
				this.latest = new Edition<>(current);
			}
			return this.latest;
		}
	}

	private static final class Edition<K, V> {

		private final long version;

		private final Cache<K, V> values = Caffeine.newBuilder().maximumSize(LARGEST).build();

		Edition(long version) {
			this.version = version;
		}

	}

}
