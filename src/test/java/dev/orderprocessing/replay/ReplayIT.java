package dev.orderprocessing.replay;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.FreshDatabase;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A wholesaler's days, real ones or like them, replayed over HTTP in the order of time:
 * what was bought is placed, what was cancelled is cancelled, and when the day is over
 * everything still open is paid, packed, shipped, delivered and confirmed. So a
 * cancellation finds its order open if it came on the same day.
 */
@IntegrationTest
@ContextConfiguration(initializers = FreshDatabase.class)
@Tag("ci")
class ReplayIT {

	private static final Logger log = LoggerFactory.getLogger(ReplayIT.class);

	private static final String MADE_FOR_THE_TEST = "src/test/resources/replay/kitchenware.csv";

	private static final Map<String, Place> PLACES = Map.of("United Kingdom",
			new Place("GB", "London", "N1 9GU", "17.50"), "France", new Place("FR", "Paris", "75001", "19.60"),
			"Netherlands", new Place("NL", "Amsterdam", "1012 AB", "19.00"), "Australia",
			new Place("AU", "Sydney", "2000", "0.00"));

	private static final int LINES_PER_RECEIPT = 100;

	private final Caller storefront;

	private final Caller ops;

	private final Caller finance;

	private final Map<String, String> customers = new TreeMap<>();

	private final Map<String, BigDecimal> prices = new TreeMap<>();

	private final Map<String, String> names = new TreeMap<>();

	private final Map<String, Order> orders = new LinkedHashMap<>();

	private final List<String> reported = new ArrayList<>();

	private int priceChanges;

	private int cancelledUnits;

	/** Where buyers of a country live, and its usual rate of tax in December 2010. */
	private record Place(String country, String city, String postalCode, String taxRate) {
	}

	/** A document that has become an order. */
	private record Order(Document document, String number, boolean onAccount, Map<Integer, Integer> cancelled) {

		int live(int lineNumber) {
			return this.document.lines().get(lineNumber - 1).quantity() - this.cancelled.getOrDefault(lineNumber, 0);
		}

		int cancelledUnits() {
			return this.cancelled.values().stream().mapToInt(Integer::intValue).sum();
		}

	}

	@Autowired
	ReplayIT(Api api) {
		this.storefront = new Caller(api.url(), "demo-storefront");
		this.ops = new Caller(api.url(), "demo-ops");
		this.finance = new Caller(api.url(), "demo-finance");
	}

	@Test
	void realOrdersAddUpToThePennyAndReachConfirmed() throws Exception {
		List<Document> documents = Document.read(file());
		sellInPoundsWithoutTax(documents);
		createProducts(documents);
		createCustomers(documents);
		receiveWhatWillBeSold(documents);
		documents.stream()
			.collect(Collectors.groupingBy((document) -> document.time().toLocalDate(), TreeMap::new,
					Collectors.toList()))
			.forEach(this::replay);
		assertThatAllAreFound();
		assertThatTheStockIsWhatWasCancelled(documents);
		assertThatTheBooksAreExact();
		summarize(documents);
		assertThat(this.orders).as("placed").hasSizeGreaterThan(15).hasSize((int) bought(documents).count());
		assertThat(this.reported).as("reported").isNotEmpty().allMatch((line) -> line.startsWith("cancellation "));
		assertThat(this.priceChanges).as("prices changed between orders").isPositive();
		assertThat(this.cancelledUnits).as("units cancelled").isPositive();
	}

	/** The real orders if the build is told where they are, else those made for it. */
	private static Path file() {
		Path file = Path.of(System.getProperty("online-retail.csv", MADE_FOR_THE_TEST));
		assertThat(Files.isReadable(file)).as("%s can be read", file).isTrue();
		log.info("replays {}", file);
		return file;
	}

	private void sellInPoundsWithoutTax(List<Document> documents) {
		this.finance.put("/currencies/GBP", Map.of("pricesIncludeTax", false, "taxRounding", "LINE")).ok();
		Set<String> countries = new TreeSet<>();
		documents.forEach((document) -> countries.add(place(document).country()));
		PLACES.values()
			.forEach((place) -> this.finance
				.put("/tax-rates/%s/STANDARD".formatted(place.country()),
						Map.of("rate", new BigDecimal(place.taxRate())))
				.ok());
		this.ops
			.post("/delivery-methods", Map.of("code", "WHOLESALE", "name", "Postage is a line of the order", "kind",
					"FLAT", "countries", countries, "rates", List.of(Map.of("fee", pounds(new BigDecimal("0.00"))))))
			.ok();
	}

