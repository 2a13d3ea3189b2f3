package dev.orderprocessing.orders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import dev.orderprocessing.catalog.ProductView;
import dev.orderprocessing.inventory.Allocation;
import dev.orderprocessing.inventory.Demand;
import dev.orderprocessing.inventory.Inventory;
import dev.orderprocessing.inventory.LinePosition;
import dev.orderprocessing.inventory.Shortage;
import org.springframework.stereotype.Component;

/**
 * Runs every check on an order and, when none stands in the way, reserves its stock. The
 * stock comes last, so that hot rows are locked briefly.
 */
@Component
class Verification {

	private static final String STOCK = "STOCK";

	private final List<VerificationCheck> checks;

	private final Inventory inventory;

	Verification(List<VerificationCheck> checks, Inventory inventory) {
		this.checks = checks;
		this.inventory = inventory;
	}

	/**
	 * Checks and, if all is well, reserves.
	 * @param override whether failures that may be overridden do not stand in the way
	 */
	Verdict run(VerificationContext context, boolean override) {
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
	record Verdict(VerificationReport report, List<LinePosition> reserved) {
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
