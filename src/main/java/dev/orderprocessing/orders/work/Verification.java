package dev.orderprocessing.orders.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.catalog.Catalog;
import dev.orderprocessing.catalog.ProductView;
import dev.orderprocessing.customers.CustomerView;
import dev.orderprocessing.customers.Customers;
import dev.orderprocessing.inventory.Allocation;
import dev.orderprocessing.inventory.Demand;
import dev.orderprocessing.inventory.Inventory;
import dev.orderprocessing.inventory.Shortage;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.orders.checks.Change;
import dev.orderprocessing.orders.checks.VerificationCheck;
import dev.orderprocessing.orders.checks.VerificationContext;
import dev.orderprocessing.orders.events.OrderVerificationFailed;
import dev.orderprocessing.orders.events.OrderVerified;
import dev.orderprocessing.orders.model.Act;
import dev.orderprocessing.orders.model.CheckOutcome;
import dev.orderprocessing.orders.model.Finding;
import dev.orderprocessing.orders.model.HoldType;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderAction;
import dev.orderprocessing.orders.model.OrderCommands.Verify;
import dev.orderprocessing.orders.model.OrderDraft;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.orders.model.VerificationReport;
import dev.orderprocessing.orders.rules.OrderSettings;
import dev.orderprocessing.orders.rules.OrderSituation;
import dev.orderprocessing.orders.store.OrderRecords;
import dev.orderprocessing.shipping.DeliveryQuote;
import dev.orderprocessing.shipping.Shipping;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Runs every check on an order and, when none stands in the way, reserves its stock;
 * otherwise the order is held. The stock comes last, so that hot rows are locked briefly.
 */
@Component
public class Verification {

	private static final String STOCK = "STOCK";

	private final List<VerificationCheck> checks;

	private final OrderSettings settings;

	private final OrderRecords records;

	private final Catalog catalog;

	private final Customers customers;

	private final Inventory inventory;

	private final Shipping shipping;

	Verification(List<VerificationCheck> checks, OrderSettings settings, OrderRecords records, Catalog catalog,
			Customers customers, Inventory inventory, Shipping shipping) {
		this.checks = checks;
		this.settings = settings;
		this.records = records;
		this.catalog = catalog;
		this.customers = customers;
		this.inventory = inventory;
		this.shipping = shipping;
	}

