package dev.orderprocessing.platform.observation;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.orderprocessing.journal.EventConsumers;
import dev.orderprocessing.kernel.database.Figure;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.FreshDatabase;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import dev.orderprocessing.support.StatementCounter;
import dev.orderprocessing.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The figures of the business follow what happens, and cost the service nothing. */
@IntegrationTest
@ContextConfiguration(initializers = FreshDatabase.class)
class MetricsIT {

	/** Tables that grow for ever. */
	private static final List<String> GROWING = List.of("orders", "order_hold", "event_log", "payment_intent",
			"notification");

	private static final String ORDERS = """
			INSERT INTO orders (id, number, channel, status, buyer_name, buyer_email, currency, shipping_address,
				delivery_method, partial_delivery, payment_method, payment_status, coupon_codes, metadata, fingerprint,
				prices_include_tax, items_amount, discount_amount, shipping_fee, shipping_tax_rate, shipping_net,
				shipping_tax, shipping_gross, shipping_invoiced, tax_amount, grand_total, invoiced_amount, paid_amount,
				verification_runs, history_entries, feedback_given, placed_at, version)
			SELECT gen_random_uuid(), 'FILL-' || i, 'API', 'CONFIRMED', 'b', 'b@example.org', 'EUR', '{}', 'STANDARD', true,
				   'INVOICE', 'PAID', '{}', '{}', 'f' || i, true, 10, 0, 0, 0, 0, 0, 0, false, 0, 10, 10, 10, 1, 1, false,
				   now(), 0
			  FROM generate_series(1, 20000) i
			""";

	@Autowired
	Api api;

	@Autowired
	FigureReader reader;

	@Autowired
	EventConsumers consumers;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	StatementCounter counter;

	@Autowired
	TransactionTemplate transaction;

	Shop shop;

	@BeforeEach
	void open() {
		this.shop = Shop.demo(this.api.url());
	}

	@Test
	void ordersAreCountedAtTheirStage() throws Exception {
		String sku = this.shop.product("10.00", 100);
		Scrape before = now();
		this.shop.place(Cart.of(sku, 1));
		this.shop.delivered(Cart.of(sku, 2));
		Scrape after = now();
		assertThat(rise(before, after, "orders_by_status", "status", "VERIFIED")).isEqualTo(1);
		assertThat(rise(before, after, "orders_by_status", "status", "INVOICED")).isEqualTo(1);
		assertThat(after.number("orders_oldest_open_seconds", "status", "INVOICED")).isPositive();
		assertThat(rise(before, after, "orders_owing", "currency", "EUR")).isEqualTo(1);
		assertThat(rise(before, after, "orders_owed_amount", "currency", "EUR")).isGreaterThan(10);
		assertThat(rise(before, after, "journal_events_total", "type", "OrderPlaced")).isEqualTo(2);
		assertThat(rise(before, after, "journal_events_total", "type", "UnitsShipped")).isEqualTo(1);
	}

	@Test
	void finishedOrdersAreCountedOnceAtTheirStatus() throws Exception {
		String sku = this.shop.product("10.00", 100);
		Scrape before = afterAllEvents();
		String paid = this.shop.confirmed(Cart.of(sku, 1));
		this.shop.storefront().post("/orders/%s/feedback".formatted(paid), Map.of("rating", 5)).ok();
		for (int i = 0; i < 2; i++) {
			String cancelled = this.shop.place(Cart.of(sku, 2));
			this.shop.ops(cancelled, "cancel", oneUnit());
			this.shop.ops(cancelled, "cancel?dryRun=true", oneUnit());
			this.shop.ops(cancelled, "cancel", oneUnit());
			this.shop.ops().post("/orders/%s/cancel".formatted(cancelled)).refused(409, "ACTION_NOT_ALLOWED");
		}
		this.shop.ops(this.shop.place(Cart.of(sku, 2)), "cancel", oneUnit());
		Scrape after = afterAllEvents();
		assertThat(after.valuesOf("orders_by_status", "status")).containsExactlyInAnyOrder("PLACED", "VERIFIED",
				"FULFILLED", "SHIPPED", "INVOICED", "CONFIRMED", "CANCELLED");
		assertThat(rise(before, after, "orders_by_status", "status", "CONFIRMED")).isEqualTo(1);
		assertThat(rise(before, after, "orders_by_status", "status", "CANCELLED")).isEqualTo(2);
		assertThat(rise(before, after, "orders_by_status", "status", "VERIFIED")).isEqualTo(1);
		assertThat(rise(before, after, "orders_by_status")).isEqualTo(4);
	}

