import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The arrivals of the open loop: buyers come at random times (a Poisson process) whether
 * or not the service keeps up. Whoever is free takes the next arrival and waits for its
 * time; when all are busy, arrivals queue up behind it. That queue is bounded.
 */
final class Arrivals {

	private final double nanosBetween;

	private final long patience;

	private final long end;

	private double next;

	Arrivals(double rate, int queue, long start, long end) {
		this.nanosBetween = 1e9 / rate;
		this.patience = (long) (queue * this.nanosBetween);
		this.end = end;
		this.next = start;
	}

	/**
	 * Waits for the next arrival and returns its intended time; empty when there are no
	 * more.
	 * @param overflow is told the time of each arrival that found the queue full
	 */
	OptionalLong await(java.util.function.LongConsumer overflow) {
		while (true) {
			long time = take();
			if (time >= this.end) {
				return OptionalLong.empty();
			}
			if (System.nanoTime() - time <= this.patience) {
				sleepUntil(time);
				return OptionalLong.of(time);
			}
			overflow.accept(time);
		}
	}

	private synchronized long take() {
		long time = (long) this.next;
		this.next -= Math.log(1 - ThreadLocalRandom.current().nextDouble()) * this.nanosBetween;
		return time;
	}

	private static void sleepUntil(long time) {
		for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

}
