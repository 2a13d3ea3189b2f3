package dev.orderprocessing.kernel.database;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that operators watch: a number, or one for each label, as of now.
 *
 * @param name in dots, such as {@code orders.oldest.open}; never renamed, since alerts
 * name it
 * @param meaning the number as a sentence
 * @param unit a base unit such as {@code seconds}, which ends the name of the metric;
 * null for a count of what the name says
 * @param labels columns of the statement that tell the numbers apart; few values each,
 * and none that names an order, a person or a SKU
 * @param sql gives the labels and {@code value}; it reads an index or a table that is
 * small at any number of orders
 * @param parameters of the statement by name, in addition to {@code now}
 */
public record Figure(String name, String meaning, @Nullable String unit, List<String> labels, String sql,
		Map<String, Object> parameters) {

	/** A count. */
	public static Figure count(String name, String meaning, List<String> labels, String sql) {
		return new Figure(name, meaning, null, labels, sql, Map.of());
	}

	/** An age. */
	public static Figure seconds(String name, String meaning, List<String> labels, String sql) {
		return new Figure(name, meaning, "seconds", labels, sql, Map.of());
	}

	/** The same with parameters. */
	public Figure with(Map<String, Object> values) {
		return new Figure(this.name, this.meaning, this.unit, this.labels, this.sql, values);
	}

}