	private static Map<String, Object> oneUnit() {
		return Map.of("lines", List.of(Map.of("lineNumber", 1, "quantity", 1)));
	}

	@Test
	void whatWaitsIsCounted() throws Exception {
		String sku = this.shop.backorderable("10.00", 1);
		Scrape before = now();
		this.shop.place(Cart.of(sku, 4));
		Scrape after = now();
		assertThat(rise(before, after, "inventory_backordered_units")).isEqualTo(3);
		assertThat(rise(before, after, "inventory_backordered_lines")).isEqualTo(1);
		assertThat(after.number("inventory_oldest_backorder_seconds")).isPositive();
	}

	@Test
	void aFailedCheckIsCountedOnceAndNotForADryRun() throws Exception {
		Cart misled = Cart.of(this.shop.product("10.00", 10), 1).lineWith("expectedUnitPrice", Cart.euros("9.00"));
		Scrape before = now();
		this.shop.place(misled);
		this.shop.storefront().post("/orders?dryRun=true", misled.body()).ok();
		Scrape after = now();
		assertThat(rise(before, after, "orders_verification_failures_total", "check", "PRICE")).isEqualTo(1);
		assertThat(rise(before, after, "journal_events_total", "type", "OrderVerificationFailed")).isEqualTo(1);
		assertThat(rise(before, after, "orders_holds", "type", "VERIFICATION")).isEqualTo(1);
	}

	@Test
	void consumersAndJobsShowHowFarTheyAreBehind() throws Exception {
		Scrape scrape = now();
		assertThat(scrape.valuesOf("journal_consumer_lag_seconds", "consumer")).contains("notifications",
				"finished-orders");
		assertThat(scrape.valuesOf("journal_consumer_waiting_events", "consumer")).contains("notifications");
		assertThat(scrape.valuesOf("journal_parked_events", "consumer")).contains("notifications");
		assertThat(scrape.valuesOf("jobs_oldest_overdue_seconds", "task")).contains("event-consumer", "send-mails");
		this.jdbc
			.sql("""
					INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, consecutive_failures, version)
					VALUES ('stuck-job', 'once', now() - interval '90 s', false, 3, 1)""")
			.update();
		try {
			Scrape late = now();
			assertThat(late.number("jobs_overdue", "task", "stuck-job")).isEqualTo(1);
			assertThat(late.number("jobs_oldest_overdue_seconds", "task", "stuck-job")).isBetween(85.0, 600.0);
			assertThat(late.number("jobs_failures_in_a_row", "task", "stuck-job")).isEqualTo(3);
		}
		finally {
			this.jdbc.sql("DELETE FROM scheduled_tasks WHERE task_name = 'stuck-job'").update();
		}
		assertThat(now().valuesOf("jobs_overdue", "task")).doesNotContain("stuck-job");
	}

	@Test
	void aScrapeAsksTheDatabaseNothing() {
		assertThat(this.counter.statements(this::scrape)).isEmpty();
	}

