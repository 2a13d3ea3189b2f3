package dev.orderprocessing.customers;

/** Whether a customer may order. */
public enum CustomerStatus {

	ACTIVE, BLOCKED

}
