package dev.orderprocessing.orders.watch;

import java.util.List;

import dev.orderprocessing.kernel.database.Invariant;
import dev.orderprocessing.kernel.database.Invariants;
import dev.orderprocessing.kernel.database.SqlFile;

import org.springframework.stereotype.Component;

/**
 * What must always be true of orders, and of orders together with stock, shipments,
 * invoices and payments.
 */
@Component
class OrdersInvariants implements Invariants {

	private static final String MILESTONE_FOLLOWS_UNITS = SqlFile.named("orders/milestone-follows-units");

	@Override
	public List<Invariant> list() {
		return List.of(new Invariant("order-totals-add-up",
				"The totals of an order are the sums of its units that are not cancelled, and its shipping charge unless all are.",
				"""
						SELECT o.number
						  FROM orders o
						  LEFT JOIN (SELECT order_id, sum(live_items) AS items, sum(live_discount) AS discount,
						                    sum(live_tax) AS tax, sum(live_gross) AS gross,
						                    bool_or(ordered > cancelled) AS live
						               FROM order_line GROUP BY order_id) l ON l.order_id = o.id
						 WHERE l.order_id IS NULL OR o.items_amount <> l.items OR o.discount_amount <> l.discount
						    OR o.tax_amount <> l.tax + CASE WHEN l.live THEN o.shipping_tax ELSE 0 END
						    OR o.grand_total <> l.gross + CASE WHEN l.live THEN o.shipping_gross ELSE 0 END"""),
				new Invariant("order-coupons-counted",
						"A coupon with a limit counts the orders that use it and are not cancelled.",
						"""
								SELECT c.code
								  FROM coupon c
								  LEFT JOIN (SELECT code, count(*) AS orders FROM order_coupon JOIN orders ON id = order_id
								              WHERE status <> 'CANCELLED' GROUP BY 1) o ON o.code = c.code
								 WHERE c.max_uses IS NOT NULL AND c.used <> coalesce(o.orders, 0)"""),
				new Invariant("order-lines-price-times-quantity",
						"A line costs its units times price and services, less discount, plus tax where prices are net.",
						"""
								SELECT o.number || ' line ' || l.line_number
								  FROM order_line l JOIN orders o ON o.id = l.order_id
								 WHERE l.live_items - l.live_discount
								       <> CASE WHEN o.prices_include_tax THEN l.live_gross
								               ELSE l.live_gross - l.live_tax END"""),
				new Invariant("order-units-conserved",
						"From verification on, every unit is cancelled, reserved, backordered or shipped; before, stock holds no more than is wanted.",
						"""
								SELECT o.number || ' line ' || l.line_number
								  FROM order_line l JOIN orders o ON o.id = l.order_id
								  LEFT JOIN (SELECT order_id, line_number, sum(quantity) AS units
								               FROM reservation GROUP BY 1, 2) r USING (order_id, line_number)
								  LEFT JOIN (SELECT order_id, line_number, sum(quantity) AS units
								               FROM backorder GROUP BY 1, 2) b USING (order_id, line_number)
								 WHERE l.ordered - l.cancelled - l.shipped < coalesce(r.units, 0) + coalesce(b.units, 0)
								    OR o.status <> 'PLACED'
								       AND l.ordered - l.cancelled - l.shipped > coalesce(r.units, 0) + coalesce(b.units, 0)"""),
				new Invariant("order-stock-belongs-to-a-line",
						"Every reservation and backorder belongs to a line of an order.",
						"""
								SELECT 'reservation of ' || order_id || ' line ' || line_number
								  FROM (SELECT order_id, line_number FROM reservation
								        UNION SELECT order_id, line_number FROM backorder) s
								 WHERE NOT EXISTS (SELECT 1 FROM order_line l
								                    WHERE l.order_id = s.order_id AND l.line_number = s.line_number)"""),
				new Invariant("order-packed-units-counted",
						"A line has as many fulfilled and shipped units as its warehouses packed and sent.", """
								SELECT o.number || ' line ' || l.line_number
								  FROM order_line l JOIN orders o ON o.id = l.order_id
								  LEFT JOIN (SELECT order_line_id, sum(packed) AS packed, sum(shipped) AS shipped
								               FROM order_packing GROUP BY 1) p ON p.order_line_id = l.id
								 WHERE l.fulfilled <> coalesce(p.packed, 0) OR l.shipped <> coalesce(p.shipped, 0)"""),
				new Invariant("order-shipments-counted",
						"A line has as many shipped and delivered units as its shipments carry.",
						"""
								SELECT o.number || ' line ' || l.line_number
								  FROM order_line l JOIN orders o ON o.id = l.order_id
								  LEFT JOIN (SELECT s.order_id, i.line_number, sum(i.quantity) AS shipped,
								                    coalesce(sum(i.quantity) FILTER (WHERE s.delivered_at IS NOT NULL), 0)
								                    AS delivered
								               FROM shipment s JOIN shipment_line i ON i.shipment_id = s.id
								              GROUP BY 1, 2) s USING (order_id, line_number)
								 WHERE l.shipped <> coalesce(s.shipped, 0) OR l.delivered <> coalesce(s.delivered, 0)"""),
				new Invariant("order-goods-issued", "Every shipped unit left the stock ledger, once.", """
						SELECT o.number
						  FROM (SELECT order_id, sum(shipped) AS shipped FROM order_line GROUP BY 1) l
						  JOIN orders o ON o.id = l.order_id
						  LEFT JOIN (SELECT order_id, -sum(quantity) AS issued
						               FROM stock_movement WHERE type = 'ISSUE' GROUP BY 1) m USING (order_id)
						 WHERE l.shipped <> coalesce(m.issued, 0)"""),
				new Invariant("order-invoices-counted",
						"What an order counts as invoiced is the sum of its invoices less its credit notes, in money and units.",
						"""
								SELECT o.number
								  FROM orders o
								  LEFT JOIN (SELECT order_id, sum(CASE kind WHEN 'INVOICE' THEN gross ELSE -gross END) AS billed
								               FROM invoice GROUP BY 1) i ON i.order_id = o.id
								  LEFT JOIN (SELECT i.order_id, sum(l.quantity) AS units
								               FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
								              WHERE i.kind = 'INVOICE' GROUP BY 1) u ON u.order_id = o.id
								  LEFT JOIN (SELECT order_id, sum(invoiced) AS invoiced FROM order_line GROUP BY 1) l
								    ON l.order_id = o.id
								 WHERE o.invoiced_amount <> coalesce(i.billed, 0)
								    OR coalesce(l.invoiced, 0) <> coalesce(u.units, 0)"""),
				new Invariant("order-invoices-in-its-channel", "An invoice belongs to the channel of its order.", """
						SELECT i.number
						  FROM invoice i JOIN orders o ON o.id = i.order_id WHERE o.channel <> i.channel"""),
				new Invariant("order-fully-invoiced-equals-total",
						"The invoices of an order that is invoiced add up to its total.", """
								SELECT number FROM orders
								 WHERE status IN ('INVOICED', 'CONFIRMED') AND invoiced_amount <> grand_total"""),
				new Invariant("order-payments-counted",
						"What an order counts as paid is the sum of what was received and captured, less refunds.", """
								SELECT o.number
								  FROM orders o
								  LEFT JOIN (SELECT order_id, sum(amount - refunded) AS paid
								               FROM payment WHERE status IN ('RECEIVED', 'CAPTURED') GROUP BY 1) p
								    ON p.order_id = o.id
								 WHERE o.paid_amount <> coalesce(p.paid, 0)"""),
				new Invariant("order-authorised-within-balance",
						"What cards are authorised for, and not captured, given up or about to be, is at most the balance of an order; nothing once it has ended.",
						"""
								SELECT o.number
								  FROM orders o
								  JOIN (SELECT order_id, sum(amount - captured - voided - voiding - void_refused) AS held
								          FROM payment
								         WHERE status = 'AUTHORIZED' AND captured + voided < amount AND expires_at > now()
								         GROUP BY 1) p ON p.order_id = o.id
								 WHERE p.held > CASE WHEN o.status IN ('CONFIRMED', 'CANCELLED') THEN 0
								                     ELSE greatest(o.grand_total - o.paid_amount, 0) END"""),
				new Invariant("order-waits-only-for-open-calls",
						"An order whose payment is PENDING or UNKNOWN has a call of the gateway without an outcome.",
						"""
								SELECT o.number
								  FROM orders o
								 WHERE o.payment_status IN ('PENDING', 'UNKNOWN')
								   AND NOT EXISTS (SELECT 1 FROM payment_intent i
								                    WHERE i.order_id = o.id AND i.operation <> 'REFUND'
								                      AND i.state IN ('PENDING', 'UNKNOWN'))"""),
				new Invariant("order-milestone-follows-units", "The milestone of an order is what its counts say.",
						MILESTONE_FOLLOWS_UNITS),
				new Invariant("order-history-complete",
						"The history of an order has no gap, each step begins where the last one ended, and ends at its milestone.",
						"""
								SELECT o.number
								  FROM orders o
								  LEFT JOIN (SELECT order_id, count(*) AS entries, max(entry) AS last,
								                    bool_or(from_status IS DISTINCT FROM before) AS broken
								               FROM (SELECT order_id, entry, from_status,
								                            lag(to_status) OVER (PARTITION BY order_id ORDER BY entry) AS before
								                       FROM order_history) h
								              GROUP BY 1) h ON h.order_id = o.id
								  LEFT JOIN order_history e ON e.order_id = o.id AND e.entry = h.last
								 WHERE h.order_id IS NULL OR h.broken OR h.entries <> h.last OR h.last <> o.history_entries
								    OR e.to_status <> o.status"""),
				new Invariant("erased-orders-say-nothing",
						"An order that does not tell who bought has no address, words of people or mails left.",
						"""
								SELECT o.number
								  FROM orders o
								 WHERE o.erased_at IS NOT NULL
								   AND (o.shipping_address ->> 'name' <> 'erased' OR o.fingerprint <> 'erased'
								        OR EXISTS (SELECT 1 FROM order_history_reason r WHERE r.order_id = o.id)
								        OR EXISTS (SELECT 1 FROM event_reason r WHERE r.order_id = o.id)
								        OR EXISTS (SELECT 1 FROM order_hold h WHERE h.order_id = o.id AND h.reason <> 'erased')
								        OR EXISTS (SELECT 1 FROM order_line l JOIN order_line_service s ON s.order_line_id = l.id
								                    WHERE l.order_id = o.id AND s.text IS NOT NULL)
								        OR EXISTS (SELECT 1 FROM shipment s WHERE s.order_id = o.id AND s.proof IS NOT NULL))"""),
				new Invariant("order-held-is-not-moved",
						"An order under a hold of any type has shipped nothing since the hold was placed.", """
								SELECT o.number
								  FROM orders o JOIN order_hold h ON h.order_id = o.id AND h.released_at IS NULL
								  JOIN shipment s ON s.order_id = o.id AND s.dispatched_at > h.placed_at"""),
				new Invariant("order-confirmed-owes-nothing",
						"An order that is confirmed is paid and delivered to the last unit, and nothing holds it.", """
								SELECT o.number
								  FROM orders o
								 WHERE o.status = 'CONFIRMED'
								   AND (o.paid_amount < o.grand_total
								        OR EXISTS (SELECT 1 FROM order_line l
								                    WHERE l.order_id = o.id AND l.delivered <> l.ordered - l.cancelled)
								        OR EXISTS (SELECT 1 FROM order_hold h
								                    WHERE h.order_id = o.id AND h.released_at IS NULL))"""));
	}

}
