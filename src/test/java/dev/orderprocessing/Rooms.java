package dev.orderprocessing;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

/**
 * The rooms of a module, its sub-packages: each uses only those before it. The module's
 * own package is the room {@code door}.
 */
record Rooms(String base, List<String> rooms) {

	static final Rooms ORDERS = of("orders", "events", "model", "rules", "store", "watch", "checks", "work", "door",
			"demo", "web");

	static final List<Rooms> ALL = List.of(of("kernel", "door", "database", "web"), ORDERS);

	private static Rooms of(String module, String... rooms) {
		return new Rooms("dev.orderprocessing." + module, List.of(rooms));
	}

	/** What uses a room that comes later. */
	List<String> against(JavaClasses classes) {
		return within(classes).filter((
				use) -> this.rooms.indexOf(room(use.getTargetClass())) > this.rooms.indexOf(room(use.getOriginClass())))
			.map(Dependency::getDescription)
			.toList();
	}

	/** Sub-packages that are no rooms. */
	Set<String> unknown(JavaClasses classes) {
		return classes.stream()
			.filter(this::isWithin)
			.map(this::room)
			.filter((room) -> !this.rooms.contains(room))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** Which room uses which, without what another way implies. */
	Set<String> edges(JavaClasses classes) {
		Set<String> uses = new TreeSet<>();
		within(classes).filter((use) -> !room(use.getOriginClass()).equals(room(use.getTargetClass())))
			.forEach((use) -> uses.add(room(use.getOriginClass()) + " --> " + room(use.getTargetClass())));
		return uses.stream()
			.filter((use) -> !isImplied(use, uses))
			.map((use) -> "    " + use)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean isImplied(String use, Set<String> uses) {
		String from = use.substring(0, use.indexOf(' '));
		String to = use.substring(use.lastIndexOf(' ') + 1);
		return uses.stream()
			.filter((other) -> other.startsWith(from + " --> ") && !other.equals(use))
			.map((other) -> other.substring(other.lastIndexOf(' ') + 1))
			.anyMatch((between) -> uses.contains(between + " --> " + to) || isImplied(between + " --> " + to, uses));
	}

	private Stream<Dependency> within(JavaClasses classes) {
		return classes.stream()
			.filter(this::isWithin)
			.flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
			.filter((use) -> isWithin(use.getTargetClass()));
	}

	private boolean isWithin(JavaClass type) {
		return type.getPackageName().equals(this.base) || type.getPackageName().startsWith(this.base + ".");
	}

	private String room(JavaClass type) {
		return type.getPackageName().equals(this.base) ? "door"
				: type.getPackageName().substring(this.base.length() + 1);
	}

}
