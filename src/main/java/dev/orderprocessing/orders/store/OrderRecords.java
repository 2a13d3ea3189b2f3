package dev.orderprocessing.orders.store;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.database.AfterCommit;
import dev.orderprocessing.kernel.database.SqlArrays;
import dev.orderprocessing.kernel.database.Writes;
import dev.orderprocessing.orders.model.Finding;
import dev.orderprocessing.orders.model.HistoryEntry;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.orders.model.VerificationReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The append-only records of orders: history and findings; plain SQL. */
@Repository
public class OrderRecords {

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
	public void addHistory(UUID orderId, List<HistoryEntry> entries) {
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

	public List<HistoryEntry> history(UUID orderId) {
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
	public void addFindings(UUID orderId, VerificationReport report) {
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
	public Optional<VerificationReport> latestFindings(UUID orderId) {
		return this.jdbc.sql("""
				SELECT run, checked_at, findings FROM order_verification
				 WHERE order_id = :order ORDER BY run DESC LIMIT 1""")
			.param("order", orderId)
			.query((row, n) -> VerificationReport.of(row.getInt("run"), row.getTimestamp("checked_at").toInstant(),
					List.of(this.json.readValue(row.getString("findings"), Finding[].class))))
			.optional();
	}

}
