package dev.orderprocessing.invoicing;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to invoices. */
@Service
@Transactional(readOnly = true)
public class Invoicing {

	/** Issues an invoice with the next number; locks the counter of its series last. */
	@Transactional
	public InvoiceView issue(IssueInvoice command) {
		throw new UnsupportedOperationException();
	}

	/** The invoices of an order, oldest first. */
	public List<InvoiceView> invoicesOf(UUID orderId) {
		throw new UnsupportedOperationException();
	}

}
