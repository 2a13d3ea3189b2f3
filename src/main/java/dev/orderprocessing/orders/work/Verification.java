package dev.orderprocessing.orders.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.orderprocessing.catalog.Catalog;
import dev.orderprocessing.catalog.ProductView;
import dev.orderprocessing.customers.CustomerView;
import dev.orderprocessing.customers.Customers;
import dev.orderprocessing.inventory.Allocation;
import dev.orderprocessing.inventory.Demand;
import dev.orderprocessing.inventory.Inventory;
import dev.orderprocessing.inventory.LinePosition;
import dev.orderprocessing.inventory.Shortage;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
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
import dev.orderprocessing.orders.model.VerificationReport;
import dev.orderprocessing.orders.rules.OrderSettings;
import dev.orderprocessing.orders.rules.OrderSituation;
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

	private final Catalog catalog;

	private final Customers customers;

	private final Inventory inventory;

	private final Shipping shipping;

	Verification(List<VerificationCheck> checks, OrderSettings settings, Catalog catalog, Customers customers,
			Inventory inventory, Shipping shipping) {
		this.checks = checks;
		this.settings = settings;
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
		VerificationContext context = step.draft().map((draft) -> context(step, draft)).orElseGet(() -> lookedUp(step));
		verify(step, context, command.override(), reason);
	}

	/** An order that was put together just now: all that is known is at hand. */
	private static VerificationContext context(Step step, OrderDraft draft) {
		return new VerificationContext(step.order(), draft.products(), draft.knownCustomer(),
				Optional.of(draft.delivery()), step.act().at());
	}

	private VerificationContext lookedUp(Step step) {
		Order order = step.order();
		Set<Sku> skus = order.lines().stream().map(OrderLine::sku).collect(Collectors.toCollection(TreeSet::new));
		Map<Sku, ProductView> products = this.catalog.find(skus);
		Optional<CustomerView> customer = Optional.ofNullable(order.buyer().customerId()).flatMap(this.customers::find);
		long weight = order.lines().stream().mapToLong((line) -> (long) line.live() * line.weightGrams()).sum();
		Optional<DeliveryQuote> delivery = this.shipping.quote(order.deliveryMethod(), order.currency(),
				(int) Math.min(weight, Integer.MAX_VALUE));
		return new VerificationContext(order, products, customer, delivery, step.act().at());
	}

	private void verify(Step step, VerificationContext context, boolean override, @Nullable String reason) {
		Order order = step.order();
		Act act = step.act().then(OrderAction.VERIFY);
		Verdict verdict = run(context, override);
		VerificationReport report = verdict.report();
		step.found(report);
		step.situation(new OrderSituation(order, verdict.reserved(), this.settings.invoicePolicy()));
		if (report.passed()) {
			order.lift(HoldType.VERIFICATION, (reason != null) ? reason : "Verified.", act);
			order.verified(act, reason);
			step.announce((number, channel) -> new OrderVerified(number, channel, report.warnings(), override));
			return;
		}
		String failed = "Failed: %s.".formatted(String.join(", ", report.failedChecks()));
		order.holdItself(HoldType.VERIFICATION, failed, act);
		order.verificationFailed(act, failed);
		step.announce((number, channel) -> new OrderVerificationFailed(number, channel, report.failedChecks()));
	}

	/**
	 * Checks and, if all is well, reserves.
	 * @param override whether failures that may be overridden do not stand in the way
	 */
	private Verdict run(VerificationContext context, boolean override) {
		List<Finding> findings = new ArrayList<>();
		boolean blocked = false;
		for (VerificationCheck check : this.checks) {
			Finding finding = check.check(context);
			if (finding.outcome() == CheckOutcome.FAIL) {
				if (override && check.mayBeOverridden()) {
					finding = finding.override();
				}
				else {
					blocked = true;
				}
			}
			findings.add(finding);
		}
		List<LinePosition> reserved = List.of();
		if (blocked) {
			findings.add(look(context));
		}
		else {
			Allocation allocation = this.inventory.reserve(context.order().id(), demands(context));
			findings.add(allocation.succeeded() ? reserved(allocation) : shortage(allocation.shortages()));
			reserved = allocation.lines();
		}
		return new Verdict(
				VerificationReport.of(context.order().verificationRun(), context.now(), List.copyOf(findings)),
				reserved);
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

	private Finding look(VerificationContext context) {
		Collection<Demand> demands = demands(context);
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
				"Receive stock and verify again, or cancel or amend what is missing. Stock cannot be overridden.");
	}

	/** The findings, and what is reserved for the lines since then. */
	private record Verdict(VerificationReport report, List<LinePosition> reserved) {
	}

	private static List<Demand> demands(VerificationContext context) {
		return context.order()
			.lines()
			.stream()
			.filter((line) -> line.live() > 0)
			.map((line) -> new Demand(line.lineNumber(), line.sku(), line.live(), isBackorderable(context, line)))
			.toList();
	}

	private static boolean isBackorderable(VerificationContext context, OrderLine line) {
		ProductView product = context.products().get(line.sku());
		return product != null && product.backorderable();
	}

}
