package dev.orderprocessing.payments;

import java.util.List;

import dev.orderprocessing.kernel.database.Invariant;
import dev.orderprocessing.kernel.database.Invariants;

import org.springframework.stereotype.Component;

@Component
class PaymentsInvariants implements Invariants {

	@Override
	public List<Invariant> list() {
		return List.of(new Invariant("captures-within-authorization",
				"What an authorisation counts as captured is the sum of its captures, and never more than was authorised.",
				"""
						SELECT a.id::text
						FROM payment a
						LEFT JOIN (SELECT authorization_id,
								coalesce(sum(amount) FILTER (WHERE status = 'CAPTURED'), 0) AS captured,
								coalesce(sum(amount) FILTER (WHERE status = 'CAPTURE_PENDING'), 0) AS capturing
							FROM payment WHERE authorization_id IS NOT NULL GROUP BY authorization_id) c
							ON c.authorization_id = a.id
						WHERE a.authorization_id IS NULL AND (a.captured <> coalesce(c.captured, 0)
							OR a.capturing <> coalesce(c.capturing, 0) OR a.captured + a.capturing > a.amount)"""),
				new Invariant("voids-within-authorization",
						"What an authorisation counts as given up and being given up are the sums of its voids, together with what is captured never more than was authorised.",
						"""
								SELECT a.id::text
								FROM payment a
								LEFT JOIN (SELECT payment_id, sum(amount) FILTER (WHERE state = 'SUCCEEDED') AS voided,
										sum(amount) FILTER (WHERE state IN ('PENDING', 'UNKNOWN')) AS voiding
									FROM payment_intent WHERE operation = 'VOID' GROUP BY payment_id) v
									ON v.payment_id = a.id
								WHERE a.voided <> coalesce(v.voided, 0) OR a.voiding <> coalesce(v.voiding, 0)
									OR a.captured + a.capturing + a.voided + a.voiding + a.void_refused > a.amount"""),
				new Invariant("refunds-within-captures",
						"What a payment counts as refunded and being refunded are the sums of its refunds, together never more than was paid.",
						"""
								SELECT p.id::text
								FROM payment p
								LEFT JOIN (SELECT payment_id, sum(amount) FILTER (WHERE state = 'SUCCEEDED') AS refunded,
										sum(amount) FILTER (WHERE state IN ('PENDING', 'UNKNOWN')) AS refunding
									FROM payment_intent WHERE operation = 'REFUND' GROUP BY payment_id) r
									ON r.payment_id = p.id
								WHERE p.refunded <> coalesce(r.refunded, 0) OR p.refunding <> coalesce(r.refunding, 0)
									OR p.refunded + p.refunding > p.amount"""),
				new Invariant("allocations-within-payments",
						"What a payment counts as allocated is the sum of its allocations, and never more than its amount.",
						"""
								SELECT p.id::text
								FROM payment p
								LEFT JOIN (SELECT payment_id, sum(amount) AS allocated FROM payment_allocation
									GROUP BY payment_id) a ON a.payment_id = p.id
								WHERE p.allocated <> coalesce(a.allocated, 0) OR p.allocated > p.amount"""),
				new Invariant("allocations-within-invoices",
						"What is allocated to an invoice is what it counts as paid, and never more than its gross amount.",
						"""
								SELECT r.invoice_number
								FROM receivable r
								LEFT JOIN invoice i ON i.id = r.invoice_id
								LEFT JOIN (SELECT invoice_id, sum(amount) AS allocated FROM payment_allocation
									GROUP BY invoice_id) a ON a.invoice_id = r.invoice_id
								WHERE r.paid <> coalesce(a.allocated, 0) OR r.paid > r.gross
									OR (r.gross, r.currency, r.order_id) IS DISTINCT FROM (i.gross, i.currency, i.order_id)"""),
				new Invariant("money-stays-with-its-order",
						"An order's money pays invoices of the same order and in the same currency.",
						"""
								SELECT p.id::text
								FROM payment_allocation a
								JOIN payment p ON p.id = a.payment_id
								JOIN receivable r ON r.invoice_id = a.invoice_id
								WHERE p.order_id <> r.order_id OR p.currency <> r.currency OR a.order_id <> p.order_id"""),
				new Invariant("outcomes-recorded-once", "A payment's status is what the outcomes of its intents say.",
						"""
								SELECT p.id::text
								FROM payment p
								JOIN payment_intent i ON i.payment_id = p.id
								WHERE (i.operation = 'AUTHORIZE' AND (i.state, p.status) NOT IN (
										('PENDING', 'AUTHORIZATION_PENDING'), ('UNKNOWN', 'AUTHORIZATION_PENDING'),
										('SUCCEEDED', 'AUTHORIZED'), ('SUCCEEDED', 'VOIDED'), ('SUCCEEDED', 'EXPIRED'),
										('DECLINED', 'DECLINED')))
									OR (i.operation = 'CAPTURE' AND (i.state, p.status) NOT IN (
										('PENDING', 'CAPTURE_PENDING'), ('UNKNOWN', 'CAPTURE_PENDING'),
										('SUCCEEDED', 'CAPTURED'), ('DECLINED', 'DECLINED')))"""),
				new Invariant("gateway-agrees",
						"What the simulated gateway did is what was asked of it, once, and on record here within ten minutes.",
						"""
								SELECT g.key::text
								FROM simulated_gateway_operation g
								LEFT JOIN payment_intent i ON i.id = g.key
								WHERE i.id IS NULL
									OR (i.state IN ('PENDING', 'UNKNOWN') AND g.created_at < now() - interval '10 minutes')
									OR i.operation <> g.operation
									OR i.amount <> g.amount OR i.currency <> g.currency
									OR (i.state = 'SUCCEEDED' AND NOT g.approved)
									OR (i.state = 'DECLINED' AND g.approved)"""));
	}

}
