package dev.orderprocessing.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Several inserts, updates and deletes that go to the database as one statement
 * (PostgreSQL data-modifying {@code WITH}), so that hot rows stay locked for as few round
 * trips as possible. Each part says how many rows it must touch.
 */
final class CombinedStatement {

	private final List<String> parts = new ArrayList<>();

	private final List<String> counts = new ArrayList<>();

	private final List<Integer> expected = new ArrayList<>();

	private final Map<String, Object> parameters = new HashMap<>();

	/** Adds a part, unless there is nothing for it to do. */
	void add(String name, int rows, String sql, Map<String, Object> parameters) {
		if (rows > 0) {
			this.parts.add(part(name, sql));
			expect(rows, count(name));
			this.parameters.putAll(parameters);
		}
	}

	/** Adds two parts that divide the rows between them. */
	void addEither(String name, String otherName, int rows, String sql, String otherSql,
			Map<String, Object> parameters) {
		if (rows > 0) {
			this.parts.add(part(name, sql));
			this.parts.add(part(otherName, otherSql));
			expect(rows, count(name) + " + " + count(otherName));
			this.parameters.putAll(parameters);
		}
	}

	/**
	 * Runs all parts.
	 * @throws IllegalStateException when a part met other rows than it was made for
	 */
	void execute(JdbcClient jdbc) {
		if (this.parts.isEmpty()) {
			return;
		}
		String sql = this.parts.stream().collect(Collectors.joining(",\n", "WITH ", "\nSELECT "))
				+ String.join(", ", this.counts);
		List<Integer> touched = jdbc.sql(sql).params(this.parameters).query((row, number) -> {
			var rows = new ArrayList<Integer>();
			for (int column = 1; column <= this.expected.size(); column++) {
				rows.add(row.getInt(column));
			}
			return rows;
		}).single();
		if (!touched.equals(this.expected)) {
			throw new IllegalStateException("stock changed under our lock: expected to touch %s rows, touched %s"
				.formatted(this.expected, touched));
		}
	}

	private void expect(int rows, String count) {
		this.expected.add(rows);
		this.counts.add(count);
	}

	private static String part(String name, String sql) {
		return "%s AS (\n%s)".formatted(name, sql);
	}

	private static String count(String name) {
		return "(SELECT count(*) FROM %s)".formatted(name);
	}

}
