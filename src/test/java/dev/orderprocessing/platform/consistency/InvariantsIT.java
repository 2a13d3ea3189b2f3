package dev.orderprocessing.platform.consistency;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import dev.orderprocessing.kernel.database.Invariant;
import dev.orderprocessing.kernel.database.Invariants;
import dev.orderprocessing.orders.DemoOrders;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import dev.orderprocessing.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each rule of the consistency check bites: for each, something is broken that it must
 * find, in a transaction that is rolled back.
 */
@IntegrationTest
@ContextConfiguration(initializers = InvariantsIT.OwnDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvariantsIT {

	/** Tables are altered here, which would hold up other tests. */
	private static final TestDatabase DATABASE = TestDatabase.fresh();

	/** Confirmed, paid in cash. */
	private static final String COMPLETE = order(DemoOrders.COMPLETE);

	/** Invoiced, nothing paid. */
	private static final String TO_PAY = order(DemoOrders.TO_PAY);

	/** Invoiced and paid; was held, and is not any more. */
	private static final String TO_CONFIRM = order(DemoOrders.TO_CONFIRM);

	/**
	 * What breaks each rule. There is one order with a backorder, of which some units are
	 * reserved, and one that was paid by card and has gone the whole way.
	 */
	private static final List<Sabotage> SABOTAGES = List.of(
			sabotage("events-numbered-without-gaps",
					"DELETE FROM event_log WHERE order_sequence = 2 AND order_id = " + COMPLETE),
			sabotage("events-of-an-order-in-sequence",
					"UPDATE event_log SET tx = '9000000000' WHERE order_sequence = 1 AND order_id = " + COMPLETE),
			sabotage("order-totals-add-up", "UPDATE orders SET tax_amount = tax_amount + 0.01 WHERE id = " + COMPLETE),
			sabotage("order-totals-add-up", "DELETE FROM order_line WHERE order_id = " + COMPLETE),
			sabotage("order-lines-price-times-quantity",
					"UPDATE order_line SET live_gross = live_gross + 1 WHERE order_id = " + COMPLETE),
			sabotage("order-units-conserved", "UPDATE backorder SET quantity = quantity + 1"),
			sabotage("order-stock-belongs-to-a-line", "UPDATE backorder SET line_number = 99"),
			sabotage("order-packed-units-counted",
					"UPDATE order_packing SET packed = packed + 1 WHERE order_id = " + COMPLETE),
			sabotage("order-shipments-counted",
					"UPDATE shipment SET delivered_at = NULL, proof = NULL WHERE order_id = " + COMPLETE),
			sabotage("order-goods-issued",
					"UPDATE stock_movement SET quantity = quantity - 1 WHERE type = 'ISSUE' AND order_id = "
							+ COMPLETE),
			sabotage("order-invoices-counted",
					"UPDATE orders SET invoiced_amount = invoiced_amount - 0.01 WHERE id = " + TO_PAY),
			sabotage("order-invoices-counted", "DELETE FROM order_line WHERE order_id = " + TO_PAY),
			sabotage("order-invoices-in-its-channel",
					"UPDATE invoice SET channel = 'PHONE' WHERE order_id = " + COMPLETE),
			sabotage("order-fully-invoiced-equals-total",
					"UPDATE orders SET invoiced_amount = invoiced_amount - 0.01 WHERE id = " + TO_PAY),
			sabotage("order-payments-counted", "UPDATE payment SET amount = amount + 1 WHERE order_id = " + COMPLETE),
			sabotage("order-milestone-follows-units", "UPDATE orders SET status = 'SHIPPED' WHERE id = " + COMPLETE),
			sabotage("order-milestone-follows-units", "DELETE FROM order_line WHERE order_id = " + COMPLETE),
			sabotage("order-history-complete", "DELETE FROM order_history WHERE entry = 2 AND order_id = " + COMPLETE),
			sabotage("order-history-complete", "DELETE FROM order_history WHERE order_id = " + COMPLETE),
			sabotage("erased-orders-say-nothing", """
					UPDATE orders SET erased_at = now(), buyer_name = 'erased', metadata = '{}', buyer_email = NULL,
						buyer_phone = NULL, buyer_language = NULL, buyer_company = NULL, buyer_vat_id = NULL,
						buyer_reference = NULL, external_reference = NULL, billing_address = NULL, payment_token = NULL,
						note = NULL
					WHERE id = %s""".formatted(COMPLETE)), sabotage("order-held-is-not-moved", """
					UPDATE order_hold SET placed_at = '2000-01-01', released_at = NULL, released_by = NULL
					WHERE order_id = %s""".formatted(TO_CONFIRM)),
			sabotage("order-confirmed-owes-nothing",
					"ALTER TABLE orders DROP CONSTRAINT orders_confirmed_is_invoiced_and_paid",
					"UPDATE orders SET paid_amount = paid_amount - 1 WHERE id = " + COMPLETE),
			sabotage("order-confirmed-owes-nothing",
					"UPDATE order_line SET delivered = delivered - 1 WHERE order_id = " + COMPLETE),
			sabotage("order-confirmed-owes-nothing",
					"UPDATE order_hold SET order_id = " + COMPLETE + " WHERE released_at IS NULL"),
			sabotage("invoice-numbers-gap-free", "UPDATE invoice_counter SET last = last + 1"),
			sabotage("invoices-add-up", "UPDATE invoice_line SET net = net + 1, gross = gross + 1"),
			sabotage("invoice-tax-by-rate", "UPDATE invoice_tax SET tax = tax + 1"),
			sabotage("one-confirmation-mail-per-order", """
					INSERT INTO notification (id, order_id, event_id, kind, recipient, subject, body, status,
					created_at)
					SELECT gen_random_uuid(), %s, gen_random_uuid(), 'ORDER_CONFIRMED', 'a@example.org',
					'Again', 'Again', 'FAILED', now()
					FROM generate_series(1, 2)""".formatted(COMPLETE)),
			sabotage("shipments-carry-goods", "DELETE FROM shipment_line"),
			sabotage("deliveries-follow-dispatch",
					"ALTER TABLE shipment DROP CONSTRAINT shipment_delivered_after_dispatch",
					"UPDATE shipment SET delivered_at = dispatched_at - interval '1 second' WHERE order_id = "
							+ COMPLETE),
			sabotage("delivery-methods-have-a-tariff", "DELETE FROM delivery_rate WHERE method = 'STANDARD'"),
			sabotage("stock-on-hand-equals-movements", "UPDATE stock SET on_hand = on_hand + 1"),
			sabotage("stock-movements-add-up",
					"UPDATE stock_movement SET on_hand_after = on_hand_after + 1 WHERE type = 'ISSUE' AND order_id = "
							+ COMPLETE),
			sabotage("stock-reserved-equals-reservations",
					"UPDATE stock SET reserved = reserved + 1 WHERE on_hand > reserved"),
			sabotage("stock-never-oversold", "ALTER TABLE stock DROP CONSTRAINT stock_reserved_within_on_hand",
					"UPDATE stock SET reserved = on_hand + 1"),
			sabotage("backorders-do-not-wait-beside-stock",
					"UPDATE stock SET on_hand = on_hand + 1 WHERE sku IN (SELECT sku FROM backorder)"),
			sabotage("reservations-and-backorders-are-of-one-sku", "UPDATE backorder SET sku = 'MUG-BLUE'"),
			sabotage("captures-within-authorization", "UPDATE payment SET captured = 0 WHERE captured > 0"),
			sabotage("voids-within-authorization",
					"UPDATE payment SET voided = 1 WHERE status = 'AUTHORIZED' AND captured = 0"),
			sabotage("voids-within-authorization",
					"UPDATE payment SET voiding = 1 WHERE status = 'AUTHORIZED' AND captured = 0"),
			sabotage("order-authorised-within-balance",
					"UPDATE payment SET captured = captured - 0.01 WHERE status = 'AUTHORIZED' AND captured = amount"),
			sabotage("order-authorised-within-balance",
					"ALTER TABLE payment DROP CONSTRAINT payment_captured_within_authorized",
					"UPDATE payment SET amount = amount + 1 WHERE status = 'AUTHORIZED' AND captured = 0"),
			sabotage("order-waits-only-for-open-calls",
					"UPDATE orders SET payment_status = 'PENDING' WHERE id = " + COMPLETE),
			sabotage("order-waits-only-for-open-calls",
					"UPDATE orders SET payment_status = 'UNKNOWN' WHERE id = " + TO_PAY),
			sabotage("refunds-within-captures", "UPDATE payment SET refunded = 1 WHERE status = 'CAPTURED'"),
			sabotage("refunds-within-captures", "ALTER TABLE payment DROP CONSTRAINT payment_refunded_within_paid",
					"UPDATE payment SET refunding = amount + 1 WHERE status = 'CAPTURED'", """
							INSERT INTO payment_intent (id, order_id, payment_id, operation, amount, currency, state,
							created_at)
							SELECT gen_random_uuid(), order_id, id, 'REFUND', refunding, currency, 'PENDING', now()
							FROM payment
							WHERE refunding > 0"""),
			sabotage("allocations-within-payments",
					"UPDATE payment SET allocated = allocated - 1 WHERE order_id = " + COMPLETE),
			sabotage("allocations-within-invoices",
					"UPDATE receivable SET paid = paid - 1 WHERE order_id = " + COMPLETE),
			sabotage("money-stays-with-its-order",
					"UPDATE payment_allocation SET order_id = gen_random_uuid() WHERE order_id = " + COMPLETE),
			sabotage("outcomes-recorded-once",
					"UPDATE payment_intent SET state = 'DECLINED' WHERE operation = 'CAPTURE'"),
			sabotage("gateway-agrees", "UPDATE simulated_gateway_operation SET amount = amount + 1"),
			sabotage("gateway-agrees",
					"UPDATE simulated_gateway_operation SET created_at = now() - interval '11 minutes'",
					"UPDATE payment_intent SET state = 'UNKNOWN', resolved_at = NULL WHERE operation = 'CAPTURE'"),
			sabotage("coupon-uses-within-limit", "ALTER TABLE coupon DROP CONSTRAINT coupon_used_within_limit",
					"UPDATE coupon SET max_uses = 1, used = 2 WHERE code = 'WELCOME10'"),
			sabotage("order-coupons-counted", "UPDATE coupon SET max_uses = 9, used = 1 WHERE code = 'MINUS5'"));

	private final Api api;

	private final List<Invariant> invariants;

	@Autowired
	InvariantsIT(Api api, ObjectProvider<Invariants> modules) {
		this.api = api;
		this.invariants = modules.orderedStream().flatMap((module) -> module.list().stream()).toList();
	}

	@BeforeAll
	void placeWhatTheDemoLacks() {
		Shop shop = Shop.demo(this.api.url());
		Answer waiting = shop.placed(Cart.of(shop.backorderable("20.00", 2), 5));
		assertThat(waiting.number("/lines/0/quantities/backordered")).isEqualTo(3);
		String byCard = shop.delivered(Cart.of(shop.product("20.00", 2), 1).paidByCard("tok_approve"));
		assertThat(shop.status(byCard)).isEqualTo("CONFIRMED");
		shop.place(Cart.of(shop.product("20.00", 2), 1).paidByCard("tok_approve"));
	}

	@AfterAll
	void theBooksAreExact() {
		this.api.asOps().get("/consistency").ok().has("/sound", true);
	}

	@Test
	void eachHasASabotage() {
		assertThat(SABOTAGES.stream().map(Sabotage::invariant).distinct())
			.as("a new invariant needs a sabotage in %s that it finds; one that is gone needs none", "SABOTAGES")
			.containsExactlyInAnyOrderElementsOf(this.invariants.stream().map(Invariant::name).toList());
	}

	static List<Sabotage> sabotages() {
		return SABOTAGES;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("sabotages")
	void finds(Sabotage sabotage) throws SQLException {
		String violations = this.invariants.stream()
			.filter((invariant) -> invariant.name().equals(sabotage.invariant()))
			.findFirst()
			.orElseThrow(() -> new AssertionError("There is no invariant " + sabotage.invariant()))
			.violations();
		try (Connection connection = DATABASE.connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			assertThat(offenders(statement, violations)).as("before").isEmpty();
			// neither triggers nor foreign keys
			statement.execute("SET LOCAL session_replication_role = replica");
			for (String sql : sabotage.statements()) {
				statement.execute(sql);
				assertThat(sql.startsWith("ALTER") || statement.getUpdateCount() > 0).as("%s does something", sql)
					.isTrue();
			}
			assertThat(offenders(statement, violations)).as("offenders after %s", sabotage.statements()).isNotEmpty();
			connection.rollback();
		}
	}

	private static List<String> offenders(Statement statement, String violations) throws SQLException {
		List<String> offenders = new ArrayList<>();
		try (ResultSet rows = statement.executeQuery(violations)) {
			while (rows.next()) {
				offenders.add(rows.getString(1));
			}
		}
		return offenders;
	}

	private static String order(String number) {
		return "(SELECT id FROM orders WHERE number = '%s')".formatted(number);
	}

	private static Sabotage sabotage(String invariant, String... statements) {
		return new Sabotage(invariant, List.of(statements));
	}

	/**
	 * What breaks a rule.
	 *
	 * @param statements constraints that stand in the way are dropped first
	 */
	record Sabotage(String invariant, List<String> statements) {

		@Override
		public String toString() {
			return this.invariant + ": " + this.statements.getLast();
		}

	}

	static class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("own database", DATABASE.properties()));
		}

	}

}
