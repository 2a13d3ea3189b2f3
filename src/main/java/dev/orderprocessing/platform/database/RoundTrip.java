package dev.orderprocessing.platform.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Several statements that go to the database together: one round trip instead of one
 * each.
 */
final class RoundTrip {

	private final List<String> statements = new ArrayList<>();

	private final List<@Nullable Object> values = new ArrayList<>();

	void add(String statement, List<? extends @Nullable Object> values) {
		this.statements.add(statement);
		this.values.addAll(values);
	}

	boolean isEmpty() {
		return this.statements.isEmpty();
	}

	/**
	 * Runs the statements, each of which sees what those before it have written, and
	 * forgets them.
	 */
	void execute(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(String.join(";\n", this.statements))) {
			for (int i = 0; i < this.values.size(); i++) {
				bind(statement, i + 1, this.values.get(i));
			}
			this.statements.clear();
			this.values.clear();
			statement.execute();
		}
	}

	private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
		switch (value) {
			case String[] texts -> statement.setArray(index, array(statement, "text", texts));
			case Integer[] numbers -> statement.setArray(index, array(statement, "int4", numbers));
			case Boolean[] flags -> statement.setArray(index, array(statement, "bool", flags));
			case null, default -> statement.setObject(index, value);
		}
	}

	private static Array array(PreparedStatement statement, String type, @Nullable Object[] items) throws SQLException {
		return statement.getConnection().createArrayOf(type, items);
	}

}
