package dev.orderprocessing.orders.store;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.database.AfterCommit;
import dev.orderprocessing.kernel.database.SqlArrays;
import dev.orderprocessing.kernel.database.Writes;
import dev.orderprocessing.orders.model.Finding;
import dev.orderprocessing.orders.model.HistoryEntry;
import dev.orderprocessing.orders.model.OrderAction;
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

	private static final Set<String> OUR_OWN = Stream
		.of(OrderAction.SERVICES, OrderAction.SHIP, OrderAction.INVOICE, OrderAction.PAY)
		.map(OrderAction::path)
		.collect(Collectors.toUnmodifiableSet());

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
						SqlArrays.texts(entries, HistoryEntry::at),
						SqlArrays.texts(entries, (entry) -> isOurOwn(entry) ? entry.reason() : null)));
		List<HistoryEntry> reasoned = entries.stream()
			.filter((entry) -> entry.reason() != null && !isOurOwn(entry))
			.toList();
		if (!reasoned.isEmpty()) {
			this.writes.add("""
					INSERT INTO order_history_reason (order_id, entry, reason)
					SELECT ?, entry, reason FROM unnest(?, ?) AS given (entry, reason)""", List.of(orderId,
					SqlArrays.numbers(reasoned, HistoryEntry::entry), SqlArrays.texts(reasoned, HistoryEntry::reason)));
		}
	}

	/**
	 * Whether the reason is made of numbers, codes and amounts. What people say may tell
	 * of a person and is kept where it can be erased.
	 */
	private static boolean isOurOwn(HistoryEntry entry) {
		return OUR_OWN.contains(entry.command());
	}

	public List<HistoryEntry> history(UUID orderId) {
		return this.jdbc.sql("""
				SELECT h.entry, h.from_status, h.to_status, h.command, h.actor, h.at,
				       coalesce(h.reason, r.reason) AS reason
				  FROM order_history h LEFT JOIN order_history_reason r USING (order_id, entry)
				 WHERE h.order_id = :order ORDER BY h.entry""").param("order", orderId).query((row, n) -> {
			String from = row.getString("from_status");
			return new HistoryEntry(row.getInt("entry"), (from != null) ? OrderStatus.valueOf(from) : null,
					OrderStatus.valueOf(row.getString("to_status")), row.getString("command"), row.getString("actor"),
					row.getTimestamp("at").toInstant(), row.getString("reason"));
		}).list();
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
