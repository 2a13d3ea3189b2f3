package dev.orderprocessing.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One command on one order while it runs: who, when, what was found and what is to be
 * announced.
 */
final class Step {

	private final Order order;

	private final String actor;

	private final Instant now;

	private final OrderStatus before;

	private final List<Record> events = new ArrayList<>();

	private final boolean placing;

	private @Nullable OrderSituation situation;

	private boolean stockMoved;

	private @Nullable VerificationReport report;

	private Step(Order order, boolean placing, String actor, Instant now) {
		this.order = order;
		this.placing = placing;
		this.before = order.status();
		this.actor = actor;
		this.now = now;
	}

	/** The command that places the order. */
	static Step placing(Order order, String actor, Instant now) {
		return new Step(order, true, actor, now);
	}

	/** A command on an order that is locked. */
	static Step on(Order order, String actor, Instant now) {
		return new Step(order, false, actor, now);
	}

	void announce(Record event) {
		this.events.add(event);
	}

	void found(VerificationReport newReport) {
		this.report = newReport;
	}

	void situation(OrderSituation newSituation) {
		this.situation = newSituation;
		this.stockMoved = false;
	}

	/** Notes that the stock holds something else for the order than it did. */
	void stockMoved() {
		this.stockMoved = true;
	}

	boolean hasStockMoved() {
		return this.stockMoved;
	}

	boolean isPlacing() {
		return this.placing;
	}

	/**
	 * The order and its stock as they were when the command began; the order changes
	 * along.
	 */
	OrderSituation situation() {
		if (this.situation == null) {
			throw new IllegalStateException("the situation has not been looked at");
		}
		return this.situation;
	}

	/** Whether this command has completed the order. */
	boolean isNowConfirmed() {
		return this.before != OrderStatus.CONFIRMED && this.order.status() == OrderStatus.CONFIRMED;
	}

	Order order() {
		return this.order;
	}

	String actor() {
		return this.actor;
	}

	Instant now() {
		return this.now;
	}

	Optional<VerificationReport> report() {
		return Optional.ofNullable(this.report);
	}

	List<Record> events() {
		return this.events;
	}

}
