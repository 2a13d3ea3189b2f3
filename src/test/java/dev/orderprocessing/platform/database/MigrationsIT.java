package dev.orderprocessing.platform.database;

import java.util.Arrays;
import java.util.List;

import dev.orderprocessing.support.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** The tables of an operator who upgrades. */
class MigrationsIT {

	/** The newest migration of the first release. */
	private static final String FIRST_RELEASE = "20261124120000";

	/**
	 * Migrations that have landed, with their checksums: who edits one breaks the service
	 * of everybody who has run it. A new one is added here when it lands.
	 */
	private static final String LANDED = """
			V20261124010000__journal_create_event_log.sql -406224195
			V20261124010100__journal_create_event_consumer.sql 546985611
			V20261124020000__platform_create_first_start.sql 1325032977
			V20261124020100__platform_create_scheduled_tasks.sql -1917261876
			V20261124020200__platform_create_api_key.sql -372733002
			V20261124020300__platform_create_idempotency_key.sql -1739602001
			V20261124030000__catalog_create_products.sql 742183840
			V20261124040000__customers_create_customers.sql -1898522313
			V20261124050000__inventory_create_stock.sql -664162177
			V20261124060000__pricing_create_taxes_currencies_coupons.sql 1423879766
			V20261124070000__shipping_create_delivery_methods_and_shipments.sql -504168998
			V20261124080000__invoicing_create_invoices.sql -1071809317
			V20261124090000__payments_create_payments.sql 2078025785
			V20261124100000__orders_create_orders.sql -1267432501
			V20261124110000__notifications_create_notification.sql -813121936
			V20261124120000__feedback_create_feedback.sql -1499579504
			V20261124220000__orders_keep_findings_per_run.sql 1834475702
			V20261124221000__platform_create_reference_version.sql -512351242
			V20261124222000__journal_key_events_by_commit.sql -1939353162
			V20261124230000__invoicing_add_seller_to_invoice.sql -928368619
			V20261125010000__shipping_draw_shipment_numbers_in_blocks.sql 490559868
			V20261125011000__orders_tie_packing_to_line.sql 744053092
			V20261125012000__orders_drop_needless_indexes.sql 127287847
			V20261125013000__platform_create_rate_limit_bucket.sql -134046647
			V20261125020000__orders_index_owed.sql 1036345698
			V20261125020100__notifications_index_failed_mails.sql 664578094
			V20261125030000__orders_count_finished_orders.sql 618618548
			V20261125040000__inventory_index_movements_by_warehouse_and_type.sql 1239916618
			V20261125041000__invoicing_issue_with_id.sql -798253144
			V20261125042000__payments_index_intents_by_state.sql 1186674713
			V20261125043000__customers_index_blocked.sql -1562205887
			V20261125044000__orders_index_open_on_account.sql -814978115
			V20261126010000__orders_index_channel_and_status.sql -91426568
			V20261126020000__invoicing_keep_channel.sql -1924159325
			""";

	private final TestDatabase database = TestDatabase.fresh();

	@Test
	void noMigrationThatHasLandedWasEditedOrRemoved() {
		flyway("latest").migrate();

		List<String> ran = this.database
			.texts("SELECT concat_ws(' ', script, checksum) FROM flyway_schema_history ORDER BY installed_rank");
		assertThat(ran).containsAll(LANDED.lines().toList());
		assertThat(ran).hasSameElementsAs(Arrays.stream(flyway("latest").info().all())
			.map((file) -> file.getScript() + " " + file.getChecksum())
			.toList());
		assertThat(flyway("latest").validateWithResult().validationSuccessful).isTrue();
	}

