package dev.orderprocessing.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.database.ScannedRow;
import dev.orderprocessing.kernel.database.VisibleOrders;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import dev.orderprocessing.payments.GatewayOutcome.Operation;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of intents. */
@Component
class PaymentIntents {

	private static final String COLUMNS = """
			i.id, i.order_id, i.payment_id, i.operation, i.amount, i.currency, i.token, i.invoice_id, i.state,
			i.attempts, i.reason, i.gateway_reference, (
				SELECT coalesce(a.reference, p.reference)
				FROM payment p LEFT JOIN payment a ON a.id = p.authorization_id AND i.operation = 'CAPTURE'
				WHERE p.id = i.payment_id) AS builds_on
			""";

	private final JdbcClient jdbc;

	private final VisibleOrders visible;

	PaymentIntents(JdbcClient jdbc, VisibleOrders visible) {
		this.jdbc = jdbc;
		this.visible = visible;
	}

	void authorize(UUID orderId, UUID paymentId, Money amount, String token, Instant now) {
		insert(orderId, paymentId, Operation.AUTHORIZE, amount, token, null, now);
	}

	void capture(UUID orderId, UUID paymentId, Money amount, UUID invoiceId, Instant now) {
		insert(orderId, paymentId, Operation.CAPTURE, amount, null, invoiceId, now);
	}

	void release(UUID orderId, UUID paymentId, Money amount, Instant now) {
		insert(orderId, paymentId, Operation.VOID, amount, null, null, now);
	}

	void refund(UUID orderId, UUID paymentId, Money amount, Instant now) {
		insert(orderId, paymentId, Operation.REFUND, amount, null, null, now);
	}

	private void insert(UUID orderId, UUID paymentId, Operation operation, Money amount, @Nullable String token,
			@Nullable UUID invoiceId, Instant now) {
		this.jdbc.sql("""
				INSERT INTO payment_intent (id, order_id, payment_id, operation, amount, currency, token, invoice_id,
					state, created_at)
				VALUES (:id, :order, :payment, :operation, :amount, :currency, :token, :invoice, 'PENDING', :now)
				""")
			.param("id", Ids.next())
			.param("order", orderId)
			.param("payment", paymentId)
			.param("operation", operation.name())
			.param("amount", amount.amount())
			.param("currency", amount.currency().getCurrencyCode())
			.param("token", token)
			.param("invoice", invoiceId)
			.param("now", utc(now))
			.update();
	}

	/** Notes that the gateway is about to be called; empty when the outcome is final. */
	Optional<Intent> markCalled(UUID id, Instant now) {
		return this.jdbc.sql("""
				UPDATE payment_intent i SET state = 'UNKNOWN', attempts = attempts + 1, called_at = :now
				WHERE i.id = :id AND i.state IN ('PENDING', 'UNKNOWN')
				RETURNING
				""" + COLUMNS).param("now", utc(now)).param("id", id).query((row, number) -> intent(row)).optional();
	}

	Optional<Intent> find(UUID id) {
		return this.jdbc.sql("SELECT " + COLUMNS + " FROM payment_intent i WHERE i.id = :id")
			.param("id", id)
			.query((row, number) -> intent(row))
			.optional();
	}

	Optional<Intent> lock(UUID id) {
		return this.jdbc.sql("SELECT " + COLUMNS + " FROM payment_intent i WHERE i.id = :id FOR UPDATE")
			.param("id", id)
			.query((row, number) -> intent(row))
			.optional();
	}

	/** A final outcome; the token is forgotten. */
	void finish(UUID id, PaymentIntentState state, @Nullable String reason, @Nullable String reference, Instant now) {
		this.jdbc.sql("""
				UPDATE payment_intent
				SET state = :state, reason = :reason, gateway_reference = :reference, token = NULL, resolved_at = :now
				WHERE id = :id
				""")
			.param("state", state.name())
			.param("reason", reason)
			.param("reference", reference)
			.param("now", utc(now))
			.param("id", id)
			.update();
	}

	List<UUID> pending(UUID orderId) {
		return this.jdbc.sql("""
				SELECT id FROM payment_intent WHERE order_id = :order AND state IN ('PENDING', 'UNKNOWN') ORDER BY id
				""").param("order", orderId).query((row, number) -> row.getObject("id", UUID.class)).list();
	}

	List<UUID> ordersWithPending(Instant before, int limit) {
		return this.jdbc.sql("""
				SELECT order_id FROM payment_intent
				WHERE state IN ('PENDING', 'UNKNOWN') AND coalesce(called_at, created_at) < :before
				GROUP BY order_id ORDER BY min(coalesce(called_at, created_at)) LIMIT :limit
				""")
			.param("before", utc(before))
			.param("limit", limit)
			.query((row, number) -> row.getObject("order_id", UUID.class))
			.list();
	}

	Slice<PaymentIntentView> list(@Nullable PaymentIntentState state, PageRequest page) {
		// the partial index of open intents serves a literal
		var conditions = new Conditions().after("id < :after", page.afterId()).literal("state", state);
		var rows = PageQuery
			.scanned("""
					SELECT id, order_id, payment_id, operation, state, amount, currency, attempts, reason,
						gateway_reference, created_at, called_at, resolved_at
					FROM payment_intent""", conditions, "id DESC",
					new Conditions().and(this.visible.conditionIfAny("r.order_id")))
			.within("SELECT p.*, %s AS order_number FROM (%%s) p ORDER BY p.id DESC"
				.formatted(this.visible.number("p.order_id")))
			.fetch(page.fetch(), this.jdbc)
			.query((row, number) -> ScannedRow.at(view(row), row))
			.list();
		return Slice.ofScanned(rows, page, (intent) -> intent.id().toString());
	}

	private static Intent intent(ResultSet row) throws SQLException {
		return new Intent(row.getObject("id", UUID.class), row.getObject("order_id", UUID.class),
				row.getObject("payment_id", UUID.class), Operation.valueOf(row.getString("operation")), amount(row),
				row.getString("token"), row.getObject("invoice_id", UUID.class),
				PaymentIntentState.valueOf(row.getString("state")), row.getInt("attempts"), row.getString("reason"),
				row.getString("gateway_reference"), row.getString("builds_on"));
	}

	private static PaymentIntentView view(ResultSet row) throws SQLException {
		return new PaymentIntentView(row.getObject("id", UUID.class), row.getObject("order_id", UUID.class),
				row.getString("order_number"), row.getObject("payment_id", UUID.class),
				Operation.valueOf(row.getString("operation")), PaymentIntentState.valueOf(row.getString("state")),
				amount(row), row.getInt("attempts"), row.getString("reason"), row.getString("gateway_reference"),
				row.getObject("created_at", OffsetDateTime.class).toInstant(), instant(row, "called_at"),
				instant(row, "resolved_at"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	private static Money amount(ResultSet row) throws SQLException {
		return Money.stored(row.getBigDecimal("amount"), Currency.getInstance(row.getString("currency")));
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

}
