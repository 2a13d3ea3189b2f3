package dev.orderprocessing.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.database.SqlFile;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The statements in files run in psql as they are: each says what it is for and has an
 * example of every parameter, with which the database knows what to do.
 */
@IntegrationTest
class SqlFilesIT {

	private static final Pattern SET = Pattern.compile("\\\\set ([a-z][A-Za-z]*) '((?:[^'\\\\]|'')+)'");

	private static final Pattern VARIABLE = Pattern.compile("(?<![:\\w]):([A-Za-z]\\w*)");

	@Autowired
	JdbcTemplate jdbc;

	static List<String> files() throws IOException {
		Resource[] found = new PathMatchingResourcePatternResolver()
			.getResources("classpath*:dev/orderprocessing/*/*.sql");
		return Arrays.stream(found)
			.map((file) -> file.toString().replaceFirst(".*dev/orderprocessing/(.*)\\.sql.*", "$1"))
			.sorted()
			.toList();
	}

	@Test
	void theLongestStatementsAreInFiles() throws IOException {
		assertThat(files()).contains("inventory/issue-goods", "inventory/reserve-in-one-warehouse",
				"orders/milestone-follows-units", "orders/new-lines", "payments/open-receivables");
	}

	@ParameterizedTest
	@MethodSource("files")
	void theDatabaseUnderstandsItWithItsExamples(String path) throws IOException {
		String sql = SqlFile.named(path);
		String head = head(path, sql);
		Map<String, String> examples = examples(head);
		assertThat(head).as("says what it is for").startsWith("-- ");
		assertThat(examples.keySet()).as("an example of each parameter").isEqualTo(names(sql));
		assertThat(head.contains("\\set AUTOCOMMIT off")).as("keeps nothing in psql").isEqualTo(!examples.isEmpty());
		String asInPsql = VARIABLE.matcher(sql)
			.replaceAll((variable) -> Matcher.quoteReplacement(examples.getOrDefault(variable.group(1), "")));
		for (String statement : asInPsql.split(";\n", -1)) {
			assertThat(this.jdbc.queryForList("EXPLAIN " + statement, String.class)).as(statement).isNotEmpty();
		}
	}

	/** What only psql reads: comments and the setting of variables. */
	private static String head(String path, String sql) throws IOException {
		String file = new PathMatchingResourcePatternResolver()
			.getResource("classpath:dev/orderprocessing/" + path + ".sql")
			.getContentAsString(StandardCharsets.UTF_8);
		assertThat(file).endsWith(sql + ";\n");
		String head = file.substring(0, file.length() - sql.length() - 2);
		assertThat(head.lines()).allMatch((line) -> line.isBlank() || line.startsWith("--")
				|| line.equals("\\set AUTOCOMMIT off") || SET.matcher(line).matches());
		return head;
	}

	private static Map<String, String> examples(String head) {
		Map<String, String> examples = new HashMap<>();
		head.lines().map(SET::matcher).filter(Matcher::matches).forEach((line) -> {
			assertThat(examples).doesNotContainKey(line.group(1));
			examples.put(line.group(1), line.group(2).replace("''", "'"));
		});
		return examples;
	}

	private static Set<String> names(String sql) {
		return Stream.of(sql)
			.flatMap((text) -> VARIABLE.matcher(text).results())
			.map((variable) -> variable.group(1))
			.collect(Collectors.toSet());
	}

}
