package dev.orderprocessing.walk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;

/**
 * A model of the service made from what can be read alone: it adds up for itself what
 * must be so, and says where it differs.
 */
final class Audit {

	private static final Set<String> MONEY = Set.of("CAPTURED", "RECEIVED");

	private static final Set<String> VERIFIED = Set.of("VERIFIED", "FULFILLED", "SHIPPED", "INVOICED", "CONFIRMED");

	private final Books books;

	private final List<String> faults = new ArrayList<>();

	private Audit(Books books) {
		this.books = books;
	}

	/** What does not agree. */
	static List<String> of(Books books) {
		Audit audit = new Audit(books);
		Map<String, List<JsonNode>> events = new HashMap<>();
		for (JsonNode event : books.events()) {
			events.computeIfAbsent(text(event, "/orderId"), (id) -> new ArrayList<>()).add(event);
		}
		for (JsonNode order : books.orders()) {
			audit.amounts(order);
			audit.billed(order);
			audit.paid(order);
			audit.units(order);
			audit.milestone(order);
			audit.history(order);
			audit.events(order, events.getOrDefault(text(order, "/id"), List.of()));
		}
		audit.stock();
		audit.coupons();
		audit.invoiceNumbers();
		audit.same("events of the feed", books.events().stream().map((event) -> text(event, "/id")).distinct().count(),
				(long) books.events().size());
		audit.same("open intents", List.of(), books.openIntents());
		return audit.faults;
	}

	private void amounts(JsonNode order) {
		String number = number(order);
		boolean taxIncluded = order.at("/totals/taxIncluded").asBoolean();
		for (JsonNode line : lines(order)) {
			BigDecimal items = amount(line, "/amounts/items");
			BigDecimal reduced = items.subtract(amount(line, "/amounts/discount"));
			BigDecimal perUnit = line.at("/services")
				.valueStream()
				.map((service) -> amount(service, "/pricePerUnit"))
				.reduce(amount(line, "/unitPrice"), BigDecimal::add);
			same(number + " items of a line", perUnit.multiply(BigDecimal.valueOf(live(line))), items);
			same(number + (taxIncluded ? " gross" : " net") + " of a line", reduced,
					amount(line, taxIncluded ? "/amounts/gross" : "/amounts/net"));
			same(number + " gross of a line", amount(line, "/amounts/net").add(amount(line, "/amounts/tax")),
					amount(line, "/amounts/gross"));
		}
		same(number + " items", sum(lines(order), "/amounts/items"), amount(order, "/totals/items"));
		same(number + " discount", sum(lines(order), "/amounts/discount"), amount(order, "/totals/discount"));
		BigDecimal total = amount(order, "/totals/items").subtract(amount(order, "/totals/discount"))
			.add(amount(order, "/totals/shipping"))
			.add(taxIncluded ? BigDecimal.ZERO : amount(order, "/totals/tax"));
		same(number + " agreed and not cancelled",
				amount(order, "/totals/agreed").subtract(amount(order, "/totals/cancelled")),
				amount(order, "/totals/grandTotal"));
		same(number + " total", total, amount(order, "/totals/grandTotal"));
	}

	private void billed(JsonNode order) {
		String number = number(order);
		List<JsonNode> invoices = this.books.invoicesOf().getOrDefault(number, List.of());
		List<JsonNode> payments = this.books.paymentsOf().getOrDefault(number, List.of());
		same(number + " invoiced", sum(invoices, "/gross"), amount(order, "/totals/invoiced"));
		for (JsonNode invoice : invoices) {
			String name = text(invoice, "/number");
			List<JsonNode> lines = invoice.at("/lines").valueStream().toList();
			same(name + " gross", sum(lines, "/gross").add(amount(invoice, "/shipping/gross")),
					amount(invoice, "/gross"));
			same(name + " tax", sum(invoice.at("/taxes").valueStream().toList(), "/tax"), amount(invoice, "/tax"));
			same(name + " net and tax", amount(invoice, "/net").add(amount(invoice, "/tax")),
					amount(invoice, "/gross"));
			BigDecimal allocated = payments.stream()
				.flatMap((payment) -> payment.at("/allocations").valueStream())
				.filter((allocation) -> text(allocation, "/invoiceNumber").equals(name))
				.map((allocation) -> amount(allocation, "/amount"))
				.reduce(BigDecimal.ZERO, BigDecimal::add);
			check(allocated.compareTo(amount(invoice, "/gross")) <= 0,
					"%s is paid with %s of %s".formatted(name, allocated, amount(invoice, "/gross")));
		}
	}

