package dev.orderprocessing.kernel;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * Several writes that go to the database together, in the order in which they were added:
 * one round trip instead of one each. Modules add theirs to the same round trip without
 * knowing of each other. Texts may have at most one shape per kind of write, so that the
 * server keeps its plans.
 */
public final class RoundTrip {

	private final StringJoiner sql = new StringJoiner(";\n");

	private final List<@Nullable Object> values = new ArrayList<>();

	/**
	 * Adds a statement.
	 * @param values of the {@code ?} in their order; a {@code String[]} or
	 * {@code Integer[]} becomes an array of the database
	 */
	public RoundTrip add(String statement, List<? extends @Nullable Object> values) {
		this.sql.add(statement);
		this.values.addAll(values);
		return this;
	}

	/**
	 * Runs the statements; each sees what those before it have written.
	 * @return how many rows they have touched together
	 */
	public int execute(Connection connection) throws SQLException {
		if (this.sql.length() == 0) {
			return 0;
		}
		try (PreparedStatement statement = connection.prepareStatement(this.sql.toString())) {
			for (int i = 0; i < this.values.size(); i++) {
				bind(statement, i + 1, this.values.get(i));
			}
			statement.execute();
			int touched = 0;
			for (int rows = statement.getUpdateCount(); rows != -1; rows = statement.getUpdateCount()) {
				touched += rows;
				statement.getMoreResults();
			}
			return touched;
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