	/** Verifies an order, or lets it pass with an override and a reason. */
	public void verify(Step step, Verify command) {
		String reason = command.reason();
		if (command.override() && reason == null) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/reason",
					"An override needs a reason; it is kept in the history.");
		}
		VerificationContext context = step.draft()
			.map((draft) -> context(step, draft))
			.orElseGet(() -> lookedUp(step, Change.everything()));
		if (step.isPlacing()) {
			step.situation(new OrderSituation(step.order(), List.of(), this.settings.invoicePolicy()));
		}
		VerificationReport report = run(step, context, command.override());
		conclude(step, report, reason, command.override());
	}

	/** An order that was put together just now: all that is known is at hand. */
	private static VerificationContext context(Step step, OrderDraft draft) {
		return new VerificationContext(step.order(), draft.products(), draft.knownCustomer(), draft.delivery(),
				step.act().at(), Change.everything());
	}

	private VerificationContext lookedUp(Step step, Change change) {
		Order order = step.order();
		Set<Sku> skus = order.lines().stream().map(OrderLine::sku).collect(Collectors.toCollection(TreeSet::new));
		Map<Sku, ProductView> products = this.catalog.find(skus);
		Optional<CustomerView> customer = Optional.ofNullable(order.buyer().customerId()).flatMap(this.customers::find);
		long weight = order.lines().stream().mapToLong((line) -> (long) line.live() * line.weightGrams()).sum();
		DeliveryQuote delivery = this.shipping.quoteAgreed(order.deliveryMethod(), order.currency(),
				(int) Math.min(weight, Integer.MAX_VALUE));
		return new VerificationContext(order, products, customer, delivery, step.act().at(), change);
	}

	/**
	 * Runs every check and, if all is well, reserves. What was let pass before is let
	 * pass again, as long as the same is found.
	 */
	private VerificationReport run(Step step, VerificationContext context, boolean override) {
		Optional<VerificationReport> earlier = earlier(step.order());
		List<Finding> findings = new ArrayList<>();
		for (VerificationCheck check : this.checks) {
			Finding finding = check.check(context);
			boolean passed = (override && check.mayBeOverridden())
					|| earlier.flatMap((report) -> report.finding(check.name()))
						.filter(finding.override()::equals)
						.isPresent();
			findings.add((passed && finding.outcome() == CheckOutcome.FAIL) ? finding.override() : finding);
		}
		List<Demand> demands = demands(step, context, Map.of());
		findings.add(findings.stream().anyMatch(Finding::isOpen) ? look(demands) : reserve(step, demands));
		return report(step, findings);
	}

	private Optional<VerificationReport> earlier(Order order) {
		return (order.verificationRuns() > 0) ? this.records.latestFindings(order.id()) : Optional.empty();
	}

	/**
	 * Runs the checks about what an amendment has changed; the findings of the others
	 * stay. Units that were taken off are given back, and those that were added reserved,
	 * unless a check stands in the way: then the order is to be verified, and keeps what
	 * the stock holds for the units that stay.
	 * @param given units that the stock holds and gets back, by line
	 */
	void amended(Step step, Change change, Map<Integer, Integer> given, @Nullable String reason) {
		Order order = step.order();
		if (change.isNone()) {
			order.amended(true, step.act(), reason);
			return;
		}
		VerificationReport earlier = earlier(order).orElseThrow();
		VerificationContext context = lookedUp(step, change);
		Set<VerificationCheck> toRun = this.checks.stream()
			.filter((check) -> isInDoubt(check, change, earlier.finding(check.name())))
			.collect(Collectors.toSet());
		List<Finding> findings = new ArrayList<>();
		for (VerificationCheck check : this.checks) {
			Optional<Finding> before = earlier.finding(check.name());
			findings.add(toRun.contains(check) ? again(check, context, before) : before.orElseThrow());
		}
		boolean blocked = findings.stream().anyMatch(Finding::isOpen);
		List<Demand> demands = demands(step, context, given);
		giveBack(step, given, blocked ? List.of() : demands);
		Optional<Finding> stock = earlier.finding(STOCK);
		boolean looks = !demands.isEmpty() || stock.filter((before) -> !before.isOpen()).isEmpty();
		findings.add(!looks ? stock.orElseThrow() : blocked ? look(demands) : reserve(step, demands));
		if (toRun.isEmpty() && !looks) {
			order.amended(true, step.act(), reason);
			return;
		}
		VerificationReport report = report(step, findings);
		refuseIfPacked(order, report);
		order.amended(report.passed(), step.act(), reason);
		conclude(step, report, null, false);
	}

	/**
	 * Whether a check may find something else than before: what it is about has changed,
	 * or, for one that had doubts, has become less.
	 */
	private static boolean isInDoubt(VerificationCheck check, Change change, Optional<Finding> before) {
		return before.isEmpty() || change.worsens(check.about())
				|| (isDoubted(before.get()) && change.touches(check.about()));
	}

	private static boolean isDoubted(Finding finding) {
		return finding.outcome() != CheckOutcome.PASS && !finding.overridden();
	}

	/** What was let pass is so still, unless something else is found. */
	private static Finding again(VerificationCheck check, VerificationContext context, Optional<Finding> before) {
		Finding now = check.check(before.map(Verification::isDoubted).orElse(true) ? context.whole() : context);
		return before.filter(Finding::overridden)
			.filter((earlier) -> now.outcome() != CheckOutcome.FAIL || now.override().equals(earlier))
			.orElse(now);
	}

	/** Takes all locks at once, if units are also to be reserved. */
	private void giveBack(Step step, Map<Integer, Integer> given, List<Demand> demands) {
		if (given.isEmpty()) {
			return;
		}
		Order order = step.order();
		if (!demands.isEmpty()) {
			this.inventory.lock(
					Stream
						.concat(given.keySet().stream().map((number) -> order.line(number).sku()),
								demands.stream().map(Demand::sku))
						.toList());
		}
		this.inventory.release(order.id(), given);
		step.stockMoved();
	}

	private static void refuseIfPacked(Order order, VerificationReport report) {
		if (!report.passed() && order.count(OrderLine::fulfilled) > 0) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/shippingAddress",
					"Units of order %s are packed, so what is changed has to pass all checks. %s"
						.formatted(order.number(), report.spelledOut()));
		}
	}

	private VerificationReport report(Step step, List<Finding> findings) {
		return VerificationReport.of(step.order().verificationRun(), step.act().at(), List.copyOf(findings));
	}

	/** Lets the order go on or holds it, as was found. */
	private static void conclude(Step step, VerificationReport report, @Nullable String reason, boolean override) {
		Order order = step.order();
		Act act = step.act().then(OrderAction.VERIFY);
		step.found(report);
		if (!report.passed()) {
			String failed = "Failed: %s.".formatted(String.join(", ", report.failedChecks()));
			order.holdItself(HoldType.VERIFICATION, report.spelledOut(), act);
			order.verificationFailed(act, failed);
			step.announce((number, channel) -> new OrderVerificationFailed(number, channel, report.failedChecks()));
		}
		else if (order.status() == OrderStatus.PLACED) {
			order.lift(HoldType.VERIFICATION, (reason != null) ? reason : "Verified.", act);
			order.verified(act, reason);
			step.announce((number, channel) -> new OrderVerified(number, channel, report.warnings(), override));
		}
	}

	/** Reserves what is not held yet. */
	private Finding reserve(Step step, List<Demand> demands) {
		Order order = step.order();
		if (demands.isEmpty()) {
			return Finding.pass(STOCK, "All units are reserved.");
		}
		Allocation allocation = this.inventory.reserve(order.id(), demands);
		if (step.isPlacing()) {
			step.situation(new OrderSituation(order, allocation.lines(), this.settings.invoicePolicy()));
		}
		else {
			step.stockMoved();
		}
		return allocation.succeeded() ? reserved(allocation) : shortage(allocation.shortages());
	}

	private static Finding reserved(Allocation allocation) {
		var waiting = allocation.lines()
			.stream()
			.filter((position) -> position.backordered() > 0)
			.map((position) -> "%d × %s".formatted(position.backordered(), position.sku()))
			.toList();
		return waiting.isEmpty() ? Finding.pass(STOCK, "All units are reserved.")
				: Finding.warn(STOCK, "Backordered: %s.".formatted(String.join(", ", waiting)),
						"The next receipt serves the backorders in the order in which they came in.");
	}

	private Finding look(List<Demand> demands) {
		var available = this.inventory
			.availableToPromise(demands.stream().map(Demand::sku).collect(Collectors.toSet()));
		List<Shortage> shortages = demands.stream()
			.filter((demand) -> !demand.backorderable())
			.collect(Collectors.groupingBy(Demand::sku, Collectors.summingInt(Demand::quantity)))
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() > available.getOrDefault(entry.getKey(), 0))
			.map((entry) -> new Shortage(entry.getKey(), entry.getValue(), available.getOrDefault(entry.getKey(), 0)))
			.toList();
		return shortages.isEmpty()
				? Finding.pass(STOCK, "Enough is available now; nothing is reserved until the other checks pass.")
				: shortage(shortages);
	}

	private static Finding shortage(List<Shortage> shortages) {
		String evidence = shortages.stream()
			.map((shortage) -> "%s: %d asked for, %d available".formatted(shortage.sku(), shortage.requested(),
					shortage.available()))
			.collect(Collectors.joining("; "));
		return Finding.fail(STOCK, evidence + ".",
				"Receive stock and verify again, or amend the order without what is missing. Stock cannot be overridden.");
	}

	/** Units that are not held yet, by line. */
	private static List<Demand> demands(Step step, VerificationContext context, Map<Integer, Integer> given) {
		List<Demand> demands = new ArrayList<>();
		for (OrderLine line : context.order().lines()) {
			int units = step.situation().unheld(line) + given.getOrDefault(line.lineNumber(), 0);
			if (units > 0) {
				demands.add(new Demand(line.lineNumber(), line.sku(), units, isBackorderable(context, line)));
			}
		}
		return demands;
	}

	private static boolean isBackorderable(VerificationContext context, OrderLine line) {
		ProductView product = context.products().get(line.sku());
		return product != null && product.backorderable();
	}

}