	@Test
	void withoutTheDatabaseFiguresAreMissingAndTheRestIsThere() throws Exception {
		Scrape before = now();
		String name = this.jdbc.sql("SELECT current_database()").query(String.class).single();
		TestDatabase.shared().execute("ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(name));
		try {
			Scrape without = now();
			assertThat(without.has("orders_by_status")).isFalse();
			assertThat(without.has("jvm_memory_used_bytes")).isTrue();
			assertThat(rise(before, without, "figures_failures_total")).isGreaterThanOrEqualTo(10);
		}
		finally {
			TestDatabase.shared().execute("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(name));
		}
		assertThat(now().has("orders_by_status")).isTrue();
	}

	@Test
	void whateverPathIsAskedForTheRequestsHaveFewLabels() throws Exception {
		Set<String> before = scrape().valuesOf("http_server_requests_seconds_count", "uri");
		for (int i = 0; i < 20; i++) {
			this.shop.ops().get("/orders/SO-9%05d".formatted(i)).refused(404, "NOT_FOUND");
			this.shop.ops().get("/nothing/%d".formatted(i));
			send("ODD%d".formatted(i), "/api/v1/orders");
		}
		Scrape after = scrape();
		Set<String> uris = after.valuesOf("http_server_requests_seconds_count", "uri");
		assertThat(uris).contains("/api/v1/orders/{order}").hasSizeLessThanOrEqualTo(before.size() + 4);
		assertThat(after.valuesOf("http_server_requests_seconds_count", "method"))
			.noneMatch((method) -> method.startsWith("ODD"));
		assertThat(after.valuesOf("http_server_requests_seconds_bucket", "le")).contains("0.05", "1.0", "+Inf")
			.hasSizeLessThan(20);
	}

	@ParameterizedTest
	@ValueSource(strings = { "hikaricp_connections_pending", "hikaricp_connections_timeout_total",
			"jvm_memory_used_bytes", "process_cpu_usage", "tomcat_connections_current_connections",
			"dbscheduler_task_completions_total" })
	void theMachineRoomIsThere(String metric) throws Exception {
		assertThat(scrape().has(metric)).isTrue();
	}

	/** With many rows, so that an index is worth it; none of them stays. */
	@Test
	void noFigureReadsATableThatGrowsForEver() {
		this.transaction.executeWithoutResult((status) -> {
			status.setRollbackOnly();
			fill();
			noneIsReadAsAWhole();
		});
	}

	private void noneIsReadAsAWhole() {
		for (Figure figure : this.reader.figures()) {
			List<String> plan = this.jdbc.sql("EXPLAIN " + figure.sql())
				.params(figure.parameters())
				.param("now", java.time.OffsetDateTime.parse("2026-11-25T00:00:00Z"))
				.query((row, _) -> String.valueOf(row.getString(1)))
				.list();
			for (String table : GROWING) {
				assertThat(plan).as(figure.name())
					.noneMatch((step) -> step.matches(".*Seq Scan on %s\\b.*".formatted(table)));
			}
		}
	}

	private void fill() {
		for (String rows : List.of(ORDERS, """
				INSERT INTO order_hold (id, order_id, type, reason, placed_by, placed_at, released_by, released_at)
				SELECT gen_random_uuid(), id, 'OTHER', 'r', 'test', now(), 'test', now() FROM orders
				 WHERE number LIKE 'FILL-%'
				""", """
				INSERT INTO event_log (id, type, occurred_at, actor, payload)
				SELECT gen_random_uuid(), 'NothingOfInterest', now(), 'test', '{}' FROM generate_series(1, 20000)
				""",
				"""
						INSERT INTO notification (id, order_id, event_id, kind, recipient, subject, body, status, created_at, sent_at)
						SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'ORDER_CONFIRMED', 'r', 's', 'b', 'SENT',
						       now(), now() FROM generate_series(1, 20000)
						""",
				"""
						INSERT INTO payment (id, order_id, method, status, currency, amount, created_at, version)
						VALUES ('01900000-0000-7000-8000-0000000f1110', '01900000-0000-7000-8000-0000000f1110', 'CARD', 'DECLINED',
						        'EUR', 1, now(), 0)
						""",
				"""
						INSERT INTO payment_intent (id, order_id, payment_id, operation, amount, currency, state, attempts,
						                            created_at, called_at, resolved_at)
						SELECT gen_random_uuid(), gen_random_uuid(), '01900000-0000-7000-8000-0000000f1110', 'VOID', 1, 'EUR',
						       'DECLINED', 1, now(), now(), now() FROM generate_series(1, 20000)
						""",
				"ANALYZE")) {
			this.jdbc.sql(rows).update();
		}
	}

	private Scrape afterAllEvents() throws Exception {
		this.consumers.runNow();
		return now();
	}

	private Scrape now() throws Exception {
		this.reader.readAll();
		return scrape();
	}

	private Scrape scrape() {
		return Scrape.of(this.api.url());
	}

	private int send(String method, String path) {
		return this.api.asOps().send(method, path, HttpRequest.BodyPublishers.noBody()).status();
	}

	private static double rise(Scrape before, Scrape after, String name, String... labels) {
		assertThat(after.value(name, Map.of())).as(name).isPresent();
		return after.number(name, labels) - before.number(name, labels);
	}

}
