package dev.orderprocessing.platform.limits;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes on as much work as the database connections can carry and refuses the rest at
 * once. Commands may have all places; reads a part of them, the feed and the books a part
 * of that, so that readers never keep a buyer waiting for long.
 */
final class Admission {

	private final Map<WorkKind, List<Share>> shares = new EnumMap<>(WorkKind.class);

	private final long longestWaitNanos;

	Admission(AdmissionSettings settings) {
		Share all = new Share(settings.inWork(), settings.waiting());
		Share reads = new Share(settings.reads(), settings.waiting() / 2);
		Share longReads = new Share(settings.longReads(), settings.waiting() / 4);
		this.shares.put(WorkKind.COMMAND, List.of(all));
		this.shares.put(WorkKind.READ, List.of(reads, all));
		this.shares.put(WorkKind.LONG_READ, List.of(longReads, reads, all));
		this.longestWaitNanos = settings.longestWait().toNanos();
	}

	/** Whether it would be of no use to read the request. */
	boolean isFull(WorkKind kind) {
		return shares(kind).stream().anyMatch(Share::isFull);
	}

	/** A place in work, after a short wait if need be; none when there are too many. */
	Optional<Place> enter(WorkKind kind) throws InterruptedException {
		long deadline = System.nanoTime() + this.longestWaitNanos;
		List<Share> entered = new ArrayList<>();
		boolean allowed = false;
		try {
			for (Share share : shares(kind)) {
				if (!share.enter(deadline)) {
					return Optional.empty();
				}
				entered.add(share);
			}
			allowed = true;
			return Optional.of(new Place(entered));
		}
		finally {
			if (!allowed) {
				entered.forEach(Share::leave);
			}
		}
	}

	private List<Share> shares(WorkKind kind) {
		return this.shares.getOrDefault(kind, List.of());
	}

	/** A place in work, given back once however often that is said. */
	static final class Place {

		private final List<Share> shares;

		private final AtomicBoolean left = new AtomicBoolean();

		private Place(List<Share> shares) {
			this.shares = shares;
		}

		void leave() {
			if (this.left.compareAndSet(false, true)) {
				this.shares.forEach(Share::leave);
			}
		}

	}

}
