package dev.orderprocessing.orders.store;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.database.SqlArrays;
import dev.orderprocessing.kernel.database.SqlFile;
import dev.orderprocessing.kernel.database.Writes;
import dev.orderprocessing.orders.model.AddressConverter;
import dev.orderprocessing.orders.model.Buyer;
import dev.orderprocessing.orders.model.LineService;
import dev.orderprocessing.orders.model.MetadataConverter;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderLine;
import org.jspecify.annotations.Nullable;

/**
 * Writes an order that has just been placed, with its lines, services and holds: plain
 * inserts, because a placement is the command that has to be fast. From then on the order
 * is an aggregate like any other and Hibernate writes what changes.
 */
final class NewOrder {

	private static final String ORDER = """
			INSERT INTO orders (id, number, channel, external_reference, status, customer_id, buyer_name, buyer_email,
				buyer_phone, currency, shipping_address, billing_address, delivery_method, partial_delivery,
				payment_method, payment_token, payment_status, payment_terms_days, coupon_codes, note, metadata,
				fingerprint, prices_include_tax, items_amount, discount_amount, shipping_fee, shipping_tax_rate,
				shipping_net, shipping_tax, shipping_gross, shipping_invoiced, tax_amount, grand_total,
				invoiced_amount, paid_amount, verification_runs, history_entries, feedback_given, placed_at, buyer_language,
				buyer_company, buyer_vat_id, buyer_reference, source, version)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS jsonb), CAST(? AS jsonb), ?, ?, ?, ?, ?, ?, ?, ?,
				CAST(? AS jsonb), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)""";

	private static final String LINES = SqlFile.positional("orders/new-lines");

	private static final String SERVICES = """
			INSERT INTO order_line_service (id, order_line_id, code, text, price)
			SELECT CAST(id AS uuid), CAST(line AS uuid), code, text, CAST(price AS numeric)
			FROM unnest(?, ?, ?, ?, ?) AS service (id, line, code, text, price)""";

	private static final String HOLD = """
			INSERT INTO order_hold (id, order_id, type, reason, placed_by, placed_by_role, placed_at)
			VALUES (?, ?, ?, ?, ?, ?, ?)""";

	private static final AddressConverter ADDRESS = new AddressConverter();

	private static final MetadataConverter METADATA = new MetadataConverter();

	private final Writes writes;

	NewOrder(Writes writes) {
		this.writes = writes;
	}

	void add(Order order) {
		this.writes.add(ORDER, values(order));
		this.writes.add(LINES, values(order.id(), order.lines()));
		List<OrderLine> withServices = order.lines().stream().filter((line) -> !line.services().isEmpty()).toList();
		if (!withServices.isEmpty()) {
			this.writes.add(SERVICES, services(withServices));
		}
		order.activeHolds()
			.forEach((hold) -> this.writes.add(HOLD,
					Arrays.asList(hold.id(), order.id(), hold.type().name(), hold.reason(), hold.placedBy(),
							(hold.placedByRole() != null) ? hold.placedByRole().name() : null,
							hold.placedAt().atOffset(ZoneOffset.UTC))));
	}

	private static List<@Nullable Object> values(Order order) {
		Buyer buyer = order.buyer();
		return Arrays.asList(order.id(), order.number(), order.channel().name(), order.externalReference(),
				order.status().name(), buyer.customerId(), buyer.name(), buyer.email(), buyer.phone(),
				order.currency().getCurrencyCode(), ADDRESS.convertToDatabaseColumn(order.shippingAddress()),
				ADDRESS.convertToDatabaseColumn(order.billingAddress()), order.deliveryMethod(),
				order.partialDelivery(), order.paymentMethod().name(), order.paymentToken(),
				order.paymentStatus().name(), buyer.paymentTermsDays(), order.couponCodes().toArray(String[]::new),
				order.note(), METADATA.convertToDatabaseColumn(order.metadata()), order.fingerprint(),
				order.pricesIncludeTax(), order.items().amount(), order.discount().amount(),
				order.shippingFee().amount(), order.shippingTaxRate(), order.shippingNet().amount(),
				order.shippingTax().amount(), order.shippingGross().amount(), order.shippingInvoiced(),
				order.tax().amount(), order.grandTotal().amount(), order.invoicedAmount().amount(),
				order.paidAmount().amount(), order.verificationRuns(), order.historyEntries(), order.isFeedbackGiven(),
				order.placedAt().atOffset(ZoneOffset.UTC), buyer.language(), buyer.company(), buyer.vatId(),
				buyer.reference(), order.furtherSource());
	}

	private static List<@Nullable Object> values(UUID orderId, List<OrderLine> lines) {
		return Arrays.asList(orderId, SqlArrays.texts(lines, OrderLine::id),
				SqlArrays.numbers(lines, OrderLine::lineNumber), SqlArrays.texts(lines, OrderLine::sku),
				SqlArrays.texts(lines, OrderLine::name), SqlArrays.numbers(lines, OrderLine::weightGrams),
				SqlArrays.texts(lines, OrderLine::taxCategory),
				SqlArrays.texts(lines, (line) -> line.unitPrice().amount()),
				SqlArrays.texts(lines, (line) -> line.servicesPrice().amount()),
				SqlArrays.texts(lines, NewOrder::expected),
				SqlArrays.texts(lines, (line) -> line.agreedAmounts().items().amount()),
				SqlArrays.texts(lines, (line) -> line.agreedAmounts().discount().amount()),
				SqlArrays.texts(lines, OrderLine::taxRate),
				SqlArrays.texts(lines, (line) -> line.agreedAmounts().net().amount()),
				SqlArrays.texts(lines, (line) -> line.agreedAmounts().tax().amount()),
				SqlArrays.texts(lines, (line) -> line.agreedAmounts().gross().amount()),
				SqlArrays.numbers(lines, OrderLine::ordered));
	}

	private static @Nullable BigDecimal expected(OrderLine line) {
		var expected = line.expectedPrice();
		return (expected != null) ? expected.amount() : null;
	}

	private static List<Object> services(List<OrderLine> lines) {
		List<String> owners = new ArrayList<>();
		List<LineService> services = new ArrayList<>();
		for (OrderLine line : lines) {
			line.services().forEach((service) -> {
				owners.add(line.id().toString());
				services.add(service);
			});
		}
		return List.of(SqlArrays.texts(services, LineService::id), owners.toArray(String[]::new),
				SqlArrays.texts(services, LineService::code), SqlArrays.texts(services, LineService::text),
				SqlArrays.texts(services, LineService::price));
	}

}