	private void paid(JsonNode order) {
		String number = number(order);
		List<JsonNode> payments = this.books.paymentsOf().getOrDefault(number, List.of());
		BigDecimal paid = payments.stream()
			.filter((payment) -> MONEY.contains(text(payment, "/status")))
			.map((payment) -> amount(payment, "/amount").subtract(amount(payment, "/refunded")))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
		same(number + " paid", paid, amount(order, "/totals/paid"));
		BigDecimal owed = amount(order, "/totals/grandTotal").subtract(paid);
		same(number + " balance", owed.max(BigDecimal.ZERO), amount(order, "/totals/balance"));
		same(number + " refund due", owed.negate().max(BigDecimal.ZERO), amount(order, "/totals/refundDue"));
		BigDecimal authorized = payments.stream()
			.filter((payment) -> text(payment, "/status").equals("AUTHORIZED"))
			.map((payment) -> amount(payment, "/amount").subtract(amount(payment, "/captured"))
				.subtract(amount(payment, "/givenUp"))
				.subtract(amount(payment, "/toGiveUp")))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
		boolean atRest = Set.of("CONFIRMED", "CANCELLED").contains(text(order, "/status"));
		BigDecimal most = atRest ? BigDecimal.ZERO : amount(order, "/totals/balance");
		check(authorized.compareTo(most) <= 0, "%s, %s, has %s authorised and a balance of %s".formatted(number,
				text(order, "/status"), authorized, amount(order, "/totals/balance")));
		check(!Set.of("PENDING", "UNKNOWN").contains(text(order, "/payment/status")),
				"%s waits for a gateway that is asked nothing".formatted(number));
	}

	private void units(JsonNode order) {
		String number = number(order);
		Map<Integer, Integer> shipped = new HashMap<>();
		Map<Integer, Integer> delivered = new HashMap<>();
		for (JsonNode shipment : this.books.shipmentsOf().getOrDefault(number, List.of())) {
			for (JsonNode line : shipment.at("/lines")) {
				int units = line.at("/quantity").asInt();
				shipped.merge(line.at("/lineNumber").asInt(), units, Integer::sum);
				delivered.merge(line.at("/lineNumber").asInt(), shipment.has("deliveredAt") ? units : 0, Integer::sum);
			}
		}
		Map<Integer, Integer> invoiced = new HashMap<>();
		this.books.invoicesOf()
			.getOrDefault(number, List.of())
			.forEach((invoice) -> invoice.at("/lines")
				.forEach((line) -> invoiced.merge(line.at("/lineNumber").asInt(), line.at("/quantity").asInt(),
						Integer::sum)));
		boolean holdsStock = VERIFIED.contains(text(order, "/status"));
		for (JsonNode line : lines(order)) {
			int lineNumber = line.at("/lineNumber").asInt();
			String name = "%s line %d ".formatted(number, lineNumber);
			same(name + "shipped", shipped.getOrDefault(lineNumber, 0), units(line, "shipped"));
			same(name + "delivered", delivered.getOrDefault(lineNumber, 0), units(line, "delivered"));
			same(name + "invoiced", invoiced.getOrDefault(lineNumber, 0), units(line, "invoiced"));
			int held = units(line, "reserved") + units(line, "backordered") + units(line, "shipped");
			// one whose amendment has failed a check keeps what it had
			same(name + "reserved, backordered and shipped",
					holdsStock ? live(line) : text(order, "/status").equals("PLACED") ? Math.min(held, live(line)) : 0,
					held);
			List<Integer> falling = List.of(units(line, "ordered"), live(line), units(line, "fulfilled"),
					units(line, "shipped"), units(line, "delivered"), 0);
			check(IntStream.range(1, falling.size()).allMatch((i) -> falling.get(i) <= falling.get(i - 1)),
					name + "counts ordered, live, fulfilled, shipped, delivered " + falling);
		}
	}

