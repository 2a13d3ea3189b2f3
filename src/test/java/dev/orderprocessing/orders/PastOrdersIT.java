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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.customers.CustomerStatus;
import dev.orderprocessing.customers.Customers;
import dev.orderprocessing.inventory.InventoryQueries;
import dev.orderprocessing.inventory.MovementFilter;
import dev.orderprocessing.inventory.MovementType;
import dev.orderprocessing.inventory.MovementView;
import dev.orderprocessing.inventory.WarehouseCode;
import dev.orderprocessing.invoicing.InvoiceFilter;
import dev.orderprocessing.invoicing.InvoiceSummary;
import dev.orderprocessing.invoicing.Invoicing;
import dev.orderprocessing.journal.EventConsumers;
import dev.orderprocessing.journal.EventFeed;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.database.Figure;
import dev.orderprocessing.kernel.database.Figures;
import dev.orderprocessing.kernel.database.ScannedRow;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.orders.store.OrderFilter;
import dev.orderprocessing.orders.store.OrderSelection;
import dev.orderprocessing.orders.store.OrderStore;
import dev.orderprocessing.orders.store.OtherOrders;
import dev.orderprocessing.payments.PaymentIntentState;
import dev.orderprocessing.payments.PaymentIntentView;
import dev.orderprocessing.payments.Payments;
import dev.orderprocessing.platform.security.Acting;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.FreshDatabase;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import dev.orderprocessing.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages and figures among a year of past orders ({@code src/load/raw/past-orders.sql}):
 * what the database looks at depends on what is shown, not on how much is stored.
 */
@IntegrationTest
@ContextConfiguration(initializers = FreshDatabase.class)
@DirtiesContext
class PastOrdersIT {

	private static final int ORDERS = 20_000;

	private static final int PAGE = 51;

	/**
	 * Who has to ask of each row whether it may be seen looks at 2,000, and at their
	 * orders.
	 */
	private static final int ROWS_ASKED_OF = 5 * ScannedRow.AT_MOST;

	/** 2,000 lines of a SKU that has 4,000, and their orders. */
	private static final int ORDERS_ASKED_OF = 5 * ScannedRow.AT_MOST / 2;

	/** A SKU is on every tenth line and a channel has every fourth order. */
	private static final int ROWS_LOOKED_AT = 40 * PAGE;

	private static final String[] PLANS = { "force_custom_plan", "force_generic_plan" };

	private static final String[] FEW_AMONG_MANY = { """
			INSERT INTO customer (id, name, email, status, status_reason, created_at, version)
			SELECT uuidv7(i * interval '-1 hour'), 'Load Buyer', 'load@example.org', 'ACTIVE', NULL, now(), 0
			FROM generate_series(1, 20000) i""",
			"""
					INSERT INTO payment_intent (id, order_id, payment_id, operation, amount, currency, state, attempts, created_at,
					                            called_at, resolved_at, gateway_reference)
					SELECT uuidv7(p.created_at - now()), p.order_id, p.id, 'AUTHORIZE', p.amount, p.currency, 'SUCCEEDED', 1,
					       p.created_at, p.created_at, p.created_at, p.id::text
					FROM payment p WHERE p.method = 'BANK_TRANSFER'""",
			"ANALYZE customer, payment_intent" };

	/** What a trigger forbids: the orders of the past change their milestone. */
	private static final String[] CANCELLED_ON_THE_PHONE = { "SET LOCAL session_replication_role = replica",
			"UPDATE orders SET status = 'CANCELLED' WHERE channel = 'PHONE'",
			"SET LOCAL session_replication_role = origin", "ANALYZE orders" };

	private static final String[] A_RARE_CHANNEL = { """
			UPDATE orders SET channel = 'EMAIL'
			WHERE id IN (SELECT id FROM orders WHERE channel = 'MARKETPLACE' ORDER BY id LIMIT 30)""",
			"SET LOCAL session_replication_role = replica",
			"UPDATE invoice i SET channel = o.channel FROM orders o WHERE o.id = i.order_id AND o.channel <> i.channel",
			"SET LOCAL session_replication_role = origin", "ANALYZE orders, invoice" };

