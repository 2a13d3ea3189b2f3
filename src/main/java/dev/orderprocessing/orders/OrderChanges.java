package dev.orderprocessing.orders;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.orders.OrderView.ChangeView;
import org.jspecify.annotations.Nullable;

/** What an amendment has changed, told value by value. */
final class OrderChanges {

	private OrderChanges() {
	}

	static List<ChangeView> between(OrderView before, OrderView after) {
		Map<String, String> earlier = values(before);
		Map<String, String> later = values(after);
		Set<String> fields = new LinkedHashSet<>(later.keySet());
		fields.addAll(earlier.keySet());
		List<ChangeView> changes = new ArrayList<>();
		for (String field : fields) {
			if (!Objects.equals(earlier.get(field), later.get(field))) {
				changes.add(new ChangeView(field, earlier.get(field), later.get(field)));
			}
		}
		return changes;
	}

	private static Map<String, String> values(OrderView order) {
		Map<String, String> values = new LinkedHashMap<>();
		put(values, "status", order.status());
		order.lines().forEach((line) -> line(values, line));
		put(values, "totals.items", order.totals().items());
		put(values, "totals.discount", order.totals().discount());
		put(values, "totals.shipping", order.totals().shipping());
		put(values, "totals.tax", order.totals().tax());
		put(values, "totals.grandTotal", order.totals().grandTotal());
		put(values, "totals.balance", order.totals().balance());
		put(values, "totals.refundDue", order.totals().refundDue());
		put(values, "couponCodes", order.couponCodes());
		put(values, "customer.name", order.customer().name());
		put(values, "customer.email", order.customer().email());
		put(values, "customer.phone", order.customer().phone());
		put(values, "shippingAddress", address(order.shippingAddress()));
		PostalAddress billing = order.billingAddress();
		put(values, "billingAddress", (billing != null) ? address(billing) : null);
		put(values, "delivery.method", order.delivery().method());
		put(values, "delivery.partialDelivery", order.delivery().partialDelivery());
		put(values, "payment.method", order.payment().method());
		put(values, "payment.status", order.payment().status());
		put(values, "note", order.note());
		order.metadata().forEach((key, value) -> put(values, "metadata." + key, value));
		order.holds().forEach((hold) -> put(values, "holds." + hold.type(), hold.reason()));
		return values;
	}

	private static void line(Map<String, String> values, OrderView.Line line) {
		String at = "lines[%d].".formatted(line.lineNumber());
		put(values, at + "sku", line.sku());
		put(values, at + "unitPrice", line.unitPrice());
		put(values, at + "taxRate", line.taxRate());
		put(values, at + "amounts.discount", line.amounts().discount());
		put(values, at + "amounts.gross", line.amounts().gross());
		put(values, at + "quantities.ordered", line.quantities().ordered());
		put(values, at + "quantities.cancelled", line.quantities().cancelled());
		put(values, at + "quantities.reserved", line.quantities().reserved());
		put(values, at + "quantities.backordered", line.quantities().backordered());
		line.services().forEach((service) -> put(values, at + "services." + service.code(), service.text()));
	}

	private static String address(PostalAddress address) {
		List<@Nullable String> parts = new ArrayList<>();
		parts.add(address.name());
		parts.add(address.company());
		parts.add(address.line1());
		parts.add(address.line2());
		parts.add(address.postalCode());
		parts.add(address.city());
		parts.add(address.region());
		parts.add(address.country().value());
		return String.join(", ", parts.stream().filter(Objects::nonNull).toList());
	}

	private static void put(Map<String, String> values, String field, @Nullable Object value) {
		if (value != null) {
			values.put(field, value.toString());
		}
	}

}
