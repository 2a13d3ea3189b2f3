package dev.orderprocessing.inventory;

import dev.orderprocessing.kernel.Sku;

/** What lies of one SKU in one warehouse, while its row is locked. */
final class StockRow {

	private final Sku sku;

	private final String warehouse;

	private final int priority;

	private final boolean active;

	private final int onHandBefore;

	private final int reservedBefore;

	private final int reorderPoint;

	private final int safetyStock;

	private int onHand;

	private int reserved;

	StockRow(Sku sku, String warehouse, int priority, boolean active, int onHand, int reserved, int safetyStock,
			int reorderPoint) {
		this.sku = sku;
		this.warehouse = warehouse;
		this.priority = priority;
		this.active = active;
		this.onHandBefore = onHand;
		this.reservedBefore = reserved;
		this.onHand = onHand;
		this.reserved = reserved;
		this.safetyStock = safetyStock;
		this.reorderPoint = reorderPoint;
	}

	Sku sku() {
		return this.sku;
	}

	String warehouse() {
		return this.warehouse;
	}

	int priority() {
		return this.priority;
	}

	int onHand() {
		return this.onHand;
	}

	int reserved() {
		return this.reserved;
	}

	/** On hand and nobody's: more than this cannot be taken away. */
	int unreserved() {
		return this.onHand - this.reserved;
	}

	int availableToPromise() {
		return this.active ? Math.max(0, this.onHand - this.reserved - this.safetyStock) : 0;
	}

	int onHandChange() {
		return this.onHand - this.onHandBefore;
	}

	int reservedChange() {
		return this.reserved - this.reservedBefore;
	}

	boolean changed() {
		return onHandChange() != 0 || reservedChange() != 0;
	}

	void book(int units) {
		this.onHand = Math.addExact(this.onHand, units);
	}

	void reserve(int units) {
		this.reserved += units;
	}

	StockView view() {
		return new StockView(this.sku, this.warehouse, this.onHand, this.reserved, this.safetyStock, this.reorderPoint,
				availableToPromise());
	}

}
