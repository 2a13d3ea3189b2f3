import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What happened during the warm-up, or after it. */
final class Tally {

	/** Name of the latencies of whole orders. */
	static final String ORDER = "order";

	/** Name of the latencies of what was done, from the sending of the request. */
	static final String ACCEPTED = "accepted";

	/** Name of the latencies of what was refused as too much, from the sending. */
	static final String REFUSED = "refused";

	/** Name of the latencies of all other errors, from the sending. */
	static final String FAILED = "failed";

	private final Map<String, Histogram> latencies = new ConcurrentHashMap<>();

	private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();

	private final AtomicReference<Histogram> lately = new AtomicReference<>(new Histogram());

	final LongAdder requests = new LongAdder();

	final LongAdder errors = new LongAdder();

	/** Orders that went all the way. */
	final LongAdder orders = new LongAdder();

	/** Orders that are PLACED instead of VERIFIED. */
	final LongAdder unverified = new LongAdder();

	final LongAdder retries = new LongAdder();

	/** Arrivals that were dropped because too many were waiting. */
	final LongAdder overflow = new LongAdder();

	final LongAccumulator lastEnd = new LongAccumulator(Math::max, Long.MIN_VALUE);

	void answered(String kind) {
		this.requests.increment();
		this.answers.computeIfAbsent(kind, (_) -> new LongAdder()).increment();
	}

	void took(String step, long nanos) {
		this.latencies.computeIfAbsent(step, (_) -> new Histogram()).record(nanos);
	}

	void completed(long since, long now) {
		this.orders.increment();
		this.lastEnd.accumulate(now);
		took(ORDER, now - since);
		this.lately.get().record(now - since);
	}

	/** The latencies of orders since this was last asked. */
	Histogram lately() {
		return this.lately.getAndSet(new Histogram());
	}

	Map<String, Histogram> latencies() {
		return this.latencies;
	}

	Map<String, LongAdder> answers() {
		return this.answers;
	}

}
