package dev.orderprocessing.platform.limits;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** So many at a time, and a short queue before it, first come first served. */
final class Share {

	private final Semaphore places;

	private final AtomicInteger waiting = new AtomicInteger();

	private final int mostWaiting;

	Share(int places, int mostWaiting) {
		this.places = new Semaphore(places, true);
		this.mostWaiting = mostWaiting;
	}

	/** Whether a place was taken, after a wait until the deadline if need be. */
	boolean enter(long deadlineNanos) throws InterruptedException {
		// unlike tryAcquire() this does not overtake those who wait
		if (this.places.tryAcquire(0, TimeUnit.NANOSECONDS)) {
			return true;
		}
		if (this.waiting.incrementAndGet() > this.mostWaiting) {
			this.waiting.decrementAndGet();
			return false;
		}
		try {
			return this.places.tryAcquire(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
		}
		finally {
			this.waiting.decrementAndGet();
		}
	}

	void leave() {
		this.places.release();
	}

	/** Whether who comes now would be turned away. */
	boolean isFull() {
		return this.places.availablePermits() <= 0 && this.waiting.get() >= this.mostWaiting;
	}

}
