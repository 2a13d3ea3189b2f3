package dev.orderprocessing.customers;

import java.util.List;

import dev.orderprocessing.kernel.database.PersonalData;

import org.springframework.stereotype.Component;

/** The id stays, without a person. */
@Component
class CustomersPersonalData implements PersonalData {

	@Override
	public List<Kept> kept() {
		return List.of(new Kept("customer", "SELECT * FROM customer WHERE id = CAST(:customer AS uuid)",
				"""
						UPDATE customer
						   SET name = 'erased', email = NULL, phone = NULL, status_reason = CASE status WHEN 'BLOCKED' THEN 'erased' END,
						       payment_terms_days = NULL, credit_limit = NULL, credit_currency = NULL, erased_at = :now,
						       version = version + 1
						 WHERE id = CAST(:customer AS uuid) AND erased_at IS NULL"""));
	}

}
