package dev.orderprocessing.payments;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.database.SqlFile;
import dev.orderprocessing.kernel.database.VisibleOrders;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads over payments: one statement each. */
@Component
class PaymentList {

	private static final String CARDS = SqlFile.named("payments/cards");

	private final JdbcClient jdbc;

	private final VisibleOrders visible;

	PaymentList(JdbcClient jdbc, VisibleOrders visible) {
		this.jdbc = jdbc;
		this.visible = visible;
	}

	List<PaymentView> ofOrder(UUID orderId) {
		Map<UUID, PaymentView> payments = new LinkedHashMap<>();
		Map<UUID, List<PaymentView.Allocation>> allocations = new LinkedHashMap<>();
		this.jdbc.sql("""
				SELECT p.*, r.invoice_number, a.amount AS pays, %s AS order_number
				FROM payment p
				LEFT JOIN payment_allocation a ON a.payment_id = p.id
				LEFT JOIN receivable r ON r.invoice_id = a.invoice_id
				WHERE p.order_id = :order
				ORDER BY p.id, r.invoice_number
				""".formatted(this.visible.number("p.order_id"))).param("order", orderId).query((row) -> {
			UUID id = row.getObject("id", UUID.class);
			var currency = Currency.getInstance(row.getString("currency"));
			var pays = allocations.computeIfAbsent(id, (any) -> new ArrayList<>());
			String invoice = row.getString("invoice_number");
			if (invoice != null) {
				pays.add(new PaymentView.Allocation(invoice, Money.stored(row.getBigDecimal("pays"), currency)));
			}
			if (!payments.containsKey(id)) {
				payments.put(id, view(row, id, currency, pays));
			}
		});
		return List.copyOf(payments.values());
	}

	CardStanding cards(UUID orderId, Currency currency, Instant now) {
		return this.jdbc.sql(CARDS)
			.param("order", orderId)
			.param("currency", currency.getCurrencyCode())
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query((row, number) -> new CardStanding(Money.stored(row.getBigDecimal("authorized"), currency),
					Money.stored(row.getBigDecimal("ending"), currency),
					Money.stored(row.getBigDecimal("capturing"), currency),
					Money.stored(row.getBigDecimal("asked"), currency),
					Money.stored(row.getBigDecimal("refused"), currency), row.getBoolean("to_call"),
					row.getBoolean("unanswered"), CardStanding.Last.valueOf(row.getString("last")),
					row.getString("reason")))
			.single();
	}

	List<UUID> ordersWithRefusedVoids(Instant now, int limit) {
		return this.jdbc.sql("""
				SELECT order_id FROM payment WHERE void_again_at <= :now
				GROUP BY order_id ORDER BY min(void_again_at) LIMIT :limit
				""")
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("limit", limit)
			.query((row, number) -> row.getObject("order_id", UUID.class))
			.list();
	}

	List<UUID> ordersWithEndingAuthorizations(Instant now, Instant soon, int limit) {
		return this.jdbc.sql("""
				SELECT order_id FROM payment
				WHERE status = 'AUTHORIZED' AND captured + voided < amount
					AND (expires_at <= :now OR (expires_at <= :soon AND NOT renewal_ordered AND NOT dead))
				GROUP BY order_id ORDER BY min(expires_at) LIMIT :limit
				""")
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("soon", soon.atOffset(ZoneOffset.UTC))
			.param("limit", limit)
			.query((row, number) -> row.getObject("order_id", UUID.class))
			.list();
	}

	Money paid(UUID orderId, Currency currency) {
		return sum("""
				SELECT coalesce(sum(amount - refunded), 0) FROM payment
				WHERE order_id = :order AND currency = :currency AND status IN ('CAPTURED', 'RECEIVED')
				""", orderId, currency);
	}

	private Money sum(String sql, UUID orderId, Currency currency) {
		BigDecimal sum = this.jdbc.sql(sql)
			.param("order", orderId)
			.param("currency", currency.getCurrencyCode())
			.query(BigDecimal.class)
			.single();
		return Money.stored(sum, currency);
	}

	private static PaymentView view(ResultSet row, UUID id, Currency currency, List<PaymentView.Allocation> pays)
			throws SQLException {
		String status = row.getString("status");
		boolean authorization = "AUTHORIZED".equals(status) || "VOIDED".equals(status) || "EXPIRED".equals(status);
		BigDecimal voided = row.getBigDecimal("voided");
		BigDecimal toVoid = row.getBigDecimal("voiding").add(row.getBigDecimal("void_refused"));
		OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
		BigDecimal refunded = row.getBigDecimal("refunded");
		return new PaymentView(id, row.getObject("order_id", UUID.class), row.getString("order_number"),
				PaymentMethod.valueOf(row.getString("method")), status,
				Money.stored(row.getBigDecimal("amount"), currency),
				authorization ? Money.stored(row.getBigDecimal("captured"), currency) : null,
				(voided.signum() > 0) ? Money.stored(voided, currency) : null,
				(toVoid.signum() > 0) ? Money.stored(toVoid, currency) : null,
				(expires != null) ? expires.toInstant() : null,
				(refunded.signum() > 0) ? Money.stored(refunded, currency) : null, row.getString("reference"),
				row.getString("reason"), row.getObject("created_at", OffsetDateTime.class).toInstant(), pays);
	}

}
