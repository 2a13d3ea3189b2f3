package dev.orderprocessing.orders.model;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What can be done with an order; each is the last part of its path, {@code amend} being
 * PATCH on the order.
 */
public enum OrderAction {

	VERIFY("verify"), AMEND("amend"), HOLD("hold"), RELEASE("release"), CANCEL("cancel"), SERVICES("services"),
	FULFILL("fulfill"), SHIP("ship"), DELIVER("deliver"), TRACK("tracking"), INVOICE("invoice"), PAY("payments"),
	CONFIRM("confirm"), FEEDBACK("feedback");

	private final String path;

	OrderAction(String path) {
		this.path = path;
	}

	@JsonValue
	public String path() {
		return this.path;
	}

}
