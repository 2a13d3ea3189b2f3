package dev.orderprocessing.kernel.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A row that a page has looked at, where each has to be asked whether it is shown. A page
 * takes the same time then however few are: it looks at {@link #AT_MOST} rows and goes on
 * behind them.
 *
 * @param shown whether it is
 * @param last whether the page has looked at so many that it looks no further
 */
public record ScannedRow<T>(T item, boolean shown, boolean last) {

	public static final int AT_MOST = 2_000;

	/**
	 * The statement of such a page; fetches {@code :fetch} rows.
	 * @param rows the statement that finds the rows, in that order
	 * @param order the columns that it is ordered by
	 * @param shown the condition that a row {@code r} of them is shown
	 */
	public static String page(String rows, String order, String shown) {
		return """
				SELECT * FROM (
				    SELECT r.*, (%1$s) AS shown, row_number() OVER (ORDER BY %2$s) = %4$d AS looked_at_last
				      FROM (%3$s ORDER BY %2$s LIMIT %4$d) r) r
				 WHERE shown OR looked_at_last ORDER BY %2$s LIMIT :fetch""".formatted(shown, order, rows, AT_MOST);
	}

	public static <T> ScannedRow<T> at(T item, ResultSet row) throws SQLException {
		return new ScannedRow<>(item, row.getBoolean("shown"), row.getBoolean("looked_at_last"));
	}

}
