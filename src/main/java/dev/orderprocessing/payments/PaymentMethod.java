package dev.orderprocessing.payments;

/** How an order is paid, which says when the money moves. */
public enum PaymentMethod {

	/** Authorised at placement, captured when invoiced. */
	CARD,
	/** On account: a known customer with terms pays after the invoice. */
	INVOICE,
	/** Prepaid: the order waits until the money has arrived. */
	BANK_TRANSFER,
	/** Paid to the driver and recorded after delivery. */
	CASH_ON_DELIVERY

}
