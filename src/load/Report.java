import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result of a run, as text and as JSON.
 *
 * @param seconds from the end of the warm-up to the last answer
 * @param driverCpu nanoseconds of processor time that the driver itself took meanwhile
 */
record Report(Options options, Tally tally, double seconds, long driverCpu) {

	private static final List<String> ROWS = List.of("place", "fulfill", "ship", "deliver", "pay", Tally.ORDER,
			Tally.ACCEPTED, Tally.REFUSED, Tally.FAILED);

	double ordersPerSecond() {
		return (this.seconds > 0) ? this.tally.orders.sum() / this.seconds : 0;
	}

	private double driverMicrosPerRequest() {
		return this.driverCpu / 1000.0 / Math.max(1, this.tally.requests.sum());
	}

	String text() {
		List<String> lines = new ArrayList<>();
		lines.add("");
		lines.add(this.options.describe());
		lines.add(machine());
		lines.add("");
		lines.add(format("%.1f orders/s: %,d orders in %.1f s", ordersPerSecond(), this.tally.orders.sum(),
				this.seconds));
		lines.add("");
		lines.add(format("%-9s %10s %9s %9s %9s %9s", "ms", "count", "p50", "p95", "p99", "max"));
		rows().forEach((row) -> {
			Histogram latency = this.tally.latencies().get(row);
			lines.add(format("%-9s %,10d %9.1f %9.1f %9.1f %9.1f", row, latency.count(), latency.percentile(50),
					latency.percentile(95), latency.percentile(99), latency.max()));
		});
		lines.add("");
		this.tally.answers().forEach((kind, count) -> lines.add(format("answered %s: %,d", kind, count.sum())));
		lines.add(format("orders PLACED instead of VERIFIED: %,d", this.tally.unverified.sum()));
		if (this.options.retry()) {
			lines.add(format("retries with the same key: %,d", this.tally.retries.sum()));
		}
		if (this.options.rate().isPresent()) {
			lines.add(format("arrivals dropped because the queue was full: %,d", this.tally.overflow.sum()));
		}
		lines.add(format("driver CPU per request: %.0f µs", driverMicrosPerRequest()));
		return String.join(System.lineSeparator(), lines);
	}

	private Stream<String> rows() {
		boolean onlyPlaces = this.options.what().equals("place");
		return ROWS.stream()
			.filter(this.tally.latencies()::containsKey)
			.filter((row) -> !(onlyPlaces && row.equals(Tally.ORDER)));
	}

	void writeJson(Path file) throws IOException {
		String latencies = this.tally.latencies().keySet().stream().sorted().map((row) -> {
			Histogram latency = this.tally.latencies().get(row);
			return format("\"%s\":{\"count\":%d,\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f,\"max\":%.3f}", row,
					latency.count(), latency.percentile(50), latency.percentile(95), latency.percentile(99),
					latency.max());
		}).collect(Collectors.joining(","));
		String answers = this.tally.answers()
			.entrySet()
			.stream()
			.map((entry) -> format("\"%s\":%d", entry.getKey(), entry.getValue().sum()))
			.collect(Collectors.joining(","));
		Files.writeString(file, format("""
				{"run":"%s","machine":"%s","ordersPerSecond":%.1f,"orders":%d,"seconds":%.3f,"requests":%d,
				 "latencyMillis":{%s},
				 "answers":{%s},
				 "unverified":%d,"errors":%d,"retries":%d,"overflow":%d,"driverCpuMicrosPerRequest":%.1f}
				""", this.options.describe(), machine(), ordersPerSecond(), this.tally.orders.sum(), this.seconds,
				this.tally.requests.sum(), latencies, answers, this.tally.unverified.sum(), this.tally.errors.sum(),
				this.tally.retries.sum(), this.tally.overflow.sum(), driverMicrosPerRequest()));
	}

	private static String machine() {
		String memory = (ManagementFactory
			.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system)
					? "%d MB, ".formatted(system.getTotalMemorySize() >> 20) : "";
		return "driver on %d processors (%s), %s%s, Java %s".formatted(Runtime.getRuntime().availableProcessors(),
				processor(), memory, System.getProperty("os.name"), System.getProperty("java.version"));
	}

	private static String processor() {
		try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElseGet(() -> System.getProperty("os.arch"));
		}
		catch (IOException ex) {
			return System.getProperty("os.arch");
		}
	}

	private static String format(String pattern, Object... values) {
		return String.format(Locale.ROOT, pattern, values);
	}

}
