package dev.orderprocessing.orders;

import java.util.Map;

import dev.orderprocessing.journal.EventConsumers;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import dev.orderprocessing.support.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each finished order is counted once, whatever happened before and meanwhile. */
@IntegrationTest
@ContextConfiguration(initializers = FinishedOrdersIT.Past.class)
@TestPropertySource(properties = "db-scheduler.enabled=false")
class FinishedOrdersIT {

	/** Three confirmed orders and two that were cancelled, one unit before the other. */
	private static final String ORDERS = """
			INSERT INTO orders (id, number, channel, status, buyer_name, buyer_email, currency, shipping_address,
				delivery_method, partial_delivery, payment_method, payment_status, coupon_codes, metadata, fingerprint,
				prices_include_tax, items_amount, discount_amount, shipping_fee, shipping_tax_rate, shipping_net,
				shipping_tax, shipping_gross, shipping_invoiced, tax_amount, grand_total, invoiced_amount, paid_amount,
				verification_runs, history_entries, feedback_given, placed_at, version)
			SELECT uuidv7(), 'PAST-' || i, 'API', CASE WHEN i <= 3 THEN 'CONFIRMED' ELSE 'CANCELLED' END, 'b',
				   'b@example.org', 'EUR', '{}', 'STANDARD', true, 'INVOICE', 'PAID', '{}', '{}', 'f' || i, true, 10, 0, 0,
				   0, 0, 0, 0, false, 0, 10, 10, 10, 1, 1, false, now(), 0
			  FROM generate_series(1, 5) i;
			INSERT INTO event_log (id, type, order_id, order_sequence, occurred_at, actor, payload)
			SELECT uuidv7(), e.type, o.id, e.place, now(), 'past', '{}'
			  FROM orders o
			  JOIN (VALUES ('CONFIRMED', 1, 'OrderPlaced'), ('CONFIRMED', 2, 'OrderConfirmed'),
						   ('CANCELLED', 1, 'OrderPlaced'), ('CANCELLED', 2, 'UnitsCancelled'),
						   ('CANCELLED', 3, 'OrderCancelled')) AS e (status, place, type) USING (status)
			 ORDER BY o.number, e.place;
			""";

	private final EventConsumers consumers;

	private final JdbcClient jdbc;

	private final Shop shop;

	@Autowired
	FinishedOrdersIT(EventConsumers consumers, JdbcClient jdbc, Api api) {
		this.consumers = consumers;
		this.jdbc = jdbc;
		this.shop = Shop.demo(api.url());
	}

	@BeforeEach
	void catchUp() {
		this.consumers.runNow();
	}

	@Test
	void ordersThatFinishedBeforeAnybodyCountedAreCounted() {
		assertThat(text("SELECT string_agg(status, ' ' ORDER BY number) FROM orders WHERE number LIKE 'PAST-%'"))
			.isEqualTo("CONFIRMED CONFIRMED CONFIRMED CANCELLED CANCELLED");
		assertThat(counted()).isEqualTo(finished());
	}

	@Test
	void anOrderWhoseEventIsParkedIsCountedWhenItIsRetriedAndNotAgain() {
		int before = cancelled();
		this.jdbc.sql("ALTER TABLE finished_orders RENAME TO mislaid").update();
		try {
			cancelOne();
			for (int attempt = 0; attempt < 5; attempt++) {
				this.consumers.runNow();
			}
		}
		finally {
			this.jdbc.sql("ALTER TABLE mislaid RENAME TO finished_orders").update();
		}
		cancelOne();
		this.consumers.runNow();
		assertThat(cancelled()).as("the one behind it").isEqualTo(before + 1);
		String parked = this.shop.ops().get("/events/parked").ok().at("/items/0/id");
		for (int attempt = 0; attempt < 2; attempt++) {
			this.shop.ops().post("/events/parked/%s/retry".formatted(parked)).ok();
			this.consumers.runNow();
			assertThat(cancelled()).isEqualTo(before + 2);
		}
		assertThat(counted()).isEqualTo(finished());
	}

	private void cancelOne() {
		this.shop.cancelled(Cart.of(this.shop.product("10.00", 1), 1));
	}

	private int cancelled() {
		return this.jdbc.sql("SELECT orders FROM finished_orders WHERE status = 'CANCELLED'")
			.query(Integer.class)
			.single();
	}

	private String counted() {
		return text("SELECT string_agg(status || ' ' || orders, ', ' ORDER BY status) FROM finished_orders");
	}

	private String finished() {
		return text("""
				SELECT string_agg(status || ' ' || orders, ', ' ORDER BY status)
				  FROM (SELECT status, count(*) AS orders FROM orders WHERE status IN ('CONFIRMED', 'CANCELLED')
				         GROUP BY status) o""");
	}

	private String text(String sql) {
		return this.jdbc.sql(sql).query(String.class).single();
	}

	/** The database of somebody whose orders finished before the consumer first ran. */
	static class Past implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestDatabase database = TestDatabase.fresh();
			Flyway.configure().dataSource(database.url(), database.user(), database.password()).load().migrate();
			database.execute(ORDERS);
			Map<String, Object> settings = database.properties();
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("past orders", settings));
		}

	}

}
