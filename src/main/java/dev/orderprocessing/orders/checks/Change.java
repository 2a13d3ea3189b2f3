package dev.orderprocessing.orders.checks;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

import dev.orderprocessing.orders.model.OrderLine;

/** What has changed of an order since it was checked. */
public final class Change {

	private final Set<Subject> subjects = EnumSet.noneOf(Subject.class);

	private final Set<Subject> eased = EnumSet.noneOf(Subject.class);

	private final Set<Integer> lines = new TreeSet<>();

	private boolean whole;

	/** Nothing so far. */
	public static Change none() {
		return new Change();
	}

	/** As if nothing of the order had been checked before. */
	public static Change everything() {
		Change change = new Change();
		change.whole = true;
		change.subjects.addAll(EnumSet.allOf(Subject.class));
		return change;
	}

	public void of(Subject subject) {
		this.subjects.add(subject);
	}

	/** Less than was checked: what was good enough before is so now. */
	public void less(Subject subject) {
		this.eased.add(subject);
	}

	/** More units of a line than were checked, or at another price. */
	public void of(OrderLine line) {
		of(Subject.LINES);
		this.lines.add(line.lineNumber());
	}

	/** Whether a check about these must run again, although it had nothing to object. */
	public boolean worsens(Set<Subject> about) {
		return about.stream().anyMatch(this.subjects::contains);
	}

	/** Whether a check about these may come to another result. */
	public boolean touches(Set<Subject> about) {
		return worsens(about) || about.stream().anyMatch(this.eased::contains);
	}

	public boolean isNone() {
		return this.subjects.isEmpty() && this.eased.isEmpty();
	}

	boolean concerns(int lineNumber) {
		return this.whole || this.lines.contains(lineNumber);
	}

}
