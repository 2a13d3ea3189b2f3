package dev.orderprocessing.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each way to say no is used by the service, and a test has provoked it. */
class ProblemCodeTests {

	private static final Path SERVICE = Path.of("src/main/java");

	private static final Path TESTS = Path.of("src/test/java");

	private static final Pattern USE = Pattern.compile("\\bProblemCode\\.([A-Z_]+)\\b");

	/** Tests mostly see the text. */
	private static final Pattern MENTION = Pattern.compile("\\b([A-Z][A-Z_]+)\\b");

	@Test
	void theServiceAnswersEachCode() throws IOException {
		assertThat(missing(names(SERVICE, USE, "ProblemCode.java")))
			.as("codes that nothing in %s answers with: throw them where they belong or remove them", SERVICE)
			.isEmpty();
	}

	@Test
	void aTestProvokesEachCode() throws IOException {
		assertThat(missing(names(TESTS, MENTION, "ProblemCodeTests.java")))
			.as("codes that no test in %s names: add one that provokes it, refused(status, \"CODE\")", TESTS)
			.isEmpty();
	}

	@Test
	void aForgottenCodeIsNamed() {
		Set<String> others = EnumSet.complementOf(EnumSet.of(ProblemCode.OVERLOADED))
			.stream()
			.map(Enum::name)
			.collect(Collectors.toUnmodifiableSet());
		assertThat(missing(others)).containsExactly(ProblemCode.OVERLOADED);
	}

	private static List<ProblemCode> missing(Set<String> names) {
		return Arrays.stream(ProblemCode.values()).filter((code) -> !names.contains(code.name())).toList();
	}

	private static Set<String> names(Path folder, Pattern name, String except) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(".java") && !file.endsWith(except))
				.flatMap((file) -> name.matcher(text(file)).results().map((found) -> found.group(1)))
				.collect(Collectors.toUnmodifiableSet());
		}
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