	/** The milestone, worked out from the counts. */
	private void milestone(JsonNode order) {
		List<JsonNode> lines = lines(order);
		String expected;
		if (all(lines, (line) -> 0)) {
			expected = "CANCELLED";
		}
		else if (!all(lines, (line) -> units(line, "fulfilled"))) {
			expected = text(order, "/status").equals("PLACED") ? "PLACED" : "VERIFIED";
		}
		else if (!all(lines, (line) -> units(line, "shipped"))) {
			expected = "FULFILLED";
		}
		else if (!all(lines, (line) -> units(line, "invoiced"))) {
			expected = "SHIPPED";
		}
		else {
			boolean done = all(lines, (line) -> units(line, "delivered"))
					&& amount(order, "/totals/balance").signum() == 0 && order.at("/holds").isEmpty();
			// one that was held at its end is confirmed by hand
			expected = (done && !text(order, "/nextAction").equals("confirm")) ? "CONFIRMED" : "INVOICED";
		}
		same(number(order) + " status", expected, text(order, "/status"));
	}

	private static boolean all(Collection<JsonNode> lines, ToIntFunction<JsonNode> count) {
		return lines.stream().allMatch((line) -> count.applyAsInt(line) == live(line));
	}

	private void history(JsonNode order) {
		List<JsonNode> entries = this.books.historyOf().getOrDefault(number(order), List.of());
		String before = "";
		for (int i = 0; i < entries.size(); i++) {
			same(number(order) + " history", i + 1, entries.get(i).at("/entry").asInt());
			same(number(order) + " history from", before, text(entries.get(i), "/from"));
			before = text(entries.get(i), "/to");
		}
		same(number(order) + " history ends", before, text(order, "/status"));
	}

	private void events(JsonNode order, List<JsonNode> events) {
		String number = number(order);
		same(number + " event sequence", IntStream.rangeClosed(1, events.size()).boxed().toList(),
				events.stream().map((event) -> event.at("/sequence").asInt()).toList());
		same(number + " placed", 1L, count(events, "OrderPlaced"));
		same(number + " cancelled", text(order, "/status").equals("CANCELLED") ? 1L : 0L,
				count(events, "OrderCancelled"));
		same(number + " confirmed", text(order, "/status").equals("CONFIRMED") ? 1L : 0L,
				count(events, "OrderConfirmed"));
		same(number + " invoices told", (long) this.books.invoicesOf().getOrDefault(number, List.of()).size(),
				count(events, "OrderInvoiced"));
		same(number + " shipments told", (long) this.books.shipmentsOf().getOrDefault(number, List.of()).size(),
				count(events, "UnitsShipped"));
	}

	private static long count(List<JsonNode> events, String type) {
		return events.stream().filter((event) -> text(event, "/type").equals(type)).count();
	}

