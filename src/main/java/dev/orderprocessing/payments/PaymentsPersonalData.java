package dev.orderprocessing.payments;

import java.util.List;

import dev.orderprocessing.kernel.database.PersonalData;

import org.springframework.stereotype.Component;

/** The money stays; texts of banks and gateways, which name payers, go. */
@Component
class PaymentsPersonalData implements PersonalData {

	@Override
	public List<Kept> kept() {
		return List.of(new Kept("payments",
				"SELECT * FROM payment WHERE order_id = ANY (CAST(:orders AS uuid[])) ORDER BY id", """
						UPDATE payment SET reference = NULL, reason = NULL, version = version + 1
						 WHERE order_id = ANY (CAST(:orders AS uuid[]))
						   AND num_nonnulls(reference, reason) > 0"""), new Kept("gatewayCalls", """
						SELECT id, order_id, operation, amount, currency, state, reason, created_at
						  FROM payment_intent WHERE order_id = ANY (CAST(:orders AS uuid[])) ORDER BY id""", """
						UPDATE payment_intent SET token = NULL, reason = NULL
						 WHERE order_id = ANY (CAST(:orders AS uuid[]))"""));
	}

	@Override
	public String open() {
		return """
				SELECT DISTINCT order_id, 'waits for an answer of the payment gateway' AS why FROM payment_intent
				 WHERE order_id = ANY (CAST(:orders AS uuid[])) AND state IN ('PENDING', 'UNKNOWN')""";
	}

}
