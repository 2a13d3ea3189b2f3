import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param rate arrivals a second of the open loop; absent: closed loop
 * @param skew exponent of Zipf's law; 0 makes all products alike
 * @param hot SKU that each order has in its first line
 */
record Options(URI url, String what, int clients, Optional<Double> rate, int queue, int warmup, int seconds,
		int fewestLines, int mostLines, double skew, Optional<String> hot, int products, int customers, boolean retry,
		int timeout, String warehouse, String delivery, String storefrontKey, String opsKey, String financeKey,
		Optional<Path> json) {

	static final String USAGE = """
			java src/load/Load.java [options]     against a running service; needs JDK 25 and nothing else

			  --url http://localhost:8080   the service
			  --what place                  place: orders with verification and reservation
			                                life: place, fulfill, ship, deliver, pay, until CONFIRMED
			  --clients 16                  closed loop: so many clients, each waits for its answer
			  --rate 600                    open loop: so many arrivals a second, at random times; latency counts from
			                                the intended arrival; --clients (256) is the most requests at a time
			  --queue 1000                  open loop: the most arrivals that wait; more are dropped and counted
			  --warmup 10 --seconds 20      how long; only what began after the warm-up counts
			  --lines 2                     lines of an order, or a range such as 1-85 (short ones are more frequent)
			  --skew 1.0                    popularity of products by Zipf's law with this exponent (0: all alike)
			  --hot LOAD-0001               flash sale: the first line of each order is this SKU
			  --products 500                prepared as LOAD-0001 and so on, with stock in --warehouse MAIN
			  --customers 500               prepared, with terms and without credit limit
			  --retry                       send again, with the same key, what got 429, 503 or no answer, for a minute
			  --timeout 30                  seconds to wait for an answer
			  --delivery STANDARD           delivery method of the orders
			  --storefront-key demo-storefront --ops-key demo-ops --finance-key demo-finance
			  --json FILE                   the result as JSON as well
			""";

	static Options parse(String[] arguments) {
		Map<String, String> given = read(arguments);
		Optional<Double> rate = Optional.ofNullable(given.remove("rate")).map(Double::valueOf);
		String lines = take(given, "lines", "2");
		int dash = lines.indexOf('-');
		Options options = new Options(URI.create(take(given, "url", "http://localhost:8080")),
				take(given, "what", "place"), number(given, "clients", rate.isPresent() ? 256 : 16), rate,
				number(given, "queue", 1000), number(given, "warmup", 10), number(given, "seconds", 20),
				Integer.parseInt((dash < 0) ? lines : lines.substring(0, dash)),
				Integer.parseInt(lines.substring(dash + 1)), Double.parseDouble(take(given, "skew", "0")),
				Optional.ofNullable(given.remove("hot")), number(given, "products", 500),
				number(given, "customers", 500), Boolean.parseBoolean(take(given, "retry", "false")),
				number(given, "timeout", 30), take(given, "warehouse", "MAIN"), take(given, "delivery", "STANDARD"),
				take(given, "storefront-key", "demo-storefront"), take(given, "ops-key", "demo-ops"),
				take(given, "finance-key", "demo-finance"), Optional.ofNullable(given.remove("json")).map(Path::of));
		refuse(!given.isEmpty(), "unknown: " + given.keySet());
		options.check();
		return options;
	}

	private static Map<String, String> read(String[] arguments) {
		Map<String, String> given = new HashMap<>();
		for (int i = 0; i < arguments.length; i++) {
			refuse(!arguments[i].startsWith("--"), "not an option: " + arguments[i]);
			String name = arguments[i].substring(2);
			if (name.equals("retry")) {
				given.put(name, "true");
				continue;
			}
			refuse(i + 1 == arguments.length, "--" + name + " needs a value");
			given.put(name, arguments[++i]);
		}
		return given;
	}

	private static String take(Map<String, String> given, String name, String otherwise) {
		String value = given.remove(name);
		return (value != null) ? value : otherwise;
	}

	private static int number(Map<String, String> given, String name, int otherwise) {
		return Integer.parseInt(take(given, name, Integer.toString(otherwise)));
	}

	private void check() {
		refuse(this.url.getHost() == null, "--url needs http or https and a host");
		refuse(!this.what.equals("place") && !this.what.equals("life"), "--what is place or life");
		refuse(this.clients < 1 || this.queue < 1 || this.seconds < 1 || this.timeout < 1 || this.warmup < 0,
				"numbers are positive");
		refuse(this.rate.isPresent() && !(this.rate.get() > 0), "--rate is positive");
		refuse(this.products < 1 || this.products > 9999 || this.customers < 1 || this.customers > 9999,
				"1 to 9999 products and customers");
		refuse(this.fewestLines < 1 || this.mostLines < this.fewestLines || this.mostLines > this.products,
				"--lines is a number or a range, and no more than there are products");
	}

	private static void refuse(boolean wrong, String why) {
		if (wrong) {
			throw new IllegalArgumentException(why);
		}
	}

	/** The run in one line. */
	String describe() {
		String load = this.rate.map((rate) -> "open loop, %.0f arrivals/s".formatted(rate))
			.orElse("closed loop, %d clients".formatted(this.clients));
		String lines = (this.fewestLines == this.mostLines) ? Integer.toString(this.mostLines)
				: "%d-%d".formatted(this.fewestLines, this.mostLines);
		return "%s, %s, %s lines%s%s, %d s after %d s of warm-up, %s".formatted(load, this.what, lines,
				(this.skew > 0) ? ", skew %.1f".formatted(this.skew) : "",
				this.hot.map((sku) -> ", hot " + sku).orElse(""), this.seconds, this.warmup, this.url);
	}

}
