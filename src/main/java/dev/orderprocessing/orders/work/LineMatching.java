package dev.orderprocessing.orders.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.orders.model.AmendOrder;
import dev.orderprocessing.orders.model.LineService;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.orders.model.PlaceOrder;

/**
 * Finds out which live lines of an order the lines of an amendment mean: by number if
 * that is given, else those with the same SKU and services. Lines that none means are to
 * be cancelled.
 */
final class LineMatching {

	private final Order order;

	private final Set<OrderLine> free = new LinkedHashSet<>();

	private final List<Match> matches = new ArrayList<>();

	private LineMatching(Order order) {
		this.order = order;
		order.lines().stream().filter((line) -> line.live() > 0).forEach(this.free::add);
	}

	static LineMatching of(Order order, List<AmendOrder.Line> wanted) {
		LineMatching matching = new LineMatching(order);
		List<Integer> open = new ArrayList<>();
		for (int i = 0; i < wanted.size(); i++) {
			Integer number = wanted.get(i).lineNumber();
			if (number != null) {
				matching.byNumber(i, number, wanted.get(i));
			}
			else {
				open.add(i);
			}
		}
		matching.byGoods(open, wanted, true, (i, line) -> sameServices(wanted.get(i).wanted(), line));
		matching.byGoods(open, wanted, false, (i, line) -> sameCodes(wanted.get(i).wanted(), line)
				&& line.services().stream().noneMatch(LineService::isDone));
		matching.byGoods(open, wanted, true, (i, line) -> !wanted.get(i).servicesNamed());
		open.forEach((i) -> matching.matches.add(new Match(i, wanted.get(i).wanted(), List.of())));
		return matching;
	}

	List<Match> matches() {
		return this.matches;
	}

	/** Live lines that are not wanted any more. */
	Collection<OrderLine> unwanted() {
		return this.free;
	}

	private void byNumber(int index, int number, AmendOrder.Line wanted) {
		String pointer = "/lines/%d/lineNumber".formatted(index);
		OrderLine line = this.order.findLine(number)
			.filter((known) -> known.live() > 0)
			.orElseThrow(() -> BusinessException.atField(ProblemCode.UNKNOWN_LINE, pointer,
					"Order %s has no line %d with units that are not cancelled; leave lineNumber out for a new line."
						.formatted(this.order.number(), number)));
		if (!line.sku().equals(wanted.wanted().sku())) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/lines/%d/sku".formatted(index),
					"Line %d of order %s is %s, not %s; leave lineNumber out for other goods.".formatted(number,
							this.order.number(), line.sku(), wanted.wanted().sku()));
		}
		if (!this.free.remove(line)) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, pointer,
					"Line %d is named twice; name it once with all its units.".formatted(number));
		}
		PlaceOrder.Line units = wanted.servicesNamed() ? wanted.wanted() : as(wanted.wanted(), line);
		boolean same = sameServices(units, line)
				|| (sameCodes(units, line) && line.services().stream().noneMatch(LineService::isDone));
		this.matches.add(new Match(index, units, same ? List.of(line) : List.of()));
		if (!same) {
			this.free.add(line);
		}
	}

	private void byGoods(List<Integer> open, List<AmendOrder.Line> wanted, boolean together, Fit fit) {
		for (Integer index : List.copyOf(open)) {
			PlaceOrder.Line units = wanted.get(index).wanted();
			Predicate<OrderLine> fits = (line) -> line.sku().equals(units.sku()) && fit.test(index, line);
			Optional<Match> taken = this.matches.stream()
				.filter((match) -> together && match.isByGoods() && match.lines().stream().anyMatch(fits))
				.findFirst();
			if (taken.isPresent()) {
				this.matches.set(this.matches.indexOf(taken.get()), taken.get().and(units.quantity()));
				open.remove((Object) index);
				continue;
			}
			List<OrderLine> lines = this.free.stream().filter(fits).toList();
			if (!lines.isEmpty()) {
				boolean named = wanted.get(index).servicesNamed() || lines.getLast().services().isEmpty();
				this.matches.add(new Match(index, named ? units : as(units, lines.getLast()), lines, true));
				lines.forEach(this.free::remove);
				open.remove((Object) index);
			}
		}
	}

	/** With the services of the line, since none were named. */
	private static PlaceOrder.Line as(PlaceOrder.Line units, OrderLine line) {
		return new PlaceOrder.Line(units.sku(), units.quantity(), units.expectedUnitPrice(), services(line));
	}

	private static List<PlaceOrder.Service> services(OrderLine line) {
		return line.services()
			.stream()
			.map((service) -> new PlaceOrder.Service(service.code(), service.text()))
			.toList();
	}

	private static boolean sameServices(PlaceOrder.Line units, OrderLine line) {
		return Set.copyOf(units.services()).equals(Set.copyOf(services(line)));
	}

	private static boolean sameCodes(PlaceOrder.Line units, OrderLine line) {
		return units.services()
			.stream()
			.map(PlaceOrder.Service::code)
			.sorted()
			.toList()
			.equals(line.services().stream().map(LineService::code).sorted().toList());
	}

	@FunctionalInterface
	private interface Fit {

		boolean test(Integer index, OrderLine line);

	}

	/**
	 * Units that are wanted, and the lines that they are on.
	 *
	 * @param index in the request
	 */
	record Match(int index, PlaceOrder.Line wanted, List<OrderLine> lines, boolean isByGoods) {

		Match(int index, PlaceOrder.Line wanted, List<OrderLine> lines) {
			this(index, wanted, lines, false);
		}

		private Match and(int more) {
			return new Match(this.index, with(this.wanted.quantity() + more), this.lines, this.isByGoods);
		}

		/** The same goods, so many of them. */
		PlaceOrder.Line with(int units) {
			return new PlaceOrder.Line(this.wanted.sku(), units, this.wanted.expectedUnitPrice(),
					this.wanted.services());
		}

		int live() {
			return this.lines.stream().mapToInt(OrderLine::live).sum();
		}

		int units() {
			return this.wanted.quantity();
		}

	}

}
