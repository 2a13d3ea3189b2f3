package dev.orderprocessing.support;

import java.util.ArrayList;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for a text in every column of every table, bytes included. */
public final class StoredText {

	private StoredText() {
	}

	/** The columns that hold the text, such as {@code orders.note}. */
	public static List<String> columnsWith(String text, JdbcClient jdbc) {
		List<String> found = new ArrayList<>();
		columns(jdbc).forEach((column) -> {
			String value = column.type().equals("bytea") ? "encode(%s, 'escape')" : "%s::text";
			boolean holds = jdbc
				.sql("SELECT EXISTS (SELECT 1 FROM %s WHERE position(:text IN %s) > 0)".formatted(column.table(),
						value.formatted(column.name())))
				.param("text", text)
				.query(Boolean.class)
				.single();
			if (holds) {
				found.add(column.table() + "." + column.name());
			}
		});
		return found;
	}

	private static List<Column> columns(JdbcClient jdbc) {
		return jdbc.sql("""
				SELECT format('%I', c.table_name) AS "table", format('%I', c.column_name) AS name,
				       c.udt_name AS type
				  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
				 WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
				 ORDER BY c.table_name, c.ordinal_position""")
			.query((row, _) -> new Column(row.getString(1), row.getString(2), row.getString(3)))
			.list();
	}

	private record Column(String table, String name, String type) {
	}

}
