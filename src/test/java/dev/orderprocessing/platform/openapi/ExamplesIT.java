package dev.orderprocessing.platform.openapi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.TestDatabase;
import org.assertj.core.api.SoftAssertions;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Presses "Execute" on every example of every operation, as Swagger UI fills them in on a
 * fresh demo, from top to bottom.
 */
@IntegrationTest
@ContextConfiguration(initializers = ExamplesIT.InterruptedFirstStart.class)
class ExamplesIT {

	/** Nothing is parked unless a consumer really fails; its description says so. */
	private static final Set<String> WITHOUT_DEMO_DATA = Set.of("retryParkedEvent");

	private final Api api;

	@Autowired
	ExamplesIT(Api api) {
		this.api = api;
	}

	@Test
	void succeedOnAFreshDemo() {
		List<Operation> operations = operations();
		assertThat(operations).hasSizeGreaterThan(50);
		SoftAssertions all = new SoftAssertions();
		for (Operation operation : operations) {
			for (String body : operation.bodies()) {
				Answer answer = press(operation, body);
				String what = "%s %s answers %s".formatted(operation.id(), body, answer.text());
				if (WITHOUT_DEMO_DATA.contains(operation.id())) {
					all.assertThat(answer.status() + answer.at("/code")).as(what).isEqualTo("404NOT_FOUND");
				}
				else {
					all.assertThat(answer.isOk()).as(what).isTrue();
				}
				all.assertThat(operation.statuses()).as(what).contains(String.valueOf(answer.status()));
			}
		}
		all.assertAll();
		assertThat(as("ADMIN").get("/consistency").ok().at("/sound")).isEqualTo("true");
	}

	/** Whatever must be sent is filled in. */
	@Test
	void fillInWhateverMustBeSent() {
		SoftAssertions all = new SoftAssertions();
		for (Operation operation : operations()) {
			for (JsonNode parameter : operation.node().path("parameters")) {
				all.assertThat(!parameter.path("required").asBoolean(false) || example(parameter).isPresent())
					.as("%s has an example of %s", operation.id(), parameter.path("name").asString())
					.isTrue();
			}
			all.assertThat(operation.bodies()).as("%s has an example of its body", operation.id()).isNotEmpty();
		}
		all.assertAll();
	}

	private Answer press(Operation operation, String body) {
		String path = operation.path();
		List<String> query = new ArrayList<>();
		List<String> headers = new ArrayList<>();
		for (JsonNode parameter : operation.node().path("parameters")) {
			String name = parameter.path("name").asString();
			Optional<String> value = example(parameter);
			if (value.isEmpty()) {
				continue;
			}
			switch (parameter.path("in").asString()) {
				case "path" -> path = path.replace("{" + name + "}", encoded(value.get()));
				case "query" -> query.add("%s=%s".formatted(name, encoded(value.get())));
				default -> headers
					.addAll(List.of(name, name.equals("Idempotency-Key") ? UUID.randomUUID().toString() : value.get()));
			}
		}
		String target = path.substring("/api/v1".length()) + (query.isEmpty() ? "" : "?" + String.join("&", query));
		Caller caller = as(operation.role());
		return operation.method().equals("GET") ? caller.get(target)
				: caller.command(operation.method(), target, body, headers.toArray(String[]::new));
	}

	private Caller as(String role) {
		return new Caller(this.api.url(), "demo-" + role.toLowerCase(Locale.ROOT));
	}

	private static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/** What Swagger UI writes into the field of a parameter. */
	private static Optional<String> example(JsonNode parameter) {
		JsonNode schema = parameter.path("schema");
		Iterator<JsonNode> named = parameter.path("examples").iterator();
		return Arrays
			.asList(named.hasNext() ? named.next().path("value") : parameter.path("example"), parameter.path("example"),
					schema.path("example"), schema.path("default"))
			.stream()
			.filter((candidate) -> !candidate.isMissingNode())
			.findFirst()
			.map(JsonNode::asString);
	}

	private List<Operation> operations() {
		List<Operation> operations = new ArrayList<>();
		this.api.anonymous()
			.look("/v3/api-docs/all")
			.is(200)
			.body()
			.path("paths")
			.forEachEntry((path, methods) -> methods.forEachEntry(
					(method, node) -> operations.add(new Operation(method.toUpperCase(Locale.ROOT), path, node))));
		return operations;
	}

	/** One "Execute" button. */
	private record Operation(String method, String path, JsonNode node) {

		String id() {
			return this.node.path("operationId").asString();
		}

		Set<String> statuses() {
			return Set.copyOf(this.node.path("responses").propertyNames());
		}

		/** The order clerk's role if it may, else the first that may. */
		String role() {
			String description = this.node.path("description").asString();
			List<String> roles = List
				.of(description.substring(description.indexOf("Roles: ") + "Roles: ".length()).split(", "));
			return roles.contains(Role.OPS.name()) ? Role.OPS.name() : roles.getFirst();
		}

		/** The examples of the body; one empty text when there is none to send. */
		List<String> bodies() {
			JsonNode body = this.node.path("requestBody");
			if (body.isMissingNode()) {
				return List.of("");
			}
			JsonNode content = body.path("content").path("application/json");
			Map<String, JsonNode> examples = new LinkedHashMap<>();
			content.path("examples").forEachEntry((name, example) -> examples.put(name, example.path("value")));
			if (content.has("example")) {
				examples.put("example", content.path("example"));
			}
			return examples.values().stream().map(JsonNode::toString).toList();
		}

	}

	/**
	 * A database in which a first start has drawn numbers and then was ended by force.
	 */
	static class InterruptedFirstStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestDatabase database = TestDatabase.fresh();
			Flyway.configure().dataSource(database.url(), database.user(), database.password()).load().migrate();
			database.execute("SELECT nextval('order_number_seq'), nextval('shipment_number_seq')");
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("fresh database", database.properties()));
		}

	}

}
