import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Makes what the orders need through the API, unless it is there already: products,
 * plenty of stock, and customers on account in such a number that they do not wait for
 * each other.
 */
final class Preparation {

	private static final int AT_A_TIME = 8;

	private static final int ENOUGH = 500_000;

	private static final int RECEIVED = 1_000_000;

	private static final int SKUS_PER_REQUEST = 100;

	private static final Pattern AVAILABLE = Pattern.compile("\"sku\":\"([^\"]+)\",\"availableToPromise\":(-?\\d+)");

	private final Options options;

	private final List<String> skus;

	Preparation(Options options) {
		this.options = options;
		this.skus = new ArrayList<>(IntStream.rangeClosed(1, options.products()).mapToObj(Baskets::sku).toList());
		options.hot().filter((hot) -> !this.skus.contains(hot)).ifPresent(this.skus::add);
	}

	/** Returns the ids of the customers. */
	List<String> run() throws InterruptedException {
		System.out.printf("Preparing %d products with stock in %s and %d customers ...%n", this.skus.size(),
				this.options.warehouse(), this.options.customers());
		inParallel(this.skus.size(), (i) -> (connection) -> product(connection, this.skus.get(i)));
		int batches = (this.skus.size() + SKUS_PER_REQUEST - 1) / SKUS_PER_REQUEST;
		inParallel(batches, (i) -> (connection) -> stock(connection,
				this.skus.subList(i * SKUS_PER_REQUEST, Math.min(this.skus.size(), (i + 1) * SKUS_PER_REQUEST))));
		return inParallel(this.options.customers(), (i) -> (connection) -> customer(connection, i + 1));
	}

	private String product(Connection connection, String sku) throws IOException {
		Answer answer = post(connection, "/products", this.options.opsKey(), """
				{"sku":"%s","name":"Load goods %s","weightGrams":100,"prices":[%s]}""".formatted(sku, sku,
				Baskets.PRICE));
		return (answer.status() == 409) ? sku : checked(answer, "product " + sku).field("sku");
	}

	private String stock(Connection connection, List<String> skus) throws IOException {
		String path = "/stock/availability?sku=" + String.join("&sku=", skus);
		Matcher found = AVAILABLE.matcher(checked(connection.get(path, this.options.opsKey()), "availability").body());
		List<String> lines = new ArrayList<>();
		while (found.find()) {
			if (Integer.parseInt(found.group(2)) < ENOUGH) {
				lines.add("{\"sku\":\"%s\",\"quantity\":%d}".formatted(found.group(1), RECEIVED));
			}
		}
		if (!lines.isEmpty()) {
			checked(post(connection, "/stock/receipts", this.options.opsKey(), """
					{"warehouse":"%s","reference":"LOAD","lines":[%s]}""".formatted(this.options.warehouse(),
					String.join(",", lines))), "receipt");
		}
		return "";
	}

	private String customer(Connection connection, int number) throws IOException {
		String email = "load-%04d@example.org".formatted(number);
		Answer known = checked(connection.get("/customers?limit=1&email=" + email, this.options.financeKey()),
				"customers");
		if (!known.field("id").isEmpty()) {
			return known.field("id");
		}
		return checked(post(connection, "/customers", this.options.financeKey(), """
				{"name":"Load Buyer %d","email":"%s","phone":"+49 30 901820","paymentTermsDays":30}""".formatted(number,
				email)), "customer")
			.field("id");
	}

	private static Answer post(Connection connection, String path, String key, String body) throws IOException {
		return connection.post(path, key, UUID.randomUUID().toString(), body);
	}

	private static Answer checked(Answer answer, String what) throws IOException {
		if (!answer.isOk()) {
			throw new IOException("%s: %d %s".formatted(what, answer.status(), answer.body()));
		}
		return answer;
	}

	private List<String> inParallel(int count, IntFunction<Task> tasks) throws InterruptedException {
		try (ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME)) {
			List<Callable<List<String>>> shares = IntStream.range(0, AT_A_TIME)
				.<Callable<List<String>>>mapToObj((share) -> () -> {
					List<String> results = new ArrayList<>();
					try (Connection connection = new Connection(this.options.url(), this.options.timeout())) {
						for (int i = share; i < count; i += AT_A_TIME) {
							results.add(tasks.apply(i).run(connection));
						}
					}
					return results;
				})
				.toList();
			List<String> results = new ArrayList<>();
			for (Future<List<String>> share : workers.invokeAll(shares)) {
				results.addAll(share.get());
			}
			return results;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("can't prepare: " + ex.getCause().getMessage(), ex.getCause());
		}
	}

	/** Something to do over a connection. */
	private interface Task {

		String run(Connection connection) throws IOException;

	}

}
