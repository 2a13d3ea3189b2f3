package dev.orderprocessing.orders.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.inventory.GoodsIssue;
import dev.orderprocessing.inventory.Inventory;
import dev.orderprocessing.inventory.LinePosition;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.orders.events.ShipmentDelivered;
import dev.orderprocessing.orders.events.TrackingCorrected;
import dev.orderprocessing.orders.events.UnitsFulfilled;
import dev.orderprocessing.orders.events.UnitsShipped;
import dev.orderprocessing.orders.model.LineService;
import dev.orderprocessing.orders.model.Order;
import dev.orderprocessing.orders.model.OrderCommands.CompleteServices;
import dev.orderprocessing.orders.model.OrderCommands.Deliver;
import dev.orderprocessing.orders.model.OrderCommands.Fulfill;
import dev.orderprocessing.orders.model.OrderCommands.Sending;
import dev.orderprocessing.orders.model.OrderCommands.Ship;
import dev.orderprocessing.orders.model.OrderCommands.Track;
import dev.orderprocessing.orders.model.OrderLine;
import dev.orderprocessing.orders.model.OrderStatus;
import dev.orderprocessing.orders.model.Packing;
import dev.orderprocessing.orders.rules.OrderRules;
import dev.orderprocessing.orders.rules.Refusal;
import dev.orderprocessing.shipping.Dispatch;
import dev.orderprocessing.shipping.Label;
import dev.orderprocessing.shipping.ShipmentView;
import dev.orderprocessing.shipping.Shipping;

import org.springframework.stereotype.Component;

/**
 * The goods side of the order commands: service work, packing, dispatch with goods issue,
 * and delivery.
 */
@Component
public class Fulfillment {

	private final Inventory inventory;

	private final Shipping shipping;

	Fulfillment(Inventory inventory, Shipping shipping) {
		this.inventory = inventory;
		this.shipping = shipping;
	}

	/** Marks the service work of the named lines as done, or all of it. */
	public void completeServices(Step step, CompleteServices command) {
		List<Integer> lines = command.lines();
		if (lines != null) {
			for (int i = 0; i < lines.size(); i++) {
				step.line(lines.get(i), "/lines/%d".formatted(i));
			}
		}
		List<LineService> services = step.order()
			.lines()
			.stream()
			.filter((line) -> lines == null || lines.contains(line.lineNumber()))
			.flatMap((line) -> line.services().stream())
			.filter((service) -> !service.isDone())
			.toList();
		if (services.isEmpty()) {
			throw OrderRules.refused(step.situation(),
					new Refusal("No service work is open on these lines.", "Name other lines, or none for all."));
		}
		step.order().servicesDone(services, step.act());
	}

	/** Packs reserved units, all that are ready or those that are named. */
	public void pack(Step step, Fulfill command) {
		Order order = step.order();
		Map<Integer, Integer> units = step.units(command.lines(), "packed", step.situation()::packable);
		units.forEach((lineNumber, quantity) -> pack(step, order.line(lineNumber), quantity));
		order.follow(step.act(), null);
		step.announce((number, channel) -> new UnitsFulfilled(number, channel,
				units.values().stream().mapToInt(Integer::intValue).sum(), order.status() == OrderStatus.FULFILLED));
	}

	private static void pack(Step step, OrderLine line, int quantity) {
		int left = quantity;
		for (LinePosition position : step.situation().positions()) {
			if (position.lineNumber() != line.lineNumber()) {
				continue;
			}
			for (LinePosition.Reserved reserved : position.reserved()) {
				int units = Math.min(left, step.situation().unpacked(line, reserved));
				if (units > 0) {
					line.pack(reserved.warehouse(), units);
					left -= units;
				}
			}
		}
		if (left > 0) {
			throw new IllegalStateException("packed more units than are reserved");
		}
	}

