package dev.orderprocessing.platform.openapi;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** The API document of a database without demo data: nothing in it is anybody's. */
@IntegrationTest
@ContextConfiguration(initializers = RealDocumentIT.RealDatabase.class)
class RealDocumentIT {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Numbers of orders, shipments and invoices, tracking numbers, cards, demo keys. */
	private static final Pattern OURS = Pattern.compile("\\b(SO|SH|INV)-[0-9]|tok_|demo-|[0-9]{15,}");

	@Autowired
	Api api;

	@Test
	void holdsNoNumberTokenOrKeyThatSomebodyMayHave() {
		for (String group : List.of("all", "storefront", "operations", "finance", "partners", "administration")) {
			String document = this.api.anonymous().look("/v3/api-docs/" + group).is(200).text();
			assertThat(OURS.matcher(document.replace(ApiDocument.EXAMPLE_KEY, ""))
				.results()
				.map((found) -> document.substring(Math.max(0, found.start() - 60),
						Math.min(document.length(), found.end() + 20))))
				.as(group)
				.isEmpty();
		}
	}

	@Test
	void fillsInNothing() {
		JsonNode document = document();
		document.path("paths").forEach((path) -> path.forEach((operation) -> {
			String id = operation.path("operationId").asString();
			operation.path("parameters").forEach((parameter) -> {
				boolean filled = Stream.of("/example", "/examples", "/schema/example", "/schema/default")
					.anyMatch((place) -> !parameter.at(place).isMissingNode());
				boolean key = parameter.path("name").asString().equals("Idempotency-Key");
				assertThat(filled).as("%s %s", id, parameter.path("name")).isEqualTo(key);
			});
			JsonNode body = operation.at("/requestBody/content/application~1json");
			assertThat(body.path("examples").isMissingNode()).as(id).isTrue();
			assertThat(body.path("example").size()).as(id).isZero();
		}));
		assertThat(document.path("components").path("schemas").toString()).doesNotContain("\"example\"");
	}

	@Test
	void describesTheSameOperationsAsTheCommittedOne() throws Exception {
		JsonNode committed = JSON.readTree(Path.of("src", "docs", "openapi.json").toFile());
		assertThat(document().path("paths").propertyNames())
			.containsExactlyInAnyOrderElementsOf(committed.path("paths").propertyNames());
		assertThat(document().at("/components/schemas").propertyNames())
			.containsExactlyInAnyOrderElementsOf(committed.at("/components/schemas").propertyNames());
	}

	private JsonNode document() {
		return JSON.readTree(this.api.anonymous().look("/v3/api-docs/all").is(200).text());
	}

	/** A database that somebody works with. */
	static class RealDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			Map<String, Object> settings = new HashMap<>(TestDatabase.fresh().properties());
			settings.put("order-processing.demo-data", "false");
			settings.put("order-processing.seller.name", "A real shop");
			settings.put("order-processing.seller.address", "1 Main St, 10115 Berlin");
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("real database", settings));
		}

	}

}
