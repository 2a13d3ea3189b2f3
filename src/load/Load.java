import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Puts a running service under load and says what it did. Run it with
 * {@code java src/load/Load.java}; {@code --help} lists the options. The driver shares
 * the machine with what it measures, so it is built to be cheap.
 */
final class Load {

	private final Options options;

	private final Baskets baskets;

	private final Tally warmup = new Tally();

	private final Tally measured = new Tally();

	private final AtomicInteger inFlight = new AtomicInteger();

	private final long start = System.nanoTime();

	private final long warm;

	private final long end;

	private final Arrivals arrivals;

	private Load(Options options, List<String> customers) {
		this.options = options;
		this.baskets = new Baskets(options, customers);
		this.warm = this.start + TimeUnit.SECONDS.toNanos(options.warmup());
		this.end = this.warm + TimeUnit.SECONDS.toNanos(options.seconds());
		this.arrivals = new Arrivals(options.rate().orElse(1.0), options.queue(), this.start, this.end);
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		if (List.of(arguments).contains("--help")) {
			System.out.print(Options.USAGE);
			return;
		}
		try {
			Options options = Options.parse(arguments);
			Report report = new Load(options, new Preparation(options).run()).run();
			System.out.println(report.text());
			if (options.json().isPresent()) {
				report.writeJson(options.json().get());
			}
			System.exit((report.tally().orders.sum() > 0) ? 0 : 1);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + System.lineSeparator() + Options.USAGE);
			System.exit(2);
		}
		catch (IllegalStateException ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
	}

	private Report run() throws InterruptedException {
		System.out.println(this.options.describe());
		List<Thread> buyers = new ArrayList<>();
		for (int i = 0; i < this.options.clients(); i++) {
			buyers.add(Thread.ofPlatform().name("buyer-" + i).start(this::buy));
		}
		reportEachSecond(this.start, this.warm, this.warmup);
		long cpuBefore = cpu();
		reportEachSecond(this.warm, this.end, this.measured);
		for (Thread buyer : buyers) {
			buyer.join();
		}
		double seconds = (this.measured.lastEnd.get() - this.warm) / 1e9;
		return new Report(this.options, this.measured, Math.max(seconds, this.options.seconds()), cpu() - cpuBefore);
	}

	private void buy() {
		try (Buyer buyer = new Buyer(this.options, this.baskets)) {
			for (OptionalLong since = next(); since.isPresent(); since = next()) {
				this.inFlight.incrementAndGet();
				buyer.buy(since.getAsLong(), tally(since.getAsLong()));
				this.inFlight.decrementAndGet();
			}
		}
		catch (IOException ex) {
			System.err.println("can't close a connection: " + ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** When the next order arrives: as planned in the open loop, else at once. */
	private OptionalLong next() {
		if (this.options.rate().isPresent()) {
			return this.arrivals.await((dropped) -> tally(dropped).overflow.increment());
		}
		long now = System.nanoTime();
		return (now < this.end) ? OptionalLong.of(now) : OptionalLong.empty();
	}

	private Tally tally(long since) {
		return (since < this.warm) ? this.warmup : this.measured;
	}

	private void reportEachSecond(long from, long until, Tally tally) throws InterruptedException {
		long errorsBefore = 0;
		int seconds = (int) TimeUnit.NANOSECONDS.toSeconds(until - from);
		for (int second = 1; second <= seconds; second++) {
			TimeUnit.NANOSECONDS.sleep(from + TimeUnit.SECONDS.toNanos(second) - System.nanoTime());
			Histogram lately = tally.lately();
			long errors = tally.errors.sum();
			System.out.println(String.format(Locale.ROOT,
					"%s %3d s  %,6d orders/s  p50 %7.1f ms  p99 %7.1f ms  in flight %d  errors %,d",
					(tally == this.warmup) ? "warm-up" : "       ", second, lately.count(), lately.percentile(50),
					lately.percentile(99), this.inFlight.get(), errors - errorsBefore));
			errorsBefore = errors;
		}
	}

	private static long cpu() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system)
				? system.getProcessCpuTime() : 0;
	}

}