	@Test
	void rowsOfTheFirstReleaseSurviveTheUpgradeToTheNewest() {
		flyway(FIRST_RELEASE).migrate();
		this.database.execute(
				"""
						INSERT INTO customer (id, name, email, status, created_at, version)
						VALUES ('01900000-0000-7000-8000-000000000001', 'Ada Buyer', 'ada@example.org', 'ACTIVE', now(), 0);
						INSERT INTO product (sku, name, status, tax_category, weight_grams, backorderable, max_per_order, version)
						VALUES ('MUG', 'Mug', 'ACTIVE', 'STANDARD', 300, false, 10, 0);
						INSERT INTO product_price (sku, currency, amount) VALUES ('MUG', 'EUR', 12.90);
						INSERT INTO warehouse (code, name, country, priority, active, version)
						VALUES ('MAIN', 'Main', 'DE', 1, true, 0);
						INSERT INTO stock (sku, warehouse, active, on_hand, reserved) VALUES ('MUG', 'MAIN', true, 7, 2);
						INSERT INTO orders (id, number, channel, status, buyer_name, buyer_email, currency, shipping_address,
							delivery_method, partial_delivery, payment_method, payment_status, coupon_codes, metadata, fingerprint,
							prices_include_tax, items_amount, discount_amount, shipping_fee, shipping_tax_rate, shipping_net,
							shipping_tax, shipping_gross, shipping_invoiced, tax_amount, grand_total, invoiced_amount, paid_amount,
							verification_runs, history_entries, feedback_given, placed_at, version)
						VALUES ('01900000-0000-7000-8000-000000000002', 'SO-1', 'WEB', 'PLACED', 'Ada Buyer', 'ada@example.org',
							'EUR', '{}', 'STANDARD', true, 'INVOICE', 'OPEN', '{}', '{}', 'f', true, 0, 0, 0, 0, 0, 0, 0, false, 0, 0,
							0, 0, 2, 2, false, '2026-11-24T10:00:00Z', 0);
						INSERT INTO order_line (id, order_id, line_number, sku, name, weight_grams, tax_category, unit_price,
							services_price, items_amount, discount, tax_rate, net, tax, gross, live_items, live_discount, live_tax,
							live_gross, ordered, cancelled, fulfilled, shipped, delivered, invoiced, returned)
						SELECT CAST('01900000-0000-7000-8000-00000000010' || n AS uuid), '01900000-0000-7000-8000-000000000002', n,
							'MUG', 'Mug', 300, 'STANDARD', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 1, 0, 0, 0
						FROM generate_series(1, 2) AS n;
						INSERT INTO order_packing (id, order_id, line_number, warehouse, packed, shipped)
						VALUES ('01900000-0000-7000-8000-000000000201', '01900000-0000-7000-8000-000000000002', 2, 'MAIN', 2, 1),
							('01900000-0000-7000-8000-000000000202', '01900000-0000-7000-8000-000000000002', 1, 'MAIN', 2, 0);
						SELECT nextval('shipment_number_seq'), nextval('shipment_number_seq');
						INSERT INTO order_finding (order_id, run, position, check_name, outcome, evidence, remedy, overridden,
							checked_at)
						VALUES ('01900000-0000-7000-8000-000000000002', 1, 1, 'PRICE', 'FAIL', 'Dearer.', 'Ask the buyer.', false,
							'2026-11-24T10:00:00Z'),
							('01900000-0000-7000-8000-000000000002', 2, 2, 'STOCK', 'PASS', 'All there.', NULL, false,
							'2026-11-24T11:00:00Z'),
							('01900000-0000-7000-8000-000000000002', 2, 1, 'PRICE', 'FAIL', 'Dearer.', 'Ask the buyer.', true,
							'2026-11-24T11:00:00Z');
						INSERT INTO invoice (id, kind, series, year, sequence, number, order_id, order_number, bill_to_name, bill_to_line1,
							bill_to_city, bill_to_country, payment_method, currency, prices_include_tax, discount, net, tax, gross,
							issued_at, due_date)
						VALUES ('01900000-0000-7000-8000-000000000301', 'INVOICE', 'INV', 2026, 1, 'INV-2026-000001',
							'01900000-0000-7000-8000-000000000002', 'SO-1', 'Ada Buyer', '1 Main St', 'Berlin', 'DE', 'INVOICE', 'EUR',
							true, 0, 1, 0, 1, '2026-11-24T10:00:00Z', '2026-12-24');
						INSERT INTO event_log (id, type, occurred_at, actor, payload)
						VALUES ('01900000-0000-7000-8000-000000000003', 'GoodsReceived', now(), 'test', '{}');
						""");

		flyway("latest").migrate();

		assertThat(this.database.texts("""
				SELECT concat_ws(' ', c.name, p.name, pp.amount::numeric(9, 2), w.code, s.on_hand, s.reserved)
				  FROM stock s JOIN warehouse w ON w.code = s.warehouse JOIN product p ON p.sku = s.sku
				  JOIN product_price pp ON pp.sku = p.sku CROSS JOIN customer c"""))
			.containsExactly("Ada Buyer Mug 12.90 MAIN 7 2");
		assertThat(this.database.texts("""
				SELECT concat_ws(' ', v.run, to_char(v.checked_at AT TIME ZONE 'UTC', 'HH24:MI'), v.findings)
				  FROM order_verification v JOIN orders o ON o.id = v.order_id ORDER BY v.run""")).containsExactly(
				"""
						1 10:00 [{"check": "PRICE", "remedy": "Ask the buyer.", "outcome": "FAIL", "evidence": "Dearer.", "overridden": false}]\
						""",
				"""
						2 11:00 [{"check": "PRICE", "remedy": "Ask the buyer.", "outcome": "FAIL", "evidence": "Dearer.", "overridden": true}, \
						{"check": "STOCK", "outcome": "PASS", "evidence": "All there.", "overridden": false}]\
						""");
		assertThat(this.database.texts("SELECT type FROM event_log")).containsExactly("GoodsReceived");
		assertThat(this.database.texts("""
				SELECT concat_ws(' ', l.line_number, p.warehouse, p.packed, p.shipped)
				  FROM order_packing p JOIN order_line l ON l.id = p.order_line_id ORDER BY l.line_number"""))
			.containsExactly("1 MAIN 2 0", "2 MAIN 2 1");
		assertThat(this.database.texts("SELECT concat_ws(' ', number, channel, seller) FROM invoice"))
			.as("without a seller")
			.containsExactly("INV-2026-000001 WEB");
		assertThatException().as("invoices change no more after the upgrade than before")
			.isThrownBy(() -> this.database.execute("UPDATE invoice SET net = 2, gross = 2"))
			.withStackTraceContaining("an issued invoice never changes");
		assertThat(this.database.texts("SELECT nextval('shipment_number_seq')")).as("beyond all that were drawn")
			.containsExactly("100022");
	}

	private Flyway flyway(String target) {
		return Flyway.configure()
			.dataSource(this.database.url(), this.database.user(), this.database.password())
			.target(target)
			.load();
	}

}