	/** Sends packed units: one shipment per warehouse. */
	public void ship(Step step, Ship command) {
		Order order = step.order();
		Map<String, Label> labels = labels(command);
		Map<String, Map<Packing, Integer>> byWarehouse = packedUnits(step, command, labels.keySet());
		if (byWarehouse.size() > 1 && command.label().trackingNumber() != null) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/trackingNumber",
					"The units stand in several warehouses (%s), which makes several shipments; give each its own number: {\"shipments\":[{\"warehouse\":\"%s\",\"trackingNumber\":\"…\"}, …]}."
						.formatted(String.join(", ", byWarehouse.keySet()), byWarehouse.keySet().iterator().next()));
		}
		List<ShipmentView> shipments = new ArrayList<>();
		byWarehouse.forEach((warehouse, packings) -> shipments
			.add(dispatch(step.order(), labels.getOrDefault(warehouse, command.label()), warehouse, packings)));
		this.inventory.issue(order.id(), shipments.stream().flatMap(Fulfillment::goods).toList());
		step.stockMoved();
		order.follow(step.act(), String.join(", ", shipments.stream().map(ShipmentView::number).toList()));
		for (ShipmentView shipment : shipments) {
			step.announce((number, channel) -> new UnitsShipped(number, channel, shipment.number(),
					shipment.warehouse(), shipment.carrier(), shipment.trackingNumber(), shipment.trackingUrl(),
					units(shipment), order.count(OrderLine::shipped) == order.live()));
		}
	}

	/** The labels of the shipments that are described, by warehouse. */
	private static Map<String, Label> labels(Ship command) {
		List<Sending> sendings = command.shipments();
		if (sendings == null) {
			return Map.of();
		}
		if (command.warehouse() != null || !command.label().saysNothing()) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/shipments",
					"Say warehouse, carrier and tracking within each of the shipments, or beside for the only one.");
		}
		Map<String, Label> labels = new LinkedHashMap<>();
		for (int i = 0; i < sendings.size(); i++) {
			Sending sending = sendings.get(i);
			if (labels.put(sending.warehouse(), sending.label()) != null) {
				throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/shipments/%d/warehouse".formatted(i),
						"%s is named twice; what leaves one warehouse together is one shipment."
							.formatted(sending.warehouse()));
			}
		}
		return labels;
	}

	/**
	 * What is sent from where.
	 * @param described the warehouses of the shipments that are described; none: the one
	 * that is named, or all
	 */
	private static Map<String, Map<Packing, Integer>> packedUnits(Step step, Ship command, Set<String> described) {
		Order order = step.order();
		List<Packing> packed = order.packings()
			.stream()
			.filter((packing) -> packing.waiting() > 0)
			.sorted(Comparator.comparing(Packing::warehouse).thenComparingInt(Packing::lineNumber))
			.toList();
		String all = packed.stream().map(Packing::warehouse).distinct().collect(Collectors.joining(", "));
		String only = command.warehouse();
		Set<String> from = (only != null) ? Set.of(only) : described;
		int named = 0;
		for (String warehouse : from) {
			if (packed.stream().noneMatch((packing) -> packing.warehouse().equals(warehouse))) {
				throw BusinessException.atField(ProblemCode.QUANTITY_NOT_AVAILABLE,
						(only != null) ? "/warehouse" : "/shipments/%d/warehouse".formatted(named),
						"No packed units of order %s wait in warehouse %s; they wait in %s.".formatted(order.number(),
								warehouse, all));
			}
			named++;
		}
		List<Packing> waiting = packed.stream()
			.filter((packing) -> from.isEmpty() || from.contains(packing.warehouse()))
			.toList();
		Map<Integer, Integer> wanted = step.units(command.lines(), "shipped",
				(line) -> waiting.stream()
					.filter((packing) -> packing.lineNumber() == line.lineNumber())
					.mapToInt(Packing::waiting)
					.sum());
		if (!order.partialDelivery() && wanted.values().stream().mapToInt(Integer::intValue).sum() < order.live()) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED,
					(command.lines() != null) ? "/lines" : (only != null) ? "/warehouse" : "/shipments",
					"The buyer wants one delivery: send all units at once. They wait in %s; leave lines and warehouse out, or describe the shipment of each warehouse in shipments."
						.formatted(all));
		}
		Map<String, Map<Packing, Integer>> result = new TreeMap<>();
		for (Packing packing : waiting) {
			int left = wanted.getOrDefault(packing.lineNumber(), 0);
			int units = Math.min(left, packing.waiting());
			if (units > 0) {
				wanted.put(packing.lineNumber(), left - units);
				result.computeIfAbsent(packing.warehouse(), (key) -> new LinkedHashMap<>()).put(packing, units);
			}
		}
		return result;
	}

	private ShipmentView dispatch(Order order, Label label, String warehouse, Map<Packing, Integer> packings) {
		List<Dispatch.Line> lines = new ArrayList<>();
		long weight = 0;
		for (var entry : packings.entrySet()) {
			OrderLine line = order.line(entry.getKey().lineNumber());
			int units = entry.getValue();
			line.ship(entry.getKey(), units);
			lines.add(new Dispatch.Line(line.lineNumber(), line.sku(), units));
			weight += (long) line.weightGrams() * units;
		}
		return this.shipping.dispatch(new Dispatch(order.id(), order.number(), order.deliveryMethod(), warehouse, label,
				lines, (int) Math.min(weight, Integer.MAX_VALUE)));
	}

	private static Stream<GoodsIssue> goods(ShipmentView shipment) {
		return shipment.lines()
			.stream()
			.map((line) -> new GoodsIssue(shipment.number(), line.lineNumber(), line.sku(), shipment.warehouse(),
					line.quantity()));
	}

	private static int units(ShipmentView shipment) {
		return shipment.lines().stream().mapToInt(Dispatch.Line::quantity).sum();
	}

	/** Corrects the label of a shipment under way. */
	public void track(Step step, Track command) {
		if (command.label().saysNothing()) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/trackingNumber",
					"Send what is right: trackingNumber, carrier or trackingUrl.");
		}
		ShipmentView shipment = this.shipping.correct(step.order().id(), command.shipment(), command.label());
		step.order()
			.follow(step.act(), "%s: %s %s".formatted(shipment.number(), shipment.carrier(),
					Objects.requireNonNullElse(shipment.trackingNumber(), "without a number")));
		step.announce((number, channel) -> new TrackingCorrected(number, channel, shipment.number(), shipment.carrier(),
				shipment.trackingNumber(), shipment.trackingUrl()));
	}

	/** Notes that shipments have arrived. */
	public void deliver(Step step, Deliver command) {
		Order order = step.order();
		for (ShipmentView delivered : this.shipping.deliver(order.id(), command.shipment(), command.proof())) {
			delivered.lines().forEach((line) -> order.deliver(line.lineNumber(), line.quantity()));
			step.announce((number, channel) -> new ShipmentDelivered(number, channel, delivered.number(),
					units(delivered), order.count(OrderLine::delivered) == order.live()));
		}
		order.follow(step.act(), command.proof());
	}

}