	private static final String[] SHOP = { """
			INSERT INTO customer (id, name, email, status, created_at, version)
			SELECT uuidv7(), 'Load Buyer', 'load-' || lpad(n::text, 4, '0') || '@example.org', 'ACTIVE', now(), 0
			FROM generate_series(1, 20) n""", """
			INSERT INTO product (sku, name, status, tax_category, weight_grams, backorderable, max_per_order, version)
			SELECT 'LOAD-' || lpad(n::text, 4, '0'), 'Load goods', 'ACTIVE', 'STANDARD', 100, false, 10, 0
			FROM generate_series(1, 10) n""", """
			INSERT INTO stock (sku, warehouse, active, on_hand, reserved)
			SELECT sku, 'MAIN', true, 0, 0 FROM product WHERE sku LIKE 'LOAD-%'""" };

	@Autowired
	Api api;

	@Autowired
	EventConsumers consumers;

	@Autowired
	List<Figures> modules;

	@Autowired
	OrderStore store;

	@Autowired
	OtherOrders others;

	@Autowired
	EventFeed feed;

	@Autowired
	OrderQueries orders;

	@Autowired
	InventoryQueries stock;

	@Autowired
	Invoicing invoicing;

	@Autowired
	Customers customers;

	@Autowired
	Payments payments;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	JdbcClient jdbc;

	@Value("${spring.datasource.url}")
	String url;

	private Shop shop;

