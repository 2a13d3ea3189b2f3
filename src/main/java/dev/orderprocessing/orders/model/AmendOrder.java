package dev.orderprocessing.orders.model;

import java.util.List;

import dev.orderprocessing.kernel.PostalAddress;
import org.jspecify.annotations.Nullable;

/**
 * Changes an order before anything of it is packed; what is absent stays as it is.
 *
 * @param lines all lines of the order from now on; a SKU that was on the order keeps its
 * price
 */
public record AmendOrder(@Nullable List<PlaceOrder.Line> lines, @Nullable PostalAddress shippingAddress,
		@Nullable PostalAddress billingAddress, @Nullable String deliveryMethod, @Nullable Boolean partialDelivery,
		@Nullable String note, @Nullable String reason) {
}
