package dev.orderprocessing.orders;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.database.AfterCommit;
import dev.orderprocessing.kernel.database.SqlArrays;
import dev.orderprocessing.kernel.database.Writes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The append-only records of orders, and the questions that verification asks of other
 * orders; plain SQL.
 */
@Repository
class OrderRecords {

	private final JdbcClient jdbc;

	private final Writes writes;

	private final JsonMapper json;

	private final MeterRegistry meters;

	OrderRecords(JdbcClient jdbc, Writes writes, JsonMapper json, MeterRegistry meters) {
		this.meters = meters;
		this.jdbc = jdbc;
		this.writes = writes;
		this.json = json;
	}

	/** Adds the history of a command, all of which was written at the same time. */
	void addHistory(UUID orderId, List<HistoryEntry> entries) {
		if (entries.isEmpty()) {
			return;
		}
		this.writes.add("""
				INSERT INTO order_history (order_id, entry, from_status, to_status, command, actor, at, reason)
				SELECT ?, entry, from_status, to_status, command, actor, CAST(at AS timestamptz), reason
				  FROM unnest(?, ?, ?, ?, ?, ?, ?)
				       AS step (entry, from_status, to_status, command, actor, at, reason)""",
				List.of(orderId, SqlArrays.numbers(entries, HistoryEntry::entry),
						SqlArrays.texts(entries, HistoryEntry::from), SqlArrays.texts(entries, HistoryEntry::to),
						SqlArrays.texts(entries, HistoryEntry::command), SqlArrays.texts(entries, HistoryEntry::actor),
						SqlArrays.texts(entries, HistoryEntry::at), SqlArrays.texts(entries, HistoryEntry::reason)));
	}

	List<HistoryEntry> history(UUID orderId) {
		return this.jdbc.sql("""
				SELECT entry, from_status, to_status, command, actor, at, reason
				  FROM order_history WHERE order_id = :order ORDER BY entry""")
			.param("order", orderId)
			.query((row, n) -> {
				String from = row.getString("from_status");
				return new HistoryEntry(row.getInt("entry"), (from != null) ? OrderStatus.valueOf(from) : null,
						OrderStatus.valueOf(row.getString("to_status")), row.getString("command"),
						row.getString("actor"), row.getTimestamp("at").toInstant(), row.getString("reason"));
			})
			.list();
	}

	/** Adds what a verification has found. */
	void addFindings(UUID orderId, VerificationReport report) {
		this.writes.add("""
				INSERT INTO order_verification (order_id, run, checked_at, findings)
				VALUES (?, ?, ?, CAST(? AS jsonb))""", List.of(orderId, report.run(),
				report.checkedAt().atOffset(ZoneOffset.UTC), this.json.writeValueAsString(report.findings())));
		List<String> failed = report.failedChecks();
		if (!failed.isEmpty()) {
			AfterCommit.run(() -> failed.forEach(this::countFailure));
		}
	}

	private void countFailure(String check) {
		Counter.builder("orders.verification.failures")
			.description("Checks that failed and were not overridden")
			.tag("check", check)
			.register(this.meters)
			.increment();
	}

	/** The latest verification, or empty when none has run. */
	Optional<VerificationReport> latestFindings(UUID orderId) {
		return this.jdbc.sql("""
				SELECT run, checked_at, findings FROM order_verification
				 WHERE order_id = :order ORDER BY run DESC LIMIT 1""")
			.param("order", orderId)
			.query((row, n) -> VerificationReport.of(row.getInt("run"), row.getTimestamp("checked_at").toInstant(),
					List.of(this.json.readValue(row.getString("findings"), Finding[].class))))
			.optional();
	}

	/** The newest order of the same buyer with the same lines, placed since. */
	Optional<String> likelyDuplicate(Order order, Instant since) {
		this.writes.send();
		return this.jdbc.sql("""
				SELECT number FROM orders
				 WHERE fingerprint = :fingerprint AND placed_at > :since AND id <> :order AND status <> 'CANCELLED'
				 ORDER BY placed_at DESC LIMIT 1""")
			.param("fingerprint", order.fingerprint())
			.param("since", Timestamp.from(since))
			.param("order", order.id())
			.query(String.class)
			.optional();
	}

	/**
	 * What a customer owes on account over all other orders that are verified and not
	 * paid. Takes a lock on the customer's credit until the transaction ends, so that two
	 * orders cannot use the same credit.
	 */
	Money openOnAccount(UUID customerId, Order except) {
		this.writes.send();
		this.jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('credit:' || :customer, 0))")
			.param("customer", customerId.toString())
			.query((row, n) -> true)
			.list();
		BigDecimal open = this.jdbc.sql("""
				SELECT coalesce(sum(greatest(grand_total - paid_amount, 0)), 0) FROM orders
				 WHERE customer_id = :customer AND payment_method = 'INVOICE' AND currency = :currency
				   AND status IN ('VERIFIED', 'FULFILLED', 'SHIPPED', 'INVOICED') AND id <> :order""")
			.param("customer", customerId)
			.param("currency", except.currency().getCurrencyCode())
			.param("order", except.id())
			.query(BigDecimal.class)
			.single();
		return Money.stored(open, except.currency());
	}

	Optional<String> orderWithReference(String channel, String reference) {
		this.writes.send();
		return this.jdbc.sql("SELECT number FROM orders WHERE channel = :channel AND external_reference = :reference")
			.param("channel", channel)
			.param("reference", reference)
			.query(String.class)
			.optional();
	}

}
