package dev.orderprocessing.orders;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The append-only records of orders, and the questions that verification asks of other
 * orders; plain SQL.
 */
@Repository
class OrderRecords {

	private final JdbcClient jdbc;

	private final JdbcTemplate template;

	OrderRecords(JdbcClient jdbc, JdbcTemplate template) {
		this.jdbc = jdbc;
		this.template = template;
	}

	void appendHistory(UUID orderId, List<HistoryEntry> entries) {
		this.template.batchUpdate("""
				INSERT INTO order_history (order_id, entry, from_status, to_status, command, actor, at, reason)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", entries, entries.size() + 1, (statement, entry) -> {
			statement.setObject(1, orderId);
			statement.setInt(2, entry.entry());
			OrderStatus from = entry.from();
			statement.setString(3, (from != null) ? from.name() : null);
			statement.setString(4, entry.to().name());
			statement.setString(5, entry.command());
			statement.setString(6, entry.actor());
			statement.setTimestamp(7, Timestamp.from(entry.at()));
			statement.setString(8, entry.reason());
		});
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

	void appendFindings(UUID orderId, int run, List<Finding> findings, Instant now) {
		this.jdbc.sql("""
				INSERT INTO order_finding (order_id, run, position, check_name, outcome, evidence, remedy, overridden,
				                           checked_at)
				SELECT :order, :run, f.position, f.check_name, f.outcome, f.evidence, f.remedy, f.overridden, :now
				  FROM unnest(:checks, :outcomes, :evidence, :remedies, :overridden)
				       WITH ORDINALITY AS f (check_name, outcome, evidence, remedy, overridden, position)""")
			.param("order", orderId)
			.param("run", run)
			.param("checks", findings.stream().map(Finding::check).toArray(String[]::new))
			.param("outcomes", findings.stream().map((finding) -> finding.outcome().name()).toArray(String[]::new))
			.param("evidence", findings.stream().map(Finding::evidence).toArray(String[]::new))
			.param("remedies", findings.stream().map(Finding::remedy).toArray(String[]::new))
			.param("overridden", findings.stream().map(Finding::overridden).toArray(Boolean[]::new))
			.param("now", Timestamp.from(now))
			.update();
	}

	/**
	 * The findings of the latest run with its number, or empty when verification has not
	 * run.
	 */
	Optional<VerificationReport> latestFindings(UUID orderId) {
		record Row(int run, Instant checkedAt, Finding finding) {
		}
		List<Row> rows = this.jdbc.sql("""
				SELECT run, check_name, outcome, evidence, remedy, overridden, checked_at
				  FROM order_finding
				 WHERE order_id = :order AND run = (SELECT max(run) FROM order_finding WHERE order_id = :order)
				 ORDER BY position""").param("order", orderId).query((row, n) -> {
			var finding = new Finding(row.getString("check_name"), CheckOutcome.valueOf(row.getString("outcome")),
					row.getString("evidence"), row.getString("remedy"), row.getBoolean("overridden"));
			return new Row(row.getInt("run"), row.getTimestamp("checked_at").toInstant(), finding);
		}).list();
		if (rows.isEmpty()) {
			return Optional.empty();
		}
		List<Finding> findings = rows.stream().map(Row::finding).toList();
		return Optional.of(VerificationReport.of(rows.getFirst().run(), rows.getFirst().checkedAt(), findings));
	}

	/** The newest order of the same buyer with the same lines, placed since. */
	Optional<String> likelyDuplicate(Order order, Instant since) {
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
		return this.jdbc.sql("SELECT number FROM orders WHERE channel = :channel AND external_reference = :reference")
			.param("channel", channel)
			.param("reference", reference)
			.query(String.class)
			.optional();
	}

}
