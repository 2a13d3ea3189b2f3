package dev.orderprocessing.kernel.database;

import java.util.HashMap;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The statement of a page of a list.
 *
 * @param sql gives {@code :fetch} rows, one more than the page shows, which tells whether
 * there is another page
 * @param values of its other parameters
 */
public record PageQuery(String sql, Map<String, Object> values) {

	/**
	 * A page of the rows that fulfil the conditions.
	 * @param rows the statement that finds the rows, up to its conditions
	 * @param order the columns they are ordered by, which an index can follow
	 */
	public static PageQuery of(String rows, Conditions conditions, String order) {
		return new PageQuery("%s ORDER BY %s LIMIT :fetch".formatted(where(rows, conditions), order),
				conditions.values());
	}

	/**
	 * A page where each row has to be asked whether it is shown, which no index tells. It
	 * looks at {@link ScannedRow#AT_MOST} rows, so that it takes the same time however
	 * few are shown.
	 * @param shown the condition that a row {@code r} of them is shown
	 */
	public static PageQuery scanned(String rows, Conditions conditions, String order, Conditions shown) {
		Map<String, Object> values = new HashMap<>(conditions.values());
		values.putAll(shown.values());
		return new PageQuery("""
				SELECT * FROM (
				    SELECT r.*, (%1$s) AS shown, row_number() OVER (ORDER BY %2$s) = %4$d AS looked_at_last
				      FROM (%3$s ORDER BY %2$s LIMIT %4$d) r) r
				 WHERE shown OR looked_at_last ORDER BY %2$s LIMIT :fetch""".formatted(shown, order,
				where(rows, conditions), ScannedRow.AT_MOST), values);
	}

	private static String where(String rows, Conditions conditions) {
		return conditions.isEmpty() ? rows : rows + " WHERE " + conditions;
	}

	/** The same page as a part of another statement, which it knows as {@code %s}. */
	public PageQuery within(String statement) {
		return new PageQuery(statement.formatted(this.sql), this.values);
	}

	/** Asks the database for so many rows. */
	public JdbcClient.StatementSpec fetch(int rows, JdbcClient jdbc) {
		return jdbc.sql(this.sql).params(this.values).param("fetch", rows);
	}

}
