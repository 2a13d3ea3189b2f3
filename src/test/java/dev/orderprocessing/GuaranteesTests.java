package dev.orderprocessing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the page of guarantees names as mechanism or proof is there. */
class GuaranteesTests {

	private static final Path PAGE = Path.of("src/docs/guarantees.md");

	private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]+(?:[A-Z]+[a-z]*)+)`");

	@Test
	void namesOnlyClassesThatExist() throws IOException {
		assertThat(unknown(Files.readString(PAGE))).isEmpty();
	}

	@Test
	void seesAClassThatDoesNotExist() throws IOException {
		assertThat(unknown("`RaceIT` and `MissingIT`, not `RETRY` or `fsync`")).containsExactly("MissingIT");
	}

	/** A guarantee without a test is a promise. */
	@Test
	void everyGuaranteeNamesATest() throws IOException {
		List<String> rows = Files.readAllLines(PAGE)
			.stream()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| fault"))
			.toList();
		assertThat(rows).hasSizeGreaterThan(12)
			.allSatisfy((row) -> assertThat(classesNamed(row.substring(row.lastIndexOf('|', row.length() - 2)))).as(row)
				.anyMatch((name) -> name.endsWith("IT") || name.endsWith("Tests")));
	}

	private static List<String> unknown(String page) throws IOException {
		Set<String> known;
		try (Stream<Path> files = Files.walk(Path.of("src"))) {
			known = files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".java"))
				.map((name) -> name.substring(0, name.length() - ".java".length()))
				.collect(Collectors.toSet());
		}
		return classesNamed(page).stream().filter((name) -> !known.contains(name)).toList();
	}

	private static List<String> classesNamed(String text) {
		return CLASS_NAME.matcher(text).results().map((MatchResult result) -> result.group(1)).distinct().toList();
	}

}