	private void stock() {
		Map<String, Integer> reserved = new TreeMap<>();
		Map<String, Integer> backordered = new TreeMap<>();
		Map<String, Integer> shipped = new TreeMap<>();
		for (JsonNode order : this.books.orders()) {
			for (JsonNode line : lines(order)) {
				String sku = text(line, "/sku");
				reserved.merge(sku, units(line, "reserved"), Integer::sum);
				backordered.merge(sku, units(line, "backordered"), Integer::sum);
				shipped.merge(sku, units(line, "shipped"), Integer::sum);
			}
		}
		Map<String, Integer> moved = new TreeMap<>();
		Map<String, Integer> issued = new TreeMap<>();
		for (JsonNode movement : this.books.movements()) {
			int units = movement.at("/quantity").asInt();
			moved.merge(place(movement), units, Integer::sum);
			if (text(movement, "/type").equals("ISSUE")) {
				issued.merge(text(movement, "/sku"), -units, Integer::sum);
			}
		}
		Map<String, Integer> waiting = new TreeMap<>();
		this.books.backorders()
			.forEach((backorder) -> waiting.merge(text(backorder, "/sku"), backorder.at("/quantity").asInt(),
					Integer::sum));
		Map<String, Integer> held = new TreeMap<>();
		for (JsonNode row : this.books.stock()) {
			int onHand = row.at("/onHand").asInt();
			int promised = row.at("/reserved").asInt();
			held.merge(text(row, "/sku"), promised, Integer::sum);
			same("on hand of " + place(row), moved.getOrDefault(place(row), 0), onHand);
			check(promised >= 0 && promised <= onHand,
					"%s has %d on hand and %d reserved".formatted(place(row), onHand, promised));
		}
		same("reserved units", withoutNone(reserved), withoutNone(held));
		same("backordered units", withoutNone(backordered), withoutNone(waiting));
		same("issued units", withoutNone(shipped), withoutNone(issued));
	}

	private static Map<String, Integer> withoutNone(Map<String, Integer> units) {
		units.values().removeIf((count) -> count == 0);
		return units;
	}

	private void coupons() {
		for (JsonNode coupon : this.books.coupons()) {
			String code = text(coupon, "/code");
			int used = (int) this.books.orders()
				.stream()
				.filter((order) -> !text(order, "/status").equals("CANCELLED"))
				.filter((order) -> order.at("/couponCodes")
					.valueStream()
					.anyMatch((given) -> given.asString().equals(code)))
				.count();
			if (code.startsWith("WALK-")) {
				same("uses of " + code, used, coupon.at("/used").asInt());
			}
			if (coupon.has("maxUses")) {
				check(used <= coupon.at("/maxUses").asInt(), "%s was used %d times".formatted(code, used));
			}
		}
	}

	private void invoiceNumbers() {
		Map<String, List<Integer>> years = new TreeMap<>();
		for (JsonNode invoice : this.books.invoices()) {
			String number = text(invoice, "/number");
			int dash = number.lastIndexOf('-');
			years.computeIfAbsent(number.substring(0, dash), (year) -> new ArrayList<>())
				.add(Integer.valueOf(number.substring(dash + 1)));
		}
		years.forEach((year, numbers) -> same("numbers of " + year,
				IntStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers.stream().sorted().toList()));
		Set<String> numbers = new HashSet<>();
		this.books.orders()
			.forEach((order) -> check(numbers.add(number(order)), "%s is there twice".formatted(number(order))));
	}

	private void same(String what, Object expected, Object found) {
		boolean equal = (expected instanceof BigDecimal one && found instanceof BigDecimal other)
				? one.compareTo(other) == 0 : expected.equals(found);
		check(equal, "%s: %s by our count, not %s".formatted(what, expected, found));
	}

	private void check(boolean holds, String fault) {
		if (!holds) {
			this.faults.add(fault);
		}
	}

	private static String place(JsonNode stock) {
		return text(stock, "/sku") + " in " + text(stock, "/warehouse");
	}

	private static BigDecimal sum(Collection<JsonNode> items, String pointer) {
		return items.stream().map((item) -> amount(item, pointer)).reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	/** The amount of the money at a pointer, zero when there is none. */
	private static BigDecimal amount(JsonNode node, String pointer) {
		return new BigDecimal(node.at(pointer + "/amount").asString("0"));
	}

	private static List<JsonNode> lines(JsonNode order) {
		return order.at("/lines").valueStream().toList();
	}

	private static int live(JsonNode line) {
		return units(line, "ordered") - units(line, "cancelled");
	}

	private static int units(JsonNode line, String count) {
		return line.at("/quantities/" + count).asInt();
	}

	private static String number(JsonNode order) {
		return text(order, "/number");
	}

	private static String text(JsonNode node, String pointer) {
		return node.at(pointer).asString("");
	}

}
