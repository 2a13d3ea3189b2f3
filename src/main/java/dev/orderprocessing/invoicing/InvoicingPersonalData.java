package dev.orderprocessing.invoicing;

import java.util.List;

import dev.orderprocessing.kernel.database.PersonalData;

import org.springframework.stereotype.Component;

/** Invoices tell who was billed until their own retention ends. */
@Component
class InvoicingPersonalData implements PersonalData {

	@Override
	public List<Kept> kept() {
		return List.of(new Kept("invoices",
				"SELECT * FROM invoice WHERE order_id = ANY (CAST(:orders AS uuid[])) OR customer_id = CAST(:customer AS uuid) ORDER BY id",
				null));
	}

	/** The time runs from the end of the year in which the invoice was issued. */
	@Override
	public List<Retained> retained() {
		return List.of(new Retained("invoices",
				"""
						UPDATE invoice
						   SET bill_to_name = 'erased', bill_to_company = NULL, bill_to_line1 = 'erased', bill_to_line2 = NULL,
						       bill_to_city = 'erased', bill_to_region = NULL, bill_to_postal_code = NULL, buyer_reference = NULL,
						       buyer_vat_id = NULL
						 WHERE id IN (SELECT id FROM invoice
						               WHERE issued_at < date_trunc('year', CAST(:before AS timestamptz), 'UTC')
						                 AND bill_to_name <> 'erased'
						               ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED)"""));
	}

}
