package dev.orderprocessing.inventory;

import java.util.List;

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

	public boolean succeeded() {
		return this.shortages.isEmpty();
	}

}
