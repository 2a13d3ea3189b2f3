package dev.orderprocessing.kernel;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A row that a page has looked at, from {@link VisibleOrders#page}.
 *
 * @param visible whether the caller may see it
 * @param last whether the page has looked at so many that it looks no further
 */
public record Looked<T>(T item, boolean visible, boolean last) {

	public static <T> Looked<T> at(T item, ResultSet row) throws SQLException {
		return new Looked<>(item, row.getBoolean("visible"), row.getBoolean("looked_at_last"));
	}

}
