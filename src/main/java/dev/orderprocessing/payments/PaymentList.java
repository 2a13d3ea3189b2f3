package dev.orderprocessing.payments;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads over payments: one statement each. */
@Component
class PaymentList {

	private final JdbcClient jdbc;

	PaymentList(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<PaymentView> ofOrder(UUID orderId) {
		Map<UUID, PaymentView> payments = new LinkedHashMap<>();
		Map<UUID, List<PaymentView.Allocation>> allocations = new LinkedHashMap<>();
		this.jdbc.sql("""
				SELECT p.*, r.invoice_number, a.amount AS pays
				FROM payment p
				LEFT JOIN payment_allocation a ON a.payment_id = p.id
				LEFT JOIN receivable r ON r.invoice_id = a.invoice_id
				WHERE p.order_id = :order
				ORDER BY p.id, r.invoice_number
				""").param("order", orderId).query((row) -> {
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

	Money authorized(UUID orderId, Currency currency) {
		return sum("""
				SELECT coalesce(sum(amount - captured - capturing), 0) FROM payment
				WHERE order_id = :order AND currency = :currency AND status = 'AUTHORIZED' AND NOT void_requested
				""", orderId, currency);
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
		boolean authorization = "AUTHORIZED".equals(status) || "VOIDED".equals(status);
		BigDecimal refunded = row.getBigDecimal("refunded");
		return new PaymentView(id, row.getObject("order_id", UUID.class),
				PaymentMethod.valueOf(row.getString("method")), status,
				Money.stored(row.getBigDecimal("amount"), currency),
				authorization ? Money.stored(row.getBigDecimal("captured"), currency) : null,
				(refunded.signum() > 0) ? Money.stored(refunded, currency) : null, row.getString("reference"),
				row.getString("reason"), row.getObject("created_at", OffsetDateTime.class).toInstant(), pays);
	}

}
