package dev.orderprocessing.orders.model;

import java.util.UUID;

import dev.orderprocessing.kernel.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** Units of one line packed in one warehouse, and how many of them have left it. */
@Entity
@Table(name = "order_packing")
@SuppressWarnings("UnusedVariable") // the order is written for the database and its
									// readers
public class Packing {

	@Id
	private UUID id;

	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "order_line_id", updatable = false)
	private OrderLine line;

	@Column(updatable = false)
	private UUID orderId;

	@Column(updatable = false)
	private String warehouse;

	private int packed;

	private int shipped;

	protected Packing() {
	}

	Packing(OrderLine line, String warehouse) {
		this.id = Ids.next();
		this.line = line;
		this.orderId = line.orderId();
		this.warehouse = warehouse;
	}

	void pack(int units) {
		this.packed += units;
	}

	void unpack(int units) {
		this.packed -= units;
	}

	void ship(int units) {
		this.shipped += units;
	}

	/** Packed units that still stand in the warehouse. */
	public int waiting() {
		return this.packed - this.shipped;
	}

	boolean isEmpty() {
		return this.packed == 0;
	}

	public int lineNumber() {
		return this.line.lineNumber();
	}

	public String warehouse() {
		return this.warehouse;
	}

}
