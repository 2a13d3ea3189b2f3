import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Measures how long reads take, whatever the number of stored orders: walks each list to
 * its end or through {@code --pages} pages of 200, reads a page of 50 at each stop and
 * one order of it, then drains the event feed. Run it with
 * {@code java src/load/Reads.java}.
 */
final class Reads {

	private static final String USAGE = """
			java src/load/Reads.java [options]     against a running service; needs JDK 25 and nothing else

			  --url http://localhost:8080   the service
			  --key demo-ops                whose key to read with
			  --admin-key demo-admin        whose key to read keys and calls of the gateway with
			  --stride 10                   read a page of 50 after each so many pages of 200
			  --pages 500                   walk at most so many pages of 200 in each list
			  --lists /orders,/stock        only the lists that begin so
			  --events 200000               read so many events of the feed, in pages of 200
			""";

	/** A few of each kind: all orders, a frequent and a rare value, a combination, a period. */
	private static final List<String> LISTS = List.of("/orders?", "/orders?status=CONFIRMED&", "/orders?status=VERIFIED&",
			"/orders?status=PLACED&", "/orders?channel=PHONE&", "/orders?channel=IN_PERSON&", "/orders?sku=LOAD-0007&",
			"/orders?sku=MUG-BLUE&", "/orders?sku=LOAD-0007&status=VERIFIED&", "/orders?hold=PAYMENT&",
			"/orders?channel=PHONE&status=CONFIRMED&", "/orders?channel=PHONE&status=VERIFIED&",
			"/orders?channel=WEB&status=CONFIRMED&", "/orders?placedFrom=%1$s&placedBefore=%2$s&",
			"/orders?placedBefore=%2$s&status=VERIFIED&", "/invoices?", "/invoices?issuedFrom=%1$s&issuedBefore=%2$s&",
			"/stock/movements?", "/stock/movements?sku=LOAD-0007&", "/stock/movements?from=%1$s&to=%2$s&",
			"/stock/movements?warehouse=NORTH&type=RECEIPT&", "/stock?", "/stock?warehouse=MAIN&", "/stock/backorders?",
			"/customers?", "/customers?status=ACTIVE&", "/products?", "/products?query=load&", "/events/parked?",
			"/payment-intents?", "/payment-intents?state=SUCCEEDED&", "/warehouses?", "/delivery-methods?", "/tax-rates?",
			"/currencies?", "/coupons?", "/api-keys?");

	/** What belongs to one order. */
	private static final List<String> OF_AN_ORDER = List.of("", "/history", "/verification", "/shipments", "/invoices",
			"/payments", "/notifications");

	/** Lists that operations staff may not see. */
	private static final List<String> OF_ADMINISTRATORS = List.of("/payment-intents", "/api-keys");

	private final Map<String, Histogram> latencies = new LinkedHashMap<>();

	private final Map<String, String> options;

	private final Connection connection;

	private final String key;

	private final String adminKey;

	private Reads(Map<String, String> options) {
		this.options = options;
		this.connection = new Connection(URI.create(options.getOrDefault("url", "http://localhost:8080")), 60);
		this.key = options.getOrDefault("key", "demo-ops");
		this.adminKey = options.getOrDefault("admin-key", "demo-admin");
	}

	public static void main(String[] arguments) throws IOException {
		if (arguments.length % 2 != 0) {
			System.out.print(USAGE);
			System.exit(arguments[0].equals("--help") ? 0 : 2);
		}
		Map<String, String> options = new LinkedHashMap<>();
		for (int i = 0; i < arguments.length; i += 2) {
			options.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
		}
		Reads reads = new Reads(options);
		reads.warmUp();
		List<String> wanted = List.of(options.getOrDefault("lists", "/").split(","));
		for (String list : LISTS) {
			if (wanted.stream().anyMatch(list::startsWith)) {
				reads.walk(list.formatted("2026-03-01T00:00:00Z", "2026-03-08T00:00:00Z"));
			}
		}
		reads.report();
		reads.drain();
	}

	private void warmUp() throws IOException {
		for (int i = 0; i < 300; i++) {
			get("/orders?limit=50");
		}
	}

	private void walk(String list) throws IOException {
		String cursor = "";
		int stride = number("stride", 10);
		int most = number("pages", 500);
		int pages = 0;
		for (; cursor != null && pages < most; pages++) {
			if (pages % stride == 0) {
				Answer page = timed(list + "limit=50", list + "limit=50" + cursor);
				if (list.startsWith("/orders")) {
					List<String> numbers = fields(page.body(), "number");
					if (!numbers.isEmpty()) {
						String order = numbers.get(ThreadLocalRandom.current().nextInt(numbers.size()));
						for (String part : OF_AN_ORDER) {
							timed("/orders/{order}" + part, "/orders/" + order + part);
						}
					}
				}
			}
			List<String> next = fields(get(list + "limit=200" + cursor).body(), "nextCursor");
			cursor = next.isEmpty() ? null : "&cursor=" + next.getLast();
		}
		System.out.println(line(list + " (" + pages + " pages of 200)", this.latencies.get(list + "limit=50")));
	}

	/** Reads the feed as fast as one reader can. */
	private void drain() throws IOException {
		int wanted = number("events", 200_000);
		if (wanted == 0) {
			return;
		}
		String page = "/events?limit=200";
		String cursor = "";
		long start = System.nanoTime();
		int read = 0;
		while (read < wanted) {
			Answer answer = timed(page, page + cursor);
			List<String> ids = fields(answer.body(), "occurredAt");
			List<String> next = fields(answer.body(), "nextCursor");
			if (ids.isEmpty() || next.isEmpty()) {
				break;
			}
			read += ids.size();
			cursor = "&after=" + next.getLast();
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		System.out.printf(Locale.ROOT, "%s%n%,d events in %.1f s: %,.0f events/s%n", line(page, this.latencies.get(page)),
				read, seconds, read / seconds);
	}

	private void report() {
		System.out.println();
		this.latencies.forEach((name, latency) -> {
			if (name.startsWith("/orders/")) {
				System.out.println(line(name, latency));
			}
		});
	}

	private static String line(String name, Histogram latency) {
		return String.format(Locale.ROOT, "%-70s %6d reads  p50 %6.1f ms  p99 %6.1f ms  max %6.1f ms", name,
				latency.count(), latency.percentile(50), latency.percentile(99), latency.max());
	}

	private Answer timed(String name, String path) throws IOException {
		long start = System.nanoTime();
		Answer answer = get(path);
		this.latencies.computeIfAbsent(name, (_) -> new Histogram()).record(System.nanoTime() - start);
		return answer;
	}

	private Answer get(String path) throws IOException {
		boolean administrators = OF_ADMINISTRATORS.stream().anyMatch(path::startsWith);
		Answer answer = this.connection.get(path, administrators ? this.adminKey : this.key);
		if (answer.status() != 200) {
			throw new IOException(path + " was answered " + answer.status() + " " + answer.body());
		}
		return answer;
	}

	private int number(String name, int otherwise) {
		return Integer.parseInt(this.options.getOrDefault(name, Integer.toString(otherwise)));
	}

	/** The values of a text field in the order in which they stand in the document. */
	private static List<String> fields(String json, String name) {
		List<String> values = new ArrayList<>();
		String before = "\"" + name + "\":\"";
		for (int at = json.indexOf(before); at >= 0; at = json.indexOf(before, at)) {
			at += before.length();
			values.add(json.substring(at, json.indexOf('"', at)));
		}
		return values;
	}

}
