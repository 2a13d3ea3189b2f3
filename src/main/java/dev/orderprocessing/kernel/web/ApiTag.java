package dev.orderprocessing.kernel.web;

/** The groups of the OpenAPI document, in the order in which people meet them. */
public final class ApiTag {

	public static final String PLACEMENT = "1. Placement";

	public static final String VERIFICATION = "2. Verification";

	public static final String FULFILLMENT = "3. Fulfillment";

	public static final String SHIPPING = "4. Shipping and delivery";

	public static final String PAYMENT = "5. Invoicing and payment";

	public static final String CONFIRMATION = "6. Confirmation and feedback";

	public static final String ORDERS = "Orders";

	public static final String STOCK = "Stock";

	public static final String CATALOG = "Catalog";

	public static final String CUSTOMERS = "Customers";

	public static final String PRICING = "Prices, tax and delivery";

	public static final String EVENTS = "Events and consistency";

	public static final String ADMINISTRATION = "Administration";

	private ApiTag() {
	}

}
