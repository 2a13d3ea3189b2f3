package dev.orderprocessing.kernel.web;

import java.util.List;

/**
 * A group of the API document.
 *
 * @param name its heading
 * @param sentence what it is about
 */
public record ApiTag(String name, String sentence) {

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

	/** In the order in which people meet them. */
	public static final List<ApiTag> ALL = List.of(new ApiTag(PLACEMENT, "Take an order in, from any channel."),
			new ApiTag(VERIFICATION, "Check completeness, price, customer and stock; see why an order waits."),
			new ApiTag(FULFILLMENT, "Pick, do the services, pack."),
			new ApiTag(SHIPPING, "Hand packages to the carrier and follow them to the door."),
			new ApiTag(PAYMENT, "Invoice what was delivered and take the money."),
			new ApiTag(CONFIRMATION, "Close the order and hear how it was."),
			new ApiTag(ORDERS, "At any stage: find and show orders, change, hold or cancel them, read their history."),
			new ApiTag(STOCK, "Warehouses, stock levels, receipts and movements."),
			new ApiTag(CATALOG, "Products and the services offered with them."),
			new ApiTag(CUSTOMERS, "Customers, their terms and credit."),
			new ApiTag(PRICING, "Coupons, tax rates and delivery methods."),
			new ApiTag(EVENTS, "The feed of everything that happened, and the proof that the books are exact."),
			new ApiTag(ADMINISTRATION, "API keys."));

}
