import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often which latency occurred, in a fixed amount of memory: 64 buckets for each
 * doubling of microseconds, so that a percentile is at most 1.6 % too high.
 */
final class Histogram {

	private static final int BITS = 6;

	private static final int PER_DOUBLING = 1 << BITS;

	private static final long MOST = 1L << 40;

	private final AtomicLongArray buckets = new AtomicLongArray((40 - BITS + 2) * PER_DOUBLING);

	private final AtomicLong max = new AtomicLong();

	void record(long nanos) {
		long micros = Math.clamp(nanos / 1000, 0L, MOST);
		this.buckets.incrementAndGet(bucket(micros));
		if (micros > this.max.get()) {
			this.max.accumulateAndGet(micros, Math::max);
		}
	}

	private static int bucket(long micros) {
		int shift = Math.max(0, 63 - BITS - Long.numberOfLeadingZeros(micros));
		return shift * PER_DOUBLING + (int) (micros >> shift);
	}

	private static long highest(int bucket) {
		int shift = Math.max(0, bucket / PER_DOUBLING - 1);
		return ((bucket - (long) shift * PER_DOUBLING + 1) << shift) - 1;
	}

	long count() {
		long count = 0;
		for (int i = 0; i < this.buckets.length(); i++) {
			count += this.buckets.get(i);
		}
		return count;
	}

	/** In milliseconds; 0 when nothing was recorded. */
	double percentile(double percent) {
		long wanted = Math.max(1, (long) Math.ceil(count() * percent / 100));
		long seen = 0;
		for (int i = 0; i < this.buckets.length(); i++) {
			seen += this.buckets.get(i);
			if (seen >= wanted) {
				return Math.min(highest(i), this.max.get()) / 1000.0;
			}
		}
		return 0;
	}

	double max() {
		return this.max.get() / 1000.0;
	}

}
