package dev.orderprocessing.kernel.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.namedparam.NamedParameterUtils;

/**
 * A long statement in a file of its own, {@code <module>/<name>.sql} among the resources,
 * which psql runs as it is: {@code :name} is a parameter to us and a variable to psql.
 * What psql needs comes first, comments and {@code \set} lines with examples, and stays
 * out of what the database is sent.
 */
public final class SqlFile {

	private static final String ROOT = "dev/orderprocessing/";

	private SqlFile() {
	}

	/**
	 * The statement with its parameters by name.
	 * @throws IllegalStateException when there is no such file, so that whoever is made
	 * with the service's beans keeps it from starting
	 */
	public static String named(String path) {
		String resource = ROOT + path + ".sql";
		try (InputStream file = SqlFile.class.getResourceAsStream("/" + resource)) {
			if (file == null) {
				throw new IllegalStateException("the statement %s is missing from this build".formatted(resource));
			}
			return statement(new String(file.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The same with a {@code ?} for each name, for {@link Writes}. */
	public static String positional(String path) {
		return NamedParameterUtils.substituteNamedParameters(NamedParameterUtils.parseSqlStatement(named(path)), null);
	}

	private static String statement(String file) {
		return file.lines()
			.dropWhile((line) -> line.isBlank() || line.startsWith("--") || line.startsWith("\\"))
			.collect(Collectors.joining("\n"))
			.strip()
			.replaceFirst(";$", "");
	}

}