	/** Codes are spelt and described in several ways; each is one product. */
	private void createProducts(List<Document> documents) {
		bought(documents).flatMap((document) -> document.lines().stream()).forEach((line) -> {
			this.prices.putIfAbsent(line.sku(), line.price());
			if (!line.description().isEmpty()) {
				this.names.putIfAbsent(line.sku(), line.description());
			}
		});
		this.prices.forEach((sku, price) -> this.ops
			.post("/products", Map.of("sku", sku, "name", name(sku), "prices", List.of(pounds(price))))
			.ok());
		log.info("{} products", this.prices.size());
	}

	private void createCustomers(List<Document> documents) {
		for (Document document : documents) {
			String known = document.customer();
			if (known != null) {
				this.customers
					.computeIfAbsent(known,
							(id) -> this.finance
								.post("/customers",
										Map.of("name", "Customer " + id, "email",
												"customer-%s@example.org".formatted(id), "paymentTermsDays", 30))
								.ok()
								.at("/id"));
			}
		}
		log.info("{} customers", this.customers.size());
	}

	private void receiveWhatWillBeSold(List<Document> documents) {
		List<Map<String, Object>> lines = new ArrayList<>();
		unitsBySku(documents).forEach((sku, units) -> lines.add(Map.of("sku", sku, "quantity", units)));
		for (int from = 0; from < lines.size(); from += LINES_PER_RECEIPT) {
			this.ops.post("/stock/receipts", Map.of("warehouse", "MAIN", "reference", "REPLAY", "lines",
					lines.subList(from, Math.min(from + LINES_PER_RECEIPT, lines.size()))))
				.ok();
		}
	}

	private void replay(LocalDate day, List<Document> documents) {
		for (Document document : documents) {
			if (document.isCancellation()) {
				cancel(document);
			}
			else {
				place(document, this.orders.size());
			}
		}
		log.info("{} is over: {} orders placed", day, this.orders.size());
		int closed = 0;
		for (Order order : this.orders.values()) {
			if (order.document().time().toLocalDate().equals(day)) {
				takeToConfirmed(order);
				progress("confirmed", ++closed);
			}
		}
	}

	private void place(Document document, int before) {
		document.lines().forEach((line) -> sellAt(line.sku(), line.price()));
		boolean onAccount = document.customer() != null && before % 2 == 0;
		Answer placed = this.storefront.post("/orders", body(document, onAccount));
		if (!placed.isOk()) {
			report("order %s: %s %s".formatted(document.number(), placed.status(), placed.at("/code")));
			return;
		}
		var order = new Order(document, placed.at("/number"), onAccount, new TreeMap<>());
		this.orders.put(document.number(), order);
		assertThat(placed.at("/status")).as("%s in %s", document.number(), placed.text()).isEqualTo("VERIFIED");
		assertThatItAddsUp(order, placed);
		assertThat(placed.amount("/totals/items")).isEqualTo(document.total().toPlainString());
		progress("placed", this.orders.size());
	}

	/** The wholesaler's prices depend on the order; ours is set before it comes. */
	private void sellAt(String sku, BigDecimal price) {
		BigDecimal before = this.prices.put(sku, price);
		if (before == null || before.compareTo(price) != 0) {
			this.ops.put("/products/" + sku, Map.of("name", name(sku), "prices", List.of(pounds(price)))).ok();
			this.priceChanges++;
		}
	}

	private Map<String, Object> body(Document document, boolean onAccount) {
		Place place = place(document);
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("channel", "WEB");
		body.put("externalReference", document.number());
		String known = document.customer();
		String name = (known != null) ? "Customer " + known : "Walk-in customer";
		if (known != null) {
			body.put("customerId", this.customers.get(known));
		}
		else {
			body.put("customer", Map.of("name", name, "email", "walk-in@example.org"));
		}
		body.put("currency", "GBP");
		body.put("lines",
				document.lines()
					.stream()
					.map((line) -> Map.of("sku", line.sku(), "quantity", line.quantity(), "expectedUnitPrice",
							pounds(line.price())))
					.toList());
		body.put("shippingAddress", Map.of("name", name, "line1", "1 High Street", "city", place.city(), "postalCode",
				place.postalCode(), "country", place.country()));
		body.put("delivery", Map.of("method", "WHOLESALE"));
		body.put("payment", Map.of("method", onAccount ? "INVOICE" : "BANK_TRANSFER"));
		return body;
	}

