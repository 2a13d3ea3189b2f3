package dev.orderprocessing.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.journal.EventConsumers;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.FreshDatabase;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages of orders among a year of past ones ({@code src/load/raw/past-orders.sql}): what
 * the database looks at depends on the page, not on how much is stored.
 */
@IntegrationTest
@ContextConfiguration(initializers = FreshDatabase.class)
@DirtiesContext
class OrderSelectionIT {

	private static final int ORDERS = 20_000;

	private static final int PAGE = 51;

	/** A SKU is on every tenth line and a channel has every fourth order. */
	private static final int ROWS_LOOKED_AT = 40 * PAGE;

	private static final String[] SHOP = { """
			INSERT INTO customer (id, name, email, status, created_at, version)
			SELECT uuidv7(), 'Load Buyer', 'load-' || lpad(n::text, 4, '0') || '@example.org', 'ACTIVE', now(), 0
			FROM generate_series(1, 20) n""", """
			INSERT INTO product (sku, name, status, tax_category, weight_grams, backorderable, max_per_order, version)
			SELECT 'LOAD-' || lpad(n::text, 4, '0'), 'Load goods', 'ACTIVE', 'STANDARD', 100, false, 10, 0
			FROM generate_series(1, 20) n""", """
			INSERT INTO stock (sku, warehouse, active, on_hand, reserved)
			SELECT sku, 'MAIN', true, 0, 0 FROM product WHERE sku LIKE 'LOAD-%'""" };

	@Autowired
	Api api;

	@Autowired
	EventConsumers consumers;

	@Autowired
	JdbcClient jdbc;

	@Value("${spring.datasource.url}")
	String url;

	@BeforeEach
	void aYearOfOrders() throws SQLException, IOException {
		if (this.jdbc.sql("SELECT count(*) FROM orders").query(Integer.class).single() >= ORDERS) {
			return;
		}
		TestDatabase server = TestDatabase.shared();
		try (Connection connection = DriverManager.getConnection(this.url, server.user(), server.password());
				Statement statement = connection.createStatement()) {
			for (String sql : SHOP) {
				statement.execute(sql);
			}
			for (String sql : script()) {
				statement.execute(sql);
			}
		}
	}

	/** The script without what only psql understands. */
	private static List<String> script() throws IOException {
		String sql = Files.readAllLines(Path.of("src/load/raw/past-orders.sql"))
			.stream()
			.filter((line) -> !line.startsWith("\\") && !line.startsWith("--"))
			.collect(Collectors.joining("\n"))
			.replace(":orders", Integer.toString(ORDERS));
		return Stream.of(sql.split(";\\s*")).filter((statement) -> !statement.isBlank()).toList();
	}

	@Test
	void theBooksOfThePastAreExact() {
		var books = new Caller(this.api.url(), "demo-ops").get("/consistency").ok();
		assertThat(books.at("/sound")).as(books.toString()).isEqualTo("true");
	}

	@Test
	void theOrdersOfThePastAreCountedOnce() {
		this.consumers.runNow();
		assertThat(this.jdbc.sql("SELECT orders FROM finished_orders WHERE status = 'CONFIRMED'")
			.query(Long.class)
			.single()).isGreaterThanOrEqualTo(ORDERS)
			.isEqualTo(
					this.jdbc.sql("SELECT count(*) FROM orders WHERE status = 'CONFIRMED'").query(Long.class).single());
	}

	static Stream<OrderFilter> filters() {
		return Stream.of(filter(null, null, null, null, null), filter(OrderStatus.CONFIRMED, null, null, null, null),
				filter(OrderStatus.VERIFIED, null, null, null, null), filter(null, Channel.PHONE, null, null, null),
				filter(null, Channel.IN_PERSON, null, null, null), filter(null, null, "LOAD-0007", null, null),
				filter(null, null, "MUG-BLUE", null, null), filter(OrderStatus.VERIFIED, null, "LOAD-0007", null, null),
				filter(null, Channel.PHONE, "LOAD-0007", null, null), filter(null, null, null, HoldType.PAYMENT, null),
				filter(null, null, null, null, longAgo()), filter(OrderStatus.VERIFIED, null, null, null, longAgo()),
				filter(OrderStatus.CONFIRMED, Channel.PHONE, null, null, longAgo()));
	}

	@ParameterizedTest
	@MethodSource("filters")
	void aPageLooksAtLittleHoweverDeepItLies(OrderFilter filter) {
		assertThat(rowsLookedAt(filter, null)).as("the first page").isLessThan(ROWS_LOOKED_AT);
		assertThat(rowsLookedAt(filter, Ids.lowest(longAgo()))).as("a deep page").isLessThan(ROWS_LOOKED_AT);
	}

	private static Instant longAgo() {
		return Instant.now().minus(Duration.ofDays(200));
	}

	private int rowsLookedAt(OrderFilter filter, @Nullable UUID after) {
		OrderSelection selection = new OrderSelection(filter, null, after);
		String plan = this.jdbc.sql("EXPLAIN (ANALYZE, FORMAT JSON) " + selection.sql())
			.params(selection.values())
			.param("fetch", PAGE)
			.query(String.class)
			.single();
		return rows(JsonMapper.shared().readTree(plan).get(0).get("Plan"));
	}

	private static int rows(JsonNode node) {
		double own = node.path("Node Type").asString().contains("Scan")
				? (node.path("Actual Rows").asDouble() + node.path("Rows Removed by Filter").asDouble())
						* node.path("Actual Loops").asDouble()
				: 0;
		int below = 0;
		for (JsonNode child : node.path("Plans")) {
			below += rows(child);
		}
		return below + (int) own;
	}

	private static OrderFilter filter(@Nullable OrderStatus status, @Nullable Channel channel, @Nullable String sku,
			@Nullable HoldType hold, @Nullable Instant before) {
		return new OrderFilter(status, null, channel, (sku != null) ? new Sku(sku) : null, null, null, hold, null,
				before);
	}

}
