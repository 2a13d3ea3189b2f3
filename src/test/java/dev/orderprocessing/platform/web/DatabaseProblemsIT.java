package dev.orderprocessing.platform.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The modules explain what a client can violate, and nothing else: each constraint named
 * here or there exists.
 */
@IntegrationTest
class DatabaseProblemsIT {

	/** The service draws or makes the value, or the other side of a call does. */
	private static final String MADE = """
			api_key_hash_unique api_key_pkey backorder_pkey customer_pk event_log_id event_log_pk event_parked_pk event_reason_pk
			feedback_pk invoice_number_unique invoice_pk invoice_sequence_once notification_pk order_hold_pk
			order_line_pk order_line_service_pk order_packing_pk orders_number_unique orders_pk
			payment_intent_gateway_reference_once payment_intent_pk payment_pk shipment_number_unique shipment_pk
			simulated_gateway_operation_pk simulated_gateway_operation_reference_unique stock_movement_pkey""";

	/** Written while the order, or another row that it hangs on, is locked. */
	private static final String UNDER_A_LOCK = """
			invoice_line_pk invoice_tax_pk order_coupon_once order_coupon_pk order_history_pk order_history_reason_pk
			order_line_number_unique order_packing_once
			order_verification_pk payment_intent_one_authorization payment_intent_one_capture shipment_line_pk""";

	/** Written with ON CONFLICT, or never by a request. */
	private static final String AT_PEACE = """
			currency_setting_pk event_consumer_pk event_parked_once finished_orders_pk first_start_pk
			flyway_schema_history_pk idempotency_key_pk invoice_counter_pk notification_once_per_event
			order_transition_pk payment_allocation_pk rate_limit_bucket_pk receivable_pk reference_version_pk
			reservation_pkey scheduled_tasks_pk stock_pkey tax_rate_pk""";

	/** Limits between figures of a row that is locked before they are compared. */
	private static final String KEPT_UNDER_A_LOCK = """
			order_line_delivered_and_invoiced_within_shipped order_line_fulfilled_within_live
			order_line_returned_within_delivered order_line_shipped_within_fulfilled
			order_packing_shipped_within_packed orders_not_invoiced_beyond_total payment_allocated_within_amount
			payment_captured_within_authorized payment_refunded_within_paid receivable_paid_within_gross""";

	private final JdbcClient jdbc;

	private final DatabaseProblems problems;

	@Autowired
	DatabaseProblemsIT(JdbcClient jdbc, DatabaseProblems problems) {
		this.jdbc = jdbc;
		this.problems = problems;
	}

	@Test
	void explainsConstraintsThatTheDatabaseHas() {
		List<String> known = names("""
				SELECT conname FROM pg_constraint
				UNION ALL
				SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indisunique""");
		assertThat(this.problems.explainedConstraints()).isNotEmpty().allMatch(known::contains);
	}

	@Test
	void explainsEveryKeyThatAClientMayBeSecondToUse() {
		assertAllAccountedFor(names("""
				SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
				WHERE i.indisunique AND c.relnamespace = current_schema()::regnamespace"""), MADE, UNDER_A_LOCK,
				AT_PEACE);
	}

	/**
	 * What one value must be like, the values check themselves. What two figures must be
	 * like, a race can break.
	 */
	@Test
	void explainsEveryLimitThatARaceCanReach() {
		assertAllAccountedFor(names("""
				SELECT conname FROM pg_constraint WHERE contype = 'c'
				AND connamespace = current_schema()::regnamespace AND conname ~ '_(within|beyond)_|_limit$'"""),
				KEPT_UNDER_A_LOCK);
	}

	private void assertAllAccountedFor(List<String> names, String... outOfReach) {
		Set<String> others = Stream.of(outOfReach)
			.flatMap((group) -> Stream.of(group.split("\\s+", -1)))
			.collect(Collectors.toSet());
		assertThat(names).as("explained by a module, or out of the reach of clients")
			.filteredOn((name) -> !this.problems.explainedConstraints().contains(name))
			.containsExactlyInAnyOrderElementsOf(others);
	}

	private List<String> names(String sql) {
		return this.jdbc.sql(sql).query((row, _) -> String.valueOf(row.getString(1))).list();
	}

	@Test
	void namesTheRuleOfADomainAsThatOfATable() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.jdbc.sql("UPDATE product_price SET currency = 'eur'").update())
			.satisfies((refused) -> assertThat(this.problems.explain(refused))
				.hasMessage("A rule of the data refuses this (currency code form)."));
	}

}
