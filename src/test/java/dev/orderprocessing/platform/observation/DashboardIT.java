package dev.orderprocessing.platform.observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.FreshDatabase;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** The dashboard and the alerts ask for nothing that the service does not serve. */
@IntegrationTest
@ContextConfiguration(initializers = FreshDatabase.class)
class DashboardIT {

	private static final Path DOCKER = Path.of("src/main/docker");

	private static final Path DASHBOARD = DOCKER.resolve("grafana/dashboards/order-processing.json");

	private static final Path ALERTS = DOCKER.resolve("prometheus/alerts.yml");

	private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

	private static final Pattern SELECTOR = Pattern
		.compile("\\b([a-z][a-z0-9_]*_[a-z0-9_]+|up)\\b(?!\\s*\\()(\\{[^}]*})?");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

	/** Prometheus itself adds them. */
	private static final Set<String> OF_PROMETHEUS = Set.of("up", "instance", "job");

	@Autowired
	Api api;

	@Autowired
	FigureReader reader;

	@Test
	void everyQueryOfTheDashboardIsAnswered() throws Exception {
		List<String> queries = JsonMapper.builder()
			.build()
			.readTree(Files.readString(DASHBOARD))
			.at("/panels")
			.valueStream()
			.flatMap((panel) -> panel.at("/targets").valueStream())
			.map((target) -> target.at("/expr").asString(""))
			.toList();
		assertThat(queries).hasSizeGreaterThan(30);
		assertAnswered(queries);
	}

	@Test
	void everyAlertWatchesSomethingThatIsServed() throws Exception {
		assertAnswered(texts(read(ALERTS), "expr").toList());
		Set<String> documented = new TreeSet<>();
		Matcher names = Pattern.compile("`([A-Z][A-Za-z]+)`")
			.matcher(Files.readString(Path.of("src/docs/operations.md")));
		while (names.find()) {
			documented.add(names.group(1));
		}
		assertThat(documented).as("what to do is said for each alert")
			.containsAll(texts(read(ALERTS), "alert").toList());
	}

	@Test
	void aQueryForSomethingElseIsSeen() throws Exception {
		Scrape scrape = served();
		assertThat(missing("max by (status) (orders_by_state)", scrape)).containsExactly("orders_by_state");
		assertThat(missing("max by (state) (orders_by_status)", scrape)).containsExactly("orders_by_status{state}");
		assertThat(missing("sum(orders_by_status{status!~\"CONFIRMED|CANCELED\"})", scrape))
			.containsExactly("orders_by_status{status=CANCELED}");
		assertThat(missing("rate(journal_events_total{type=\"OrderPlace\"}[5m])", scrape))
			.containsExactly("journal_events_total{type=OrderPlace}");
	}

	@Test
	void everythingThatIsMountedExistsAndEveryImageHasItsVersion() throws Exception {
		Object compose = read(Path.of("docker-compose.yml"));
		List<String> mounted = scalars(compose).filter((text) -> text.startsWith("./"))
			.map((mount) -> mount.substring(0, mount.indexOf(':')))
			.toList();
		assertThat(mounted).hasSize(3).allSatisfy((file) -> assertThat(Path.of(file)).exists());
		assertThat(texts(compose, "image").filter((image) -> image.startsWith("prom/") || image.startsWith("grafana/")))
			.hasSize(2)
			.allMatch((image) -> image.matches(".+:v?\\d+\\.\\d+\\.\\d+"));
		for (String file : List.of("grafana/provisioning/datasources/prometheus.yml",
				"grafana/provisioning/dashboards/files.yml", "prometheus/prometheus.yml")) {
			assertThat(read(DOCKER.resolve(file))).as(file).isInstanceOf(Map.class);
		}
	}

	private void assertAnswered(List<String> queries) throws Exception {
		Scrape scrape = served();
		assertThat(queries).isNotEmpty().allSatisfy((query) -> assertThat(missing(query, scrape)).as(query).isEmpty());
	}

	/** A scrape after everything that a query may name has happened once. */
	private Scrape served() throws Exception {
		Shop shop = Shop.demo(this.api.url());
		String sku = shop.product("10.00", 10);
		shop.place(Cart.of(sku, 1).lineWith("expectedUnitPrice", Cart.euros("9.00")));
		shop.confirmed(Cart.of(sku, 2));
		shop.delivered(Cart.of(sku, 3));
		shop.cancelled(Cart.of(sku, 4));
		System.gc();
		this.reader.readAll();
		return Scrape.of(this.api.url());
	}

	/** The metrics, labels and types of events of a query that are not served. */
	private static Set<String> missing(String query, Scrape scrape) {
		Set<String> grouped = new HashSet<>();
		Matcher grouping = GROUPING.matcher(query);
		while (grouping.find()) {
			grouped.addAll(Arrays.asList(grouping.group(1).split(", ")));
		}
		Set<String> missing = new TreeSet<>();
		Matcher selector = SELECTOR.matcher(GROUPING.matcher(query).replaceAll("").replace("$__rate_interval", "5m"));
		while (selector.find()) {
			String metric = selector.group(1);
			if (OF_PROMETHEUS.contains(metric)) {
				continue;
			}
			if (!scrape.has(metric)) {
				missing.add(metric);
				continue;
			}
			Set<String> labels = new HashSet<>(grouped);
			Matcher matcher = MATCHER.matcher((selector.group(2) != null) ? selector.group(2) : "");
			while (matcher.find()) {
				String label = matcher.group(1);
				labels.add(label);
				if (!metric.startsWith("http_") || !label.equals("status")) {
					Arrays.stream(matcher.group(3).split("\\|"))
						.filter((value) -> !scrape.valuesOf(metric, label).contains(value))
						.forEach((value) -> missing.add("%s{%s=%s}".formatted(metric, label, value)));
				}
			}
			labels.removeAll(scrape.labelsOf(metric));
			labels.removeAll(OF_PROMETHEUS);
			labels.forEach((label) -> missing.add("%s{%s}".formatted(metric, label)));
		}
		return missing;
	}

	private static Object read(Path file) throws IOException {
		return new Yaml().load(Files.readString(file));
	}

	/** The texts of this name, at any depth. */
	private static Stream<String> texts(Object node, String name) {
		return switch (node) {
			case Map<?, ?> map -> map.entrySet()
				.stream()
				.flatMap((entry) -> name.equals(entry.getKey()) && entry.getValue() instanceof String text
						? Stream.of(text) : texts(entry.getValue(), name));
			case List<?> list -> list.stream().flatMap((item) -> texts(item, name));
			case null, default -> Stream.empty();
		};
	}

	private static Stream<String> scalars(Object node) {
		return switch (node) {
			case Map<?, ?> map -> map.values().stream().flatMap(DashboardIT::scalars);
			case List<?> list -> list.stream().flatMap(DashboardIT::scalars);
			case null -> Stream.empty();
			default -> Stream.of(String.valueOf(node));
		};
	}

}
