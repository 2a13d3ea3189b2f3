package dev.orderprocessing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documents name is there: classes, places in the tree, pages. */
class DocumentsTests {

	/** A class by its package and name, as {@code kernel.web.Command}. */
	private static final Pattern DOTTED = Pattern.compile("`((?:[a-z]+[.])+[A-Z]\\w+)`");

	/** A class by its place, as {@code orders/work/Billing.invoiceWhatIsDue}. */
	private static final Pattern PLACED = Pattern.compile("`((?:[a-z]+/)+[A-Z]\\w+)(?:[.](\\w+))?`");

	/** A file of the repository. */
	private static final Pattern FILE = Pattern.compile("`((?:src|[.]ci|[.]github|[.]mvn)/[\\w./-]+)`");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

	private static final List<Path> CODE = List.of(Path.of("src/main/java/dev/orderprocessing"),
			Path.of("src/test/java/dev/orderprocessing"));

	static List<Path> documents() throws IOException {
		try (Stream<Path> docs = Files.walk(Path.of("src/docs")); Stream<Path> root = Files.list(Path.of(""))) {
			return Stream.concat(docs, root)
				.filter((page) -> page.toString().endsWith(".md"))
				.filter((page) -> !page.endsWith("changelog.md"))
				.toList();
		}
	}

	@ParameterizedTest
	@MethodSource("documents")
	void nameOnlyWhatIsThere(Path document) throws IOException {
		assertThat(missing(document, Files.readString(document))).as("what %s names and is not there", document)
			.isEmpty();
	}

	@Test
	void seesWhatIsNotThere() throws IOException {
		assertThat(missing(Path.of("src/docs/sample.md"),
				"`kernel.Nowhere`, `kernel.Money`, `orders/Nobody`, `orders/Orders.place`, `orders/Orders.nothing`, "
						+ "`src/docs/nothing.md`, `src/docs/adr`, [a page](nothing.md), [another](architecture.md#locks)"))
			.containsExactlyInAnyOrder("kernel.Nowhere", "orders/Nobody", "orders/Orders.nothing",
					"src/docs/nothing.md", "nothing.md");
	}

	@Test
	void everyDecisionIsNumberedOnce() throws IOException {
		try (Stream<Path> pages = Files.list(Path.of("src/docs/adr"))) {
			List<String> numbers = pages.map((page) -> page.getFileName().toString().substring(0, 4)).sorted().toList();
			assertThat(numbers).doesNotHaveDuplicates().hasSizeGreaterThan(15);
			assertThat(numbers.getLast()).isEqualTo("%04d".formatted(numbers.size()));
		}
	}

	private static Set<String> missing(Path document, String text) {
		Path folder = Objects.requireNonNullElse(document.getParent(), Path.of(""));
		return Stream
			.of(DOTTED.matcher(text)
				.results()
				.map((match) -> match.group(1))
				.filter((name) -> !name.contains("springframework") && !exists(name.replace('.', '/'), null)),
					PLACED.matcher(text)
						.results()
						.filter((match) -> !exists(match.group(1), match.group(2)))
						.map((match) -> match.group(1) + ((match.group(2) != null) ? "." + match.group(2) : "")),
					FILE.matcher(text)
						.results()
						.map((match) -> match.group(1))
						.filter((name) -> !Files.exists(Path.of(name))),
					LINK.matcher(text)
						.results()
						.map((match) -> match.group(1))
						.filter((name) -> !Files.exists(folder.resolve(name))))
			.flatMap((names) -> names)
			.collect(Collectors.toSet());
	}

	private static boolean exists(String type, @Nullable String member) {
		return CODE.stream()
			.map((tree) -> tree.resolve(type + ".java"))
			.filter(Files::exists)
			.anyMatch((file) -> member == null || text(file).contains(member + "("));
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