	/**
	 * A cancellation does not name its order: it is taken from the customer's latest
	 * orders that have the code.
	 */
	private void cancel(Document cancellation) {
		for (Document.Line line : cancellation.lines()) {
			int wanted = -line.quantity();
			for (Order order : ordersOf(cancellation).reversed()) {
				for (int lineNumber = 1; lineNumber <= order.document().lines().size() && wanted > 0; lineNumber++) {
					int units = Math.min(wanted, order.live(lineNumber));
					if (order.document().lines().get(lineNumber - 1).sku().equals(line.sku()) && units > 0) {
						wanted -= cancel(cancellation, order, lineNumber, units);
					}
				}
			}
			if (wanted > 0) {
				report("cancellation %s: %d × %s: %s".formatted(cancellation.number(), wanted, line.sku(),
						ordersOf(cancellation).isEmpty() ? "no order of the customer is in the sample"
								: "no order of the customer in the sample has so many open units of it"));
			}
		}
	}

	/** How many units were cancelled. */
	private int cancel(Document cancellation, Order order, int lineNumber, int units) {
		Answer answer = cancelUnits(order, lineNumber, units, "Cancellation " + cancellation.number());
		if (!answer.isOk()) {
			report("cancellation %s: %s: %s %s".formatted(cancellation.number(), order.number(), answer.status(),
					answer.at("/code")));
			return 0;
		}
		order.cancelled().merge(lineNumber, units, Integer::sum);
		assertThatItAddsUp(order, answer);
		this.cancelledUnits += units;
		return units;
	}

	private Answer cancelUnits(Order order, int lineNumber, int units, String reason) {
		Answer answer = this.ops.post("/orders/%s/cancel".formatted(order.number()),
				Map.of("reason", reason, "lines", List.of(Map.of("lineNumber", lineNumber, "quantity", units))));
		assertThat(answer.status()).as(answer.text()).isLessThan(500);
		return answer;
	}

	private void takeToConfirmed(Order order) {
		if (!order.onAccount()) {
			pay(order, "Prepayment");
		}
		for (String command : List.of("fulfill", "ship", "deliver")) {
			this.ops.post("/orders/%s/%s".formatted(order.number(), command)).ok();
		}
		if (order.onAccount()) {
			pay(order, "Invoice paid");
		}
		Answer done = this.ops.get("/orders/" + order.number()).ok();
		assertThat(done.at("/status")).as(done.text()).isEqualTo("CONFIRMED");
		assertThatItAddsUp(order, done);
		assertThat(done.amount("/totals/invoiced")).isEqualTo(done.amount("/totals/grandTotal"));
		assertThat(done.amount("/totals/paid")).isEqualTo(done.amount("/totals/grandTotal"));
		assertThat(done.amount("/totals/balance")).isEqualTo("0.00");
		if (order.cancelledUnits() > 0) {
			cancelUnits(order, order.cancelled().keySet().iterator().next(), 1, "Too late").refused(409,
					"ACTION_NOT_ALLOWED");
		}
	}

	private void pay(Order order, String reference) {
		Answer now = this.ops.get("/orders/" + order.number()).ok();
		if (new BigDecimal(now.amount("/totals/balance")).signum() > 0) {
			this.finance
				.post("/orders/%s/payments".formatted(order.number()),
						Map.of("method", "BANK_TRANSFER", "reference", reference))
				.ok();
		}
	}

	private void assertThatItAddsUp(Order order, Answer answer) {
		assertThat(answer.size("/lines")).isEqualTo(order.document().lines().size());
		BigDecimal items = new BigDecimal("0.00");
		BigDecimal gross = new BigDecimal("0.00");
		for (int i = 0; i < order.document().lines().size(); i++) {
			Document.Line bought = order.document().lines().get(i);
			BigDecimal expected = bought.price().multiply(BigDecimal.valueOf(order.live(i + 1)));
			String line = "/lines/" + i;
			assertThat(answer.at(line + "/sku")).isEqualTo(bought.sku());
			assertThat(answer.number(line + "/quantity")).isEqualTo(bought.quantity());
			assertThat(answer.amount(line + "/unitPrice")).isEqualTo(bought.price().toPlainString());
			assertThat(answer.amount(line + "/amounts/items"))
				.as("%s × %s of %s", order.live(i + 1), bought.price(), order.document().number())
				.isEqualTo(expected.toPlainString());
			items = items.add(expected);
			gross = gross.add(new BigDecimal(answer.amount(line + "/amounts/gross")));
		}
		assertThat(answer.amount("/totals/items")).isEqualTo(items.toPlainString());
		assertThat(answer.amount("/totals/grandTotal")).isEqualTo(gross.toPlainString())
			.isEqualTo(items.add(new BigDecimal(answer.amount("/totals/tax"))).toPlainString());
	}

