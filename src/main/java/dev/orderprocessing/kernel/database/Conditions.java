package dev.orderprocessing.kernel.database;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.orderprocessing.kernel.Code;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a list fulfil. Each filter says whether its value is a parameter or a
 * literal of the statement; one without a value is left out, so that the database plans
 * for what is asked.
 */
public final class Conditions {

	/** Nothing that ends a literal. */
	private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]+");

	private final List<String> conditions = new ArrayList<>();

	private final Map<String, Object> values = new HashMap<>();

	/** A condition of ours, without anything that came from outside. */
	public Conditions and(String condition) {
		this.conditions.add(condition);
		return this;
	}

	/** A condition with its parameters. */
	public Conditions and(String condition, Map<String, ?> parameters) {
		this.values.putAll(parameters);
		return and(condition);
	}

	/** All of these too. */
	public Conditions and(Conditions others) {
		this.conditions.addAll(others.conditions);
		this.values.putAll(others.values);
		return this;
	}

	/**
	 * A value as a parameter: all values share a statement and its plan. For whatever any
	 * plan finds as fast (ids, numbers, texts, times) and for all that people write
	 * freely.
	 * @param condition with {@code :name} in the value's place
	 */
	public Conditions parameter(String condition, String name, @Nullable Object value) {
		return (value != null) ? and(condition, Map.of(name, stored(value))) : this;
	}

	/**
	 * Where the page begins: behind the last row of the page before. A parameter, because
	 * an index is walked from there the same way wherever it is.
	 * @param condition with {@code :after} in its place
	 */
	public Conditions after(String condition, @Nullable Object key) {
		return parameter(condition, "after", key);
	}

	/**
	 * A value as a literal, so that the planner tells rare values from frequent ones, and
	 * finds the partial index that was made for one; a statement for each value is the
	 * price. For columns of few values that are far from equally frequent.
	 */
	public Conditions literal(String column, @Nullable Enum<?> value) {
		return (value != null) ? and("%s = '%s'".formatted(column, value.name())) : this;
	}

	/** The same for a code. */
	public Conditions literal(String column, @Nullable Code value) {
		if (value == null) {
			return this;
		}
		if (!CODE.matcher(value.value()).matches()) {
			throw new IllegalArgumentException("not a code: " + value);
		}
		return and("%s = '%s'".formatted(column, value.value()));
	}

	private static Object stored(Object value) {
		return switch (value) {
			case Code code -> code.value();
			case Enum<?> constant -> constant.name();
			case Instant time -> time.atOffset(ZoneOffset.UTC);
			default -> value;
		};
	}

	public boolean isEmpty() {
		return this.conditions.isEmpty();
	}

	/** The values of the parameters. */
	public Map<String, Object> values() {
		return Map.copyOf(this.values);
	}

	/** As one condition. */
	@Override
	public String toString() {
		return isEmpty() ? "true" : String.join(" AND ", this.conditions);
	}

}
