package dev.orderprocessing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The platform collects what the modules contribute and names nothing of theirs: no
 * table, constraint, path, setting, event, number or SKU. The names are read from the
 * modules, so that those of a new module count too.
 */
class PlatformNamesTests {

	private static final Path CODE = Path.of("src/main/java/dev/orderprocessing");

	private static final Path PLATFORM = CODE.resolve("platform");

	private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

	/** Its own tables; what begins with their names is its own too. */
	private static final List<String> OWN_TABLES = List.of("api_key", "first_start", "idempotency_key",
			"rate_limit_bucket", "reference_version", "scheduled_tasks");

	/** Comments come first, so that what they quote is no text. */
	private static final Pattern TEXT = Pattern.compile(
			"/\\*.*?\\*/|//[^\n]*|'\"'" + "|(\"\"\"(?:\\\\.|[^\\\\])*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\")",
			Pattern.DOTALL);

	private static final Pattern FORBIDDEN = Pattern
		.compile(Stream.of(databaseNames(), paths(), settings(), events(), numbers()).collect(Collectors.joining("|")));

	@Test
	void thePlatformNamesNothingOfTheModules() {
		assertThat(sources(PLATFORM).flatMap((file) -> namesIn(texts(read(file))).stream()
			.map((name) -> "%s: %s".formatted(PLATFORM.relativize(file), name)))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders_external_reference_per_source", "warehouse_code_active_key", "event_log",
			"SELECT count(*) FROM stock WHERE sku = 'A'", "INSERT INTO invoice (id)", "/api/v1/orders",
			"GET /stock/availability shows it", "/events", "order-processing.seller.name",
			"ORDER_PROCESSING_SELLER_NAME", "OrderPlaced", "INV-%d-000001", "SO-", "SO-100042", "MUG-BLUE" })
	void seesWhatBelongsToAModule(String text) {
		assertThat(namesIn(texts("String text = \"%s\";".formatted(text)))).isNotEmpty();
		assertThat(namesIn(texts("String text = \"\"\"\n\t%s\n\t\"\"\";".formatted(text)))).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO idempotency_key (key) VALUES (:key)", "idempotency_key_pk",
			"/api/v1/api-keys", "UTF-8", "Check completeness, price, customer and stock.",
			"order-processing.admission.reads", "/lines/0/quantity" })
	void allowsItsOwnNamesAndTheWordsOfTheTrade(String text) {
		assertThat(namesIn(texts("String text = \"%s\"; // FROM stock".formatted(text)))).isEmpty();
	}

	private static List<String> namesIn(Stream<String> texts) {
		return texts.flatMap((text) -> FORBIDDEN.matcher(text).results()).map(MatchResult::group).distinct().toList();
	}

	private static Stream<String> texts(String source) {
		return TEXT.matcher(source).results().filter((match) -> match.group(1) != null).map((match) -> match.group(1));
	}

	/** A table named by one word of the trade counts in SQL only. */
	private static String databaseNames() {
		String migrations = files(MIGRATIONS, ".sql").map(PlatformNamesTests::read).collect(Collectors.joining("\n"));
		Set<String> names = found(migrations, "(?i)(?:CREATE TABLE(?: IF NOT EXISTS)?|CONSTRAINT|UNIQUE INDEX) (\\w+)");
		names.removeIf((name) -> OWN_TABLES.stream().anyMatch(name::startsWith));
		assertThat(names).contains("orders", "stock", "event_log", "coupon_used_within_limit");
		return "\\b(?:%s)\\b|\\b(?:FROM|JOIN|INTO|UPDATE|TABLE) (?:%s)\\b".formatted(
				names.stream().filter((name) -> name.contains("_")).collect(Collectors.joining("|")),
				names.stream().filter((name) -> !name.contains("_")).collect(Collectors.joining("|")));
	}

	private static String paths() {
		Set<String> segments = found(modules(), "@(?:Request|Get|Post|Put|Patch)Mapping\\((?:path = )?\"([^\"]+)\"")
			.stream()
			.flatMap((path) -> Arrays.stream(path.replaceFirst("^/api/v1", "").split("/", -1)))
			.filter((segment) -> !segment.isEmpty() && !segment.startsWith("{"))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(segments).contains("orders", "events", "delivery-methods");
		return "/(?:%s)(?![\\w-])".formatted(String.join("|", segments));
	}

	private static String settings() {
		Set<String> prefixes = found(modules(), "@ConfigurationProperties\\(\"([^\"]+)\"");
		assertThat(prefixes).contains("order-processing.seller");
		return prefixes.stream()
			.map((prefix) -> "(?i:%s(?![a-z]))".formatted(prefix.replaceAll("[.-]", "[._-]")))
			.collect(Collectors.joining("|"));
	}

	private static String events() {
		String names = sources(CODE).filter((file) -> file.toString().contains("/events/"))
			.map((file) -> file.getFileName().toString().replace(".java", ""))
			.filter((name) -> !name.equals("package-info"))
			.collect(Collectors.joining("|"));
		assertThat(names).contains("OrderPlaced");
		return "\\b(?:%s)\\b".formatted(names);
	}

	/** Human numbers and SKUs, which look alike. */
	private static String numbers() {
		return "\\b(?!UTF-8|SHA-256)[A-Z]{2,}-(?:[A-Z0-9%{\"]|\\s|$)";
	}

	private static Set<String> found(String text, String pattern) {
		return Pattern.compile(pattern)
			.matcher(text)
			.results()
			.map((match) -> match.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String modules() {
		return sources(CODE).filter((file) -> !file.startsWith(PLATFORM))
			.map(PlatformNamesTests::read)
			.collect(Collectors.joining("\n"));
	}

	private static Stream<Path> sources(Path folder) {
		return files(folder, ".java");
	}

	private static Stream<Path> files(Path folder, String ending) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(ending)).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
