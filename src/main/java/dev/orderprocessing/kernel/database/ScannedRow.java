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

	public static <T> ScannedRow<T> at(T item, ResultSet row) throws SQLException {
		return new ScannedRow<>(item, row.getBoolean("shown"), row.getBoolean("looked_at_last"));
	}

}
