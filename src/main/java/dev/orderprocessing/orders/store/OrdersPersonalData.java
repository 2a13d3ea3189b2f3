package dev.orderprocessing.orders.store;

import java.util.List;

import dev.orderprocessing.kernel.database.PersonalData;

import org.springframework.stereotype.Component;

/**
 * What an order tells about its buyer. What it was made of, what it cost and how far it
 * came stays, with the country, which decided the tax.
 */
@Component
class OrdersPersonalData implements PersonalData {

	private static final String NOBODY = """
			jsonb_build_object('name', 'erased', 'line1', 'erased', 'city', 'erased', 'country', shipping_address -> 'country')""";

	private static final String OF_ORDERS = "order_id = ANY (CAST(:orders AS uuid[]))";

	@Override
	public List<Kept> kept() {
		return List.of(
				new Kept("orders", "SELECT * FROM orders WHERE id = ANY (CAST(:orders AS uuid[])) ORDER BY id",
						"""
								UPDATE orders
								   SET buyer_name = 'erased', buyer_email = NULL, buyer_phone = NULL, buyer_language = NULL,
								       buyer_company = NULL, buyer_vat_id = NULL, buyer_reference = NULL, external_reference = NULL,
								       shipping_address = %s, billing_address = NULL, payment_token = NULL, note = NULL,
								       metadata = '{}', fingerprint = 'erased', erased_at = :now, version = version + 1
								 WHERE id = ANY (CAST(:orders AS uuid[]))"""
							.formatted(NOBODY)),
				new Kept("lines",
						"SELECT * FROM order_line WHERE %s ORDER BY order_id, line_number".formatted(OF_ORDERS), null),
				new Kept("services", """
						SELECT l.order_id, l.line_number, s.code, s.text, s.price, s.done_at
						  FROM order_line_service s JOIN order_line l ON l.id = s.order_line_id
						 WHERE l.%s ORDER BY l.order_id, l.line_number, s.code""".formatted(OF_ORDERS),
						"""
								UPDATE order_line_service SET text = NULL
								 WHERE text IS NOT NULL AND order_line_id IN (SELECT id FROM order_line WHERE %s)"""
							.formatted(OF_ORDERS)),
				new Kept("holds", "SELECT * FROM order_hold WHERE %s ORDER BY id".formatted(OF_ORDERS),
						"""
								UPDATE order_hold
								   SET reason = 'erased', release_reason = CASE WHEN release_reason IS NOT NULL THEN 'erased' END
								 WHERE %s"""
							.formatted(OF_ORDERS)),
				new Kept("history", """
						SELECT h.order_id, h.entry, h.from_status, h.to_status, h.command, h.actor, h.at,
						       coalesce(h.reason, r.reason) AS reason
						  FROM order_history h LEFT JOIN order_history_reason r USING (order_id, entry)
						 WHERE h.%s ORDER BY h.order_id, h.entry""".formatted(OF_ORDERS),
						"DELETE FROM order_history_reason WHERE " + OF_ORDERS),
				new Kept("verifications",
						"SELECT * FROM order_verification WHERE %s ORDER BY order_id, run".formatted(OF_ORDERS),
						"""
								UPDATE order_verification
								   SET findings = (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
								                              'check', f -> 'check', 'outcome', f -> 'outcome', 'evidence', 'erased',
								                              'remedy', CASE WHEN jsonb_exists(f, 'remedy') THEN 'erased' END,
								                              'overridden', f -> 'overridden')) ORDER BY n), '[]')
								                     FROM jsonb_array_elements(findings) WITH ORDINALITY AS finding (f, n))
								 WHERE %s"""
							.formatted(OF_ORDERS)));
	}

	@Override
	public String open() {
		return """
				SELECT id AS order_id,
				       CASE WHEN status NOT IN ('CONFIRMED', 'CANCELLED') THEN 'is ' || status
				            ELSE 'has ' || trim_scale(paid_amount - grand_total) || ' ' || currency || ' to be paid back' END AS why
				  FROM orders
				 WHERE id = ANY (CAST(:orders AS uuid[]))
				   AND (status NOT IN ('CONFIRMED', 'CANCELLED') OR paid_amount > grand_total)""";
	}

}
