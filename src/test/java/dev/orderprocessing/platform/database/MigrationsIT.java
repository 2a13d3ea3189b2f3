package dev.orderprocessing.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import dev.orderprocessing.support.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
			V20261124000000__kernel_create_values.sql 1580410327
			V20261124010000__journal_create_event_log.sql 1399987324
			V20261124020000__platform_create_keys_and_jobs.sql 1449878680
			V20261124030000__catalog_create_products.sql 1351585624
			V20261124040000__customers_create_customers.sql 197515704
			V20261124050000__inventory_create_stock.sql -1654935204
			V20261124060000__pricing_create_taxes_currencies_coupons.sql 282493037
			V20261124070000__shipping_create_delivery_methods_and_shipments.sql 238878466
			V20261124080000__invoicing_create_invoices.sql 1525770478
			V20261124090000__payments_create_payments.sql 82940695
			V20261124100000__orders_create_orders.sql -1923847259
			V20261124110000__notifications_create_notification.sql -1577420513
			V20261124120000__feedback_create_feedback.sql 599882258
			V20261128063000__customers_allow_odd_contacts.sql -1443017978
			V20261128063500__platform_bind_answers_to_callers.sql -1272324564
			V20261128064500__kernel_create_values_of_buyers.sql -1350883042
			V20261128064501__orders_add_what_buyers_say.sql 1139394382
			V20261128064800__orders_hide_internal_evidence.sql 71576335
			V20261128064900__orders_keep_role_of_holders.sql -1374838038
			V20261128065500__notifications_tell_of_corrected_tracking.sql -718235080
			V20261128071300__orders_keep_what_was_agreed.sql 1110778324
			V20261128073000__payments_note_what_is_given_up.sql 1533459361
			V20261128073001__orders_remind_of_payment.sql -1870102712
			V20261128073002__notifications_add_payment_kinds.sql -1883129215
			V20261128074500__customers_find_blocked_by_contact.sql 1552778506
			V20261128074501__orders_compare_references_in_one_form.sql -388696239
			V20261128075500__journal_move_reasons.sql 590459362
			V20261128075501__orders_move_reasons.sql 1520163607
			V20261128075502__customers_add_erasure.sql 1110585699
			V20261128075503__platform_find_answers_by_subject.sql -730723573
			V20261128075504__invoicing_let_retention_end.sql -175033705
			V20261128080600__pricing_count_limited_coupons_only.sql 1672962894
			V20261128081800__sources_create_source.sql -445956820
			V20261128081801__orders_add_source.sql 3208242
			""";

	/**
	 * What a migration after a release looks like: rows of those who upgrade get what the
	 * new rule asks for, also where a row never changes otherwise.
	 */
	private static final String SAMPLE = """
			ALTER TABLE invoice ADD COLUMN lines integer;
			ALTER TABLE invoice DISABLE TRIGGER invoice_never_changes;
			UPDATE invoice SET lines = (SELECT count(*) FROM invoice_line l WHERE l.invoice_id = invoice.id);
			ALTER TABLE invoice ENABLE TRIGGER invoice_never_changes;
			ALTER TABLE invoice ALTER COLUMN lines SET NOT NULL,
				ADD CONSTRAINT invoice_has_lines CHECK (lines > 0);
			""";

	private final TestDatabase database = TestDatabase.fresh();

	@TempDir
	private Path later;

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
	void rowsOfTheFirstReleaseSurviveTheUpgradeToTheNewest() throws IOException {
		flyway(FIRST_RELEASE).migrate();
		this.database.execute(
				"""
						INSERT INTO customer (id, name, email, status, created_at, version)
						VALUES ('01900000-0000-7000-8000-000000000001', 'Ada Buyer', 'ada@example.org', 'ACTIVE', now(), 0);
						INSERT INTO product (sku, name, status, tax_category, weight_grams, backorderable, max_per_order, version)
						VALUES ('MUG', 'Mug', 'ACTIVE', 'STANDARD', 300, false, 10, 0);
						INSERT INTO product_price (sku, currency, amount) VALUES ('MUG', 'EUR', 12.90);
						INSERT INTO coupon (code, kind, percent, used, active, version) VALUES ('TEN', 'PERCENT', 10, 1, false, 0);
						INSERT INTO warehouse (code, name, country, priority, active, version)
						VALUES ('MAIN', 'Main', 'DE', 1, true, 0);
						INSERT INTO stock (sku, warehouse, active, on_hand, reserved) VALUES ('MUG', 'MAIN', true, 7, 2);
						INSERT INTO orders (id, number, channel, status, buyer_name, buyer_email, currency, shipping_address,
							delivery_method, partial_delivery, payment_method, payment_status, coupon_codes, metadata, fingerprint,
							prices_include_tax, items_amount, discount_amount, shipping_fee, shipping_tax_rate, shipping_net,
							shipping_tax, shipping_gross, shipping_invoiced, tax_amount, grand_total, invoiced_amount, paid_amount,
							verification_runs, history_entries, feedback_given, placed_at, version)
						VALUES ('01a20cff-7d00-7000-8000-000000000002', 'SO-1', 'WEB', 'PLACED', 'Ada Buyer', 'ada@example.org',
							'EUR', '{}', 'STANDARD', true, 'INVOICE', 'OPEN', '{ten,few}', '{}', 'f', true, 0, 0, 0, 0, 0, 0, 0, false, 0, 0,
							0, 0, 2, 2, false, '2026-11-24T10:00:00Z', 0);
						INSERT INTO order_line (id, order_id, line_number, sku, name, weight_grams, tax_category, unit_price,
							services_price, items_amount, discount, tax_rate, net, tax, gross, live_items, live_discount, live_tax,
							live_gross, ordered, cancelled, fulfilled, shipped, delivered, invoiced, returned)
						SELECT CAST('01900000-0000-7000-8000-00000000010' || n AS uuid), '01a20cff-7d00-7000-8000-000000000002', n,
							'MUG', 'Mug', 300, 'STANDARD', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 1, 0, 0, 0
						FROM generate_series(1, 2) AS n;
						INSERT INTO order_packing (id, order_id, order_line_id, warehouse, packed, shipped)
						VALUES ('01900000-0000-7000-8000-000000000201', '01a20cff-7d00-7000-8000-000000000002',
								'01900000-0000-7000-8000-000000000102', 'MAIN', 2, 1),
							('01900000-0000-7000-8000-000000000202', '01a20cff-7d00-7000-8000-000000000002',
								'01900000-0000-7000-8000-000000000101', 'MAIN', 2, 0);
						UPDATE orders SET external_reference = 'WEB-1';
						INSERT INTO orders SELECT (jsonb_populate_record(o, '{"id": "01a20cff-7d00-7000-8000-000000000009",
							"number": "SO-9", "coupon_codes": [], "external_reference": "\uff37\uff25\uff22-1"}')).* FROM orders o;
						SELECT nextval('shipment_number_seq'), nextval('shipment_number_seq');
						INSERT INTO order_verification (order_id, run, checked_at, findings)
						VALUES ('01a20cff-7d00-7000-8000-000000000002', 1, '2026-11-24T10:00:00Z',
							'[{"check": "PRICE", "outcome": "FAIL", "evidence": "Dearer.", "remedy": "Ask the buyer."},
							  {"check": "CUSTOMER", "outcome": "FAIL", "evidence": "Customer 7 is blocked: Owes.", "remedy": "Ask."},
							  {"check": "CREDIT", "outcome": "PASS", "evidence": "5.00 EUR of 9.00 EUR credit used."},
							  {"check": "DUPLICATE", "outcome": "WARN", "evidence": "Order SO-7 has the same.", "remedy": "Ask."}]');
						INSERT INTO invoice (id, kind, series, year, sequence, number, order_id, order_number, channel, seller,
							bill_to_name, bill_to_line1, bill_to_city, bill_to_country, payment_method, currency,
							prices_include_tax, discount, net, tax, gross, issued_at, due_date)
						VALUES ('01a20cff-7d00-7000-8000-000000000301', 'INVOICE', 'INV', 2026, 1, 'INV-2026-000001',
							'01a20cff-7d00-7000-8000-000000000002', 'SO-1', 'WEB', '{"name": "Our Shop"}', 'Ada Buyer',
							'1 Main St', 'Berlin', 'DE', 'INVOICE', 'EUR', true, 0, 1, 0, 1, '2026-11-24T10:00:00Z', '2026-12-24');
						INSERT INTO invoice_line (invoice_id, line_number, sku, description, quantity, unit_price, discount,
							tax_rate, net, tax, gross)
						VALUES ('01a20cff-7d00-7000-8000-000000000301', 1, 'MUG', 'Mug', 1, 1, 0, 0, 1, 0, 1);
						INSERT INTO coupon (code, kind, percent, max_uses, used, active, version)
						VALUES ('FEW', 'PERCENT', 5, 2, 1, true, 0);
						INSERT INTO event_log (id, type, occurred_at, actor, payload)
						VALUES ('01900000-0000-7000-8000-000000000003', 'GoodsReceived', now(), 'test', '{}');
						INSERT INTO api_key (id, name, key_hash, role, channel, created_at)
						SELECT CAST('01900000-0000-7000-8000-00000000040' || n AS uuid), name, sha256(convert_to(n::text, 'UTF8')),
							'OPS', channel, now()
						FROM (VALUES (1, 'desk', 'PHONE'), (2, 'desk', 'PHONE'), (3, 'shop', 'WEB'), (4, 'shop', NULL))
							AS k (n, name, channel);
						INSERT INTO idempotency_key (caller, operation, key, fingerprint, state, status, body, created_at)
						SELECT caller, operation, 'k', sha256(convert_to('', 'UTF8')), 'FINAL', 201, convert_to(body, 'UTF8'), now()
						FROM (VALUES ('desk', 'issueApiKey', '{"key": {"name": "x"}, "secret": "op_canary"}'),
							('shop', 'placeOrder', '{"number": "SO-1"}')) AS a (caller, operation, body);
						""");
		Files.writeString(this.later.resolve("V99991231000000__invoicing_count_lines.sql"), SAMPLE);

		flyway("latest").migrate();

		assertThat(this.database.texts("""
				SELECT concat_ws(' ', c.name, p.name, pp.amount::numeric(9, 2), w.code, s.on_hand, s.reserved)
				  FROM stock s JOIN warehouse w ON w.code = s.warehouse JOIN product p ON p.sku = s.sku
				  JOIN product_price pp ON pp.sku = p.sku CROSS JOIN customer c"""))
			.containsExactly("Ada Buyer Mug 12.90 MAIN 7 2");
		assertThat(this.database.texts("""
				SELECT concat_ws(' ', o.number, o.status, v.run, v.findings #>> '{0,remedy}')
				  FROM order_verification v JOIN orders o ON o.id = v.order_id"""))
			.containsExactly("SO-1 PLACED 1 Ask the buyer.");
		assertThat(this.database.texts("""
				SELECT concat_ws(' / ', f ->> 'check', f ->> 'evidence', f ->> 'internal')
				  FROM order_verification, jsonb_array_elements(findings) AS f""")).containsExactly("PRICE / Dearer.",
				"CUSTOMER / Customer 7 is blocked. / Customer 7 is blocked: Owes.",
				"CREDIT / The order is within the customer's credit. / 5.00 EUR of 9.00 EUR credit used.",
				"DUPLICATE / An order of the same buyer has the same lines and is little older. / Order SO-7 has the same.");
		assertThat(this.database.texts("SELECT concat_ws(' ', place, code, percent) FROM order_coupon"))
			.as("what its coupon takes off")
			.containsExactly("1 TEN 10.00", "2 FEW 5.00");
		assertThat(
				this.database.texts("SELECT concat_ws(' ', number, reference_repetition) FROM orders ORDER BY number"))
			.as("the same reference in another form")
			.containsExactly("SO-1 0", "SO-9 1");
		assertThat(this.database.texts("SELECT concat_ws(' ', code, used) FROM coupon ORDER BY code"))
			.as("only limited ones are counted")
			.containsExactly("FEW 1", "TEN 0");
		assertThat(this.database.texts("SELECT number FROM orders WHERE coupon_codes @> '{TEN,FEW}'"))
			.containsExactly("SO-1");
		assertThat(this.database.texts("SELECT type FROM event_log")).containsExactly("GoodsReceived");
		assertThat(this.database.texts("""
				SELECT concat_ws(' ', l.line_number, p.warehouse, p.packed, p.shipped)
				  FROM order_packing p JOIN order_line l ON l.id = p.order_line_id ORDER BY l.line_number"""))
			.containsExactly("1 MAIN 2 0", "2 MAIN 2 1");
		assertThat(this.database.texts("SELECT concat_ws(' ', number, channel, seller ->> 'name', lines) FROM invoice"))
			.as("with what the sample has added")
			.containsExactly("INV-2026-000001 WEB Our Shop 1");
		assertThatException().as("invoices change no more after the upgrade than before")
			.isThrownBy(() -> this.database.execute("UPDATE invoice SET net = 2, gross = 2"))
			.withStackTraceContaining("an issued invoice never changes");
		assertThat(this.database.texts("""
				SELECT concat_ws(' ', caller, '<' || bound_to || '>', convert_from(body, 'UTF8')::jsonb - 'remedy')
				  FROM idempotency_key ORDER BY caller""")).as("without secrets, for whoever all had the same channel")
			.containsExactly("desk <PHONE> {\"key\": {\"name\": \"x\"}}", "shop <> {\"number\": \"SO-1\"}");
		assertThat(this.database.texts("SELECT nextval('shipment_number_seq')")).as("beyond all that were drawn")
			.containsExactly("100041");
	}

	/** Before, nobody gave them up, and some said so all the same. */
	@Test
	void whatCardsAreAuthorisedForBeyondWhatIsOwedIsGivenUpAfterTheUpgrade() {
		flyway(FIRST_RELEASE).migrate();
		order(1, "CANCELLED", "VOIDED", 0, 0);
		payment(1, 1, "AUTHORIZED", 30);
		order(2, "VERIFIED", "PENDING", 60, 0);
		payment(2, 2, "AUTHORIZED", 50);
		payment(3, 2, "AUTHORIZED", 50);
		order(3, "CONFIRMED", "PAID", 20, 20);
		payment(4, 3, "AUTHORIZED", 25);
		order(4, "CANCELLED", "VOIDED", 0, 0);
		payment(5, 4, "VOIDED", 10);

		flyway("latest").migrate();

		assertThat(this.database
			.texts("""
					SELECT concat_ws(' ', o.number, o.payment_status, p.status, (p.amount - p.voided)::numeric(9, 2), 'keeps',
						(p.amount - p.captured - p.voided - p.void_refused)::numeric(9, 2), p.void_again_at <= now(),
						p.expires_at - p.created_at)
					  FROM payment p JOIN orders o ON o.id = p.order_id ORDER BY p.id"""))
			.containsExactly("SO-1 AUTHORIZED AUTHORIZED 30.00 keeps 0.00 t 7 days",
					"SO-2 AUTHORIZED AUTHORIZED 50.00 keeps 10.00 t 7 days",
					"SO-2 AUTHORIZED AUTHORIZED 50.00 keeps 50.00 7 days",
					"SO-3 PAID AUTHORIZED 25.00 keeps 0.00 t 7 days", "SO-4 VOIDED VOIDED 0.00 keeps 0.00 7 days");
	}

	private void order(int number, String status, String paymentStatus, int total, int paid) {
		this.database.execute(
				"""
						INSERT INTO orders (id, number, channel, status, buyer_name, buyer_email, currency, shipping_address,
							delivery_method, partial_delivery, payment_method, payment_token, payment_status, coupon_codes, metadata,
							fingerprint, prices_include_tax, items_amount, discount_amount, shipping_fee, shipping_tax_rate,
							shipping_net, shipping_tax, shipping_gross, shipping_invoiced, tax_amount, grand_total, invoiced_amount,
							paid_amount, verification_runs, history_entries, feedback_given, placed_at, version)
						VALUES ('01a20cff-7d00-7000-8000-00000000010%1$d', 'SO-%1$d', 'WEB', '%2$s', 'Ada Buyer', 'ada@example.org',
							'EUR', '{}', 'STANDARD', true, 'CARD', 'tok_approve', '%3$s', '{}', '{}', 'f', true, 0, 0, 0, 0, 0, 0, 0,
							false, 0, %4$d, %5$d, %5$d, 1, 1, false, '2026-11-24T10:00:00Z', 0)"""
					.formatted(number, status, paymentStatus, total, paid));
	}

	private void payment(int number, int order, String status, int amount) {
		this.database.execute("""
				INSERT INTO payment (id, order_id, method, status, currency, amount, reference, created_at, version)
				VALUES ('01a20cff-7d00-7000-8000-00000000020%d', '01a20cff-7d00-7000-8000-00000000010%d', 'CARD', '%s',
					'EUR', %d, 'r', '2026-11-24T10:00:00Z', 0)""".formatted(number, order, status, amount));
	}

	@Test
	void wordsOfPeopleMoveOutOfWhatIsKeptForEver() {
		flyway(FIRST_RELEASE).migrate();
		this.database.execute(
				"""
						INSERT INTO orders (id, number, channel, status, buyer_name, buyer_email, currency, shipping_address,
							delivery_method, partial_delivery, payment_method, payment_status, coupon_codes, metadata, fingerprint,
							prices_include_tax, items_amount, discount_amount, shipping_fee, shipping_tax_rate, shipping_net,
							shipping_tax, shipping_gross, shipping_invoiced, tax_amount, grand_total, invoiced_amount, paid_amount,
							verification_runs, history_entries, feedback_given, placed_at, version)
						VALUES ('01a20cff-7d00-7000-8000-000000000002', 'SO-1', 'WEB', 'PLACED', 'Ada Buyer', 'ada@example.org',
							'EUR', '{}', 'STANDARD', true, 'INVOICE', 'OPEN', '{}', '{}', 'f', true, 0, 0, 0, 0, 0, 0, 0, false, 0, 0,
							0, 0, 2, 2, false, '2026-11-24T10:00:00Z', 0);
						INSERT INTO order_history (order_id, entry, from_status, to_status, command, actor, at, reason)
						VALUES ('01a20cff-7d00-7000-8000-000000000002', 1, NULL, 'PLACED', 'place', 'shop', now(), NULL),
							('01a20cff-7d00-7000-8000-000000000002', 2, 'PLACED', 'PLACED', 'hold', 'desk', now(), 'OTHER: Ada is ill'),
							('01a20cff-7d00-7000-8000-000000000002', 3, 'PLACED', 'PLACED', 'ship', 'desk', now(), 'SH-100001');
						INSERT INTO event_log (id, type, order_id, order_sequence, occurred_at, actor, payload)
						VALUES ('01900000-0000-7000-8000-000000000003', 'OrderHeld', '01a20cff-7d00-7000-8000-000000000002', 1,
								now(), 'desk', '{"orderNumber": "SO-1", "reason": "Ada is ill"}'),
							('01900000-0000-7000-8000-000000000004', 'OrderCancelled', '01a20cff-7d00-7000-8000-000000000002', 2,
								now(), 'desk', '{"orderNumber": "SO-1", "reason": ""}');
						INSERT INTO idempotency_key (caller, operation, key, fingerprint, state, status, body, created_at)
						SELECT 'shop', 'o' || n, 'k', sha256(convert_to('', 'UTF8')), 'FINAL', 201, convert_to(body, 'UTF8'), now()
						FROM (VALUES (1, '{"id":"01a20cff-7d00-7000-8000-000000000002","number":"SO-1"}'),
							(2, '{"id":"01a20cff-7d00-7000-8000-000000000009","orderId":"01a20cff-7d00-7000-8000-000000000002"}'),
							(3, '{"items":["ä"]}')) AS a (n, body);
						""");

		flyway("latest").migrate();

		assertThat(this.database.texts("""
				SELECT concat_ws(' | ', h.entry, h.reason, r.reason)
				  FROM order_history h LEFT JOIN order_history_reason r USING (order_id, entry) ORDER BY 1"""))
			.containsExactly("1", "2 | OTHER: Ada is ill", "3 | SH-100001");
		assertThat(this.database.texts("SELECT 1 FROM order_history WHERE reason LIKE '%Ada%'")).isEmpty();
		assertThat(this.database.texts("""
				SELECT concat_ws(' | ', e.payload, r.order_id, r.reason)
				  FROM event_log e LEFT JOIN event_reason r ON r.event_id = e.id ORDER BY e.order_sequence"""))
			.containsExactly("{\"orderNumber\": \"SO-1\"} | 01a20cff-7d00-7000-8000-000000000002 | Ada is ill",
					"{\"reason\": \"\", \"orderNumber\": \"SO-1\"}");
		assertThatException().as("the log is as it was: nobody changes it")
			.isThrownBy(() -> this.database.execute("UPDATE event_log SET actor = 'nobody'"))
			.withStackTraceContaining("append-only");
		assertThatException().as("nor writes words into it")
			.isThrownBy(() -> this.database.execute("""
					INSERT INTO event_log (id, type, occurred_at, actor, payload)
					VALUES (gen_random_uuid(), 'OrderHeld', now(), 'x', '{"reason": "Ada"}')"""))
			.withStackTraceContaining("event_log_reason_is_beside");
		assertThat(this.database.texts("SELECT concat_ws(' ', operation, subject) FROM idempotency_key ORDER BY 1"))
			.containsExactly("o1 01a20cff-7d00-7000-8000-000000000002", "o2 01a20cff-7d00-7000-8000-000000000002",
					"o3");
	}

	private Flyway flyway(String target) {
		return Flyway.configure()
			.dataSource(this.database.url(), this.database.user(), this.database.password())
			.locations("classpath:db/migration", "filesystem:" + this.later)
			.target(target)
			.load();
	}

}
