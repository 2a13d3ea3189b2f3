package dev.orderprocessing.inventory;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What became of an attempt to reserve.
 *
 * @param shortages what prevented it; empty when everything is reserved or backordered
 * @param lines what the stock holds for the lines now; empty when it was prevented
 */
public record Allocation(List<Shortage> shortages, List<LinePosition> lines) {

	static Allocation prevented(List<Shortage> shortages) {
		return new Allocation(shortages, List.of());
	}

	static Allocation from(String warehouse, UUID orderId, Collection<Demand> demands) {
		return new Allocation(List.of(),
				demands.stream()
					.map((demand) -> new LinePosition(orderId, demand.lineNumber(), demand.sku(),
							List.of(new LinePosition.Reserved(warehouse, demand.quantity())), 0, 0))
					.toList());
	}

	public boolean succeeded() {
		return this.shortages.isEmpty();
	}

}