	@BeforeEach
	void aYearOfOrders() throws SQLException, IOException {
		this.shop = Shop.demo(this.api.url());
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
			// as autovacuum leaves tables, so that an index is walked alone
			statement.execute("VACUUM ANALYZE");
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

	@Test
	void noFigureLooksAtThePast() {
		figures().forEach(this::assertLooksAtLittle);
	}

	@Test
	void aConsumerThatIsFarBehindIsSeenAtOnce() {
		this.transaction.executeWithoutResult((status) -> {
			status.setRollbackOnly();
			this.jdbc.sql("UPDATE event_consumer SET tx = '0', position = 0").update();
			assertLooksAtLittle(
					figures().filter((figure) -> figure.name().equals("journal.consumer.lag")).findAny().orElseThrow());
		});
	}

	private Stream<Figure> figures() {
		return this.modules.stream().flatMap((module) -> module.list().stream());
	}

	private void assertLooksAtLittle(Figure figure) {
		assertLooksAtLittle(figure.name(),
				() -> this.jdbc.sql(figure.sql())
					.params(figure.parameters())
					.param("now", OffsetDateTime.now(ZoneOffset.UTC))
					.query()
					.listOfRows());
	}

	@Test
	void eventsOfARareTypeAreFoundAtOnce() {
		assertLooksAtLittle("two types",
				() -> assertThat(
						this.feed.read(null, PAGE - 1, List.of("OrderCancelled", "OrderConfirmed"), null).items())
					.hasSize(PAGE - 1));
	}

	@Timeout(120)
	@ParameterizedTest
	@ValueSource(strings = { "", "&types=OrderPlaced,OrderVerified" })
	void aReaderOfARareChannelGetsOnThroughTheEventsOfOthers(String types) {
		Cart cart = Cart.of(this.shop.product("1.00", 1), 1).with("channel", Channel.MARKETPLACE.name());
		String order = this.shop.ops().post("/orders", cart.body()).ok().at("/id");
		Caller reader = new Caller(this.api.url(),
				this.shop.admin()
					.post("/api-keys", Map.of("name", "rare", "role", "PARTNER", "channel", "MARKETPLACE"))
					.ok()
					.at("/secret"));
		Set<String> seen = new HashSet<>();
		String path = "/events?limit=200" + types;
		Answer page = reader.get(path).ok();
		assertThat(page.size("/items")).isZero();
		int pages = 1;
		for (; page.at("/more").equals("true") || !seen.contains(order); pages++) {
			page = reader.get(path + "&after=" + page.at("/nextCursor")).ok();
			seen.addAll(page.each("/items", "/orderId"));
		}
		int events = types.isEmpty() ? 8 * ORDERS : 2 * ORDERS;
		assertThat(pages).isGreaterThan(events / 2_000);
		assertThat(this.jdbc.sql("SELECT DISTINCT channel FROM orders WHERE id = ANY (CAST(:seen AS uuid[]))")
			.param("seen", seen.toArray(String[]::new))
			.query(String.class)
			.list()).containsExactly("MARKETPLACE");
	}

	@Test
	void whatACustomerOwesIsSummedOverOpenOrders() {
		UUID customer = this.jdbc.sql("SELECT id FROM customer WHERE email = 'load-0001@example.org'")
			.query(UUID.class)
			.single();
		Order order = this.transaction
			.execute((status) -> this.store.get(this.shop.place(Cart.of(this.shop.product("1.00", 1), 1))));
		long rows = rowsRead("auto", () -> this.others.openOnAccount(customer, Objects.requireNonNull(order)));
		assertThat(rows).isLessThan(PAGE);
	}

	@Test
	void aPageOfTheLedgerLooksAtLittle() {
		Instant from = longAgo().minus(Duration.ofDays(100));
		assertFlat((page) -> this.stock.movements(movements(null, null, null, null), page), "5000");
		assertFlat((page) -> this.stock.movements(movements("LOAD-0007", null, null, null), page), "5000");
		assertFlat((page) -> this.stock.movements(movements(null, "NORTH", null, null), page), "5000");
		assertFlat((page) -> this.stock.movements(movements(null, "NORTH", MovementType.RECEIPT, null), page), "5000");
		assertFlat((page) -> this.stock.movements(movements(null, null, MovementType.ADJUSTMENT, null), page), "5000");
		assertFlat((page) -> this.stock.movements(movements(null, null, null, from), page), "5000");
	}

	@Test
	void aPageOfInvoicesLooksAtLittle() {
		Instant from = longAgo().minus(Duration.ofDays(100));
		String deep = Ids.lowest(longAgo()).toString();
		assertFlat((page) -> this.invoicing.list(new InvoiceFilter(null, null, null, null, null), page), deep);
		assertFlat((page) -> this.invoicing.list(new InvoiceFilter(null, null, null, from, longAgo()), page), deep);
		assertFlat((page) -> this.invoicing.list(new InvoiceFilter(null, null, null, null, longAgo()), page), deep);
	}

	@Test
	void aPageOfOneChannelAndStatusLooksAtLittleThoughManyAreOfEither() {
		where(CANCELLED_ON_THE_PHONE, () -> {
			for (Channel channel : List.of(Channel.PHONE, Channel.WEB)) {
				assertLooksAtLittle(filter(OrderStatus.CANCELLED, channel, null, null, null), null, null);
				assertLooksAtLittle(filter(OrderStatus.CANCELLED, null, null, null, null), channel, null);
			}
		});
	}

	@Test
	void aPageForARareChannelLooksAtLittle() {
		inARareChannel(() -> {
			String deep = Ids.lowest(longAgo()).toString();
			Instant from = longAgo().minus(Duration.ofDays(100));
			assertFlat((page) -> this.invoicing.list(new InvoiceFilter(null, null, null, null, null), page), deep);
			assertFlat((page) -> this.invoicing.list(new InvoiceFilter(null, null, null, from, longAgo()), page), deep);
			assertFlat((page) -> this.stock.backorders(null, null, page), "5000");
			for (MovementFilter filter : List.of(movements(null, null, null, null),
					movements(null, "MAIN", MovementType.ISSUE, null), movements(null, null, null, from))) {
				assertGetsOn((page) -> this.stock.movements(filter, page), "35000");
			}
			assertGetsOn((page) -> this.payments.listIntents(null, page), deep);
			assertGetsOn((page) -> this.payments.listIntents(PaymentIntentState.SUCCEEDED, page), deep);
		});
	}

	@Test
	void aReaderOfARareChannelSeesAllThatIsOfItAndNothingElse() {
		inARareChannel(() -> {
			List<UUID> own = this.jdbc.sql("SELECT id FROM orders WHERE channel = 'EMAIL'")
				.query((row, n) -> Objects.requireNonNull(row.getObject("id", UUID.class)))
				.list();
			assertThat(own).hasSize(30);
			assertThat(walk((page) -> this.invoicing.list(new InvoiceFilter(null, null, null, null, null), page)))
				.extracting(InvoiceSummary::orderId)
				.containsExactlyInAnyOrderElementsOf(own);
			assertThat(walk((page) -> this.payments.listIntents(null, page))).extracting(PaymentIntentView::orderId)
				.containsExactlyInAnyOrderElementsOf(own);
			List<Long> movements = this.jdbc
				.sql("SELECT id FROM stock_movement WHERE order_id IS NULL OR order_id = ANY (:own)")
				.param("own", own.toArray(UUID[]::new))
				.query((row, n) -> row.getLong("id"))
				.list();
			assertThat(movements).hasSizeGreaterThan(60).hasSizeLessThan(ORDERS);
			for (MovementFilter filter : List.of(movements(null, null, null, null),
					movements(null, null, null, Instant.EPOCH))) {
				assertThat(walk((page) -> this.stock.movements(filter, page))).extracting(MovementView::id)
					.doesNotHaveDuplicates()
					.isSubsetOf(movements)
					.hasSizeGreaterThanOrEqualTo(60);
			}
			assertThat(walk((page) -> this.stock.movements(movements(null, null, null, null), page)))
				.extracting(MovementView::id)
				.containsExactlyInAnyOrderElementsOf(movements);
		});
	}

	@Test
	void aPageOfASkuThatManyOrderLooksAtLittleForARareChannel() {
		inARareChannel(() -> {
			OrderFilter sku = filter(null, null, "LOAD-0007", null, null);
			for (String plans : PLANS) {
				assertThat(rowsRead(plans, () -> this.orders.list(sku, new PageRequest("test", PAGE - 1, null))))
					.as(plans)
					.isLessThan(ORDERS_ASKED_OF);
			}
			List<UUID> own = this.jdbc.sql("""
					SELECT DISTINCT o.id FROM orders o JOIN order_line l ON l.order_id = o.id
					 WHERE o.channel = 'EMAIL' AND l.sku = 'LOAD-0007'""")
				.query((row, n) -> Objects.requireNonNull(row.getObject("id", UUID.class)))
				.list();
			assertThat(own).isNotEmpty();
			assertThat(walk((page) -> this.orders.list(sku, page))).extracting(OrderView::id)
				.containsExactlyInAnyOrderElementsOf(own);
		});
	}

	@Test
	void ofASkuThatManyOrderTheOneThatIsAskedForComesAtOnce() {
		Sku sku = new Sku("LOAD-0007");
		String oldest = this.jdbc.sql("""
				SELECT o.number FROM orders o JOIN order_line l ON l.order_id = o.id
				 WHERE l.sku = 'LOAD-0007' ORDER BY o.id LIMIT 1""").query(String.class).single();
		for (OrderFilter one : List.of(new OrderFilter(null, null, null, null, sku, oldest, null, null, null, null),
				new OrderFilter(null, null, null, null, sku, null, "PAST-" + oldest, null, null, null))) {
			assertThat(this.orders.list(one, new PageRequest("test", PAGE - 1, null)).items())
				.extracting(OrderView::number)
				.containsExactly(oldest);
			assertLooksAtLittle(one, null, null);
		}
	}

	/** For somebody who is bound to the channel of 30 orders among the oldest. */
	private void inARareChannel(Runnable calls) {
		where(FEW_AMONG_MANY, () -> where(A_RARE_CHANNEL, () -> Acting.boundTo(Channel.EMAIL, calls)));
	}

	/** Changes the past for these calls alone. */
	private void where(String[] changes, Runnable calls) {
		this.transaction.executeWithoutResult((status) -> {
			status.setRollbackOnly();
			for (String sql : changes) {
				this.jdbc.sql(sql).update();
			}
			calls.run();
		});
	}

	private static <T> List<T> walk(Function<PageRequest, Slice<T>> list) {
		List<T> all = new ArrayList<>();
		String cursor = null;
		do {
			Slice<T> slice = list.apply(PageRequest.of("test", PAGE - 1, cursor));
			all.addAll(slice.items());
			cursor = slice.nextCursor();
		}
		while (cursor != null);
		return all;
	}

	@Test
	void aPageOfFewAmongManyLooksAtLittle() {
		where(FEW_AMONG_MANY, () -> {
			String deep = Ids.lowest(longAgo()).toString();
			for (CustomerStatus one : CustomerStatus.values()) {
				assertFlat((page) -> this.customers.list(null, one, page), deep);
			}
			for (PaymentIntentState one : PaymentIntentState.values()) {
				assertFlat((page) -> this.payments.listIntents(one, page), deep);
			}
		});
	}

	private static MovementFilter movements(@Nullable String sku, @Nullable String warehouse,
			@Nullable MovementType type, @Nullable Instant from) {
		return new MovementFilter((sku != null) ? new Sku(sku) : null,
				(warehouse != null) ? new WarehouseCode(warehouse) : null, type, null, from,
				(from != null) ? longAgo() : null);
	}

	/** The first page and a deep one look at little more than they show. */
	private void assertFlat(Function<PageRequest, Slice<?>> list, String deep) {
		assertLooksAtLittle("the first page", () -> list.apply(new PageRequest("test", PAGE - 1, null)));
		assertLooksAtLittle("a deep page", () -> list.apply(new PageRequest("test", PAGE - 1, deep)));
	}

	/** The first page and a deep one look at so many that they get on. */
	private void assertGetsOn(Function<PageRequest, Slice<?>> list, String deep) {
		for (String after : new @Nullable String[] { null, deep }) {
			for (String plans : PLANS) {
				assertThat(rowsRead(plans, () -> list.apply(new PageRequest("test", PAGE - 1, after)))).as(plans)
					.isLessThan(ROWS_ASKED_OF);
			}
		}
	}

	/** Whether or not the database plans the statement for its values. */
	private void assertLooksAtLittle(String what, Supplier<?> read) {
		for (String plans : PLANS) {
			assertThat(rowsRead(plans, read)).as("%s with %s", what, plans).isLessThan(ROWS_LOOKED_AT);
		}
	}

	/** How many rows of tables and entries of indexes it reads. */
	private long rowsRead(String plans, Supplier<?> read) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			this.jdbc.sql("SET LOCAL plan_cache_mode = " + plans).update();
			long before = rowsRead();
			assertThat(read.get()).isNotNull();
			return rowsRead() - before;
		}));
	}

	@Test
	void aScanOfAllOrdersWouldBeSeen() {
		for (String sql : List.of("SELECT count(*) FROM orders", "SELECT sum(grand_total) FROM orders",
				"SELECT coalesce(max(number), '-') FROM orders WHERE buyer_name = 'Nobody'")) {
			assertThat(rowsRead("auto", () -> this.jdbc.sql(sql).query().singleValue())).as(sql)
				.isGreaterThanOrEqualTo(ORDERS);
		}
	}

	private long rowsRead() {
		return this.jdbc.sql("""
				SELECT sum(pg_stat_get_xact_tuples_returned(oid)) FROM pg_class
				 WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace""").query(Long.class).single();
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
		for (UUID after : new @Nullable UUID[] { null, Ids.lowest(longAgo()) }) {
			assertLooksAtLittle(filter, null, after);
		}
	}

	private void assertLooksAtLittle(OrderFilter filter, @Nullable Channel own, @Nullable UUID after) {
		OrderSelection selection = new OrderSelection(filter, own, after);
		assertLooksAtLittle((after != null) ? "a deep page" : "the first page",
				() -> this.jdbc.sql(selection.sql())
					.params(selection.values())
					.param("fetch", PAGE)
					.query()
					.listOfRows());
	}

	private static Instant longAgo() {
		return Instant.now().minus(Duration.ofDays(200));
	}

	private static OrderFilter filter(@Nullable OrderStatus status, @Nullable Channel channel, @Nullable String sku,
			@Nullable HoldType hold, @Nullable Instant before) {
		return new OrderFilter(status, null, channel, null, (sku != null) ? new Sku(sku) : null, null, null, hold, null,
				before);
	}

}