	/** Page by page, as a clerk would leaf through them. */
	private void assertThatAllAreFound() {
		Set<String> found = new TreeSet<>();
		String cursor = "";
		do {
			Answer page = this.ops.get("/orders?limit=25&status=CONFIRMED" + cursor).ok();
			found.addAll(page.each("/items", "/externalReference"));
			cursor = page.at("/nextCursor").isEmpty() ? "" : "&cursor=" + page.at("/nextCursor");
		}
		while (!cursor.isEmpty());
		found.remove(""); // the demo's own order
		assertThat(found).containsExactlyInAnyOrderElementsOf(this.orders.keySet());
	}

	private void assertThatTheStockIsWhatWasCancelled(List<Document> documents) {
		Map<String, Integer> cancelled = new TreeMap<>();
		this.orders.values()
			.forEach((order) -> order.cancelled()
				.forEach((lineNumber, units) -> cancelled.merge(order.document().lines().get(lineNumber - 1).sku(),
						units, Integer::sum)));
		for (String sku : unitsBySku(documents).keySet()) {
			Answer stock = this.ops.get("/stock?sku=" + sku).ok();
			assertThat(stock.size("/items")).as(stock.text()).isEqualTo(1);
			assertThat(stock.number("/items/0/onHand")).as(sku).isEqualTo(cancelled.getOrDefault(sku, 0));
			assertThat(stock.number("/items/0/reserved")).as(sku).isZero();
		}
	}

	private void assertThatTheBooksAreExact() {
		Answer report = this.finance.get("/consistency").ok();
		List<JsonNode> broken = report.body()
			.at("/invariants")
			.valueStream()
			.filter((invariant) -> invariant.at("/violations").asInt() != 0)
			.toList();
		assertThat(broken).isEmpty();
		assertThat(report.at("/sound")).isEqualTo("true");
		assertThat(report.size("/invariants")).isGreaterThan(10);
	}

	private void summarize(List<Document> documents) {
		List<Document> bought = bought(documents).toList();
		log.info("""
				replay
				  documents        {} orders, {} cancellations
				  lines            {}
				  units            {}
				  goods            {} GBP before tax
				  products         {}, prices changed {} times between orders
				  customers        {}
				  confirmed        {}
				  cancelled units  {}
				  reported         {}""", bought.size(), documents.size() - bought.size(),
				bought.stream().mapToInt((document) -> document.lines().size()).sum(),
				bought.stream().mapToInt(Document::units).sum(),
				bought.stream().map(Document::total).reduce(BigDecimal.ZERO, BigDecimal::add), this.prices.size(),
				this.priceChanges, this.customers.size(), this.orders.size(), this.cancelledUnits,
				this.reported.size());
		this.reported.forEach((line) -> log.info("  reported: {}", line));
	}

	private static Stream<Document> bought(List<Document> documents) {
		return documents.stream().filter((document) -> !document.isCancellation());
	}

	private static Map<String, Integer> unitsBySku(List<Document> documents) {
		return bought(documents).flatMap((document) -> document.lines().stream())
			.collect(Collectors.groupingBy(Document.Line::sku, TreeMap::new,
					Collectors.summingInt(Document.Line::quantity)));
	}

	private List<Order> ordersOf(Document cancellation) {
		return this.orders.values()
			.stream()
			.filter((order) -> cancellation.customer() != null
					&& cancellation.customer().equals(order.document().customer()))
			.toList();
	}

	private String name(String sku) {
		return this.names.getOrDefault(sku, sku);
	}

	private static Place place(Document document) {
		return Optional.ofNullable(PLACES.get(document.country()))
			.orElseThrow(() -> new AssertionError("where is " + document.country() + "?"));
	}

	private static Map<String, Object> pounds(BigDecimal amount) {
		return Map.of("amount", amount.toPlainString(), "currency", "GBP");
	}

	private void report(String line) {
		this.reported.add(line);
	}

	private static void progress(String what, int count) {
		if (count % 10 == 0) {
			log.info("{} orders {}", count, what);
		}
	}

}
