package dev.orderprocessing.platform.security;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/** Walks every operation with every role; grows by itself with new controllers. */
@IntegrationTest
class AccessIT {

	private static final String METRICS = "/actuator/prometheus";

	private static final Map<String, List<Role>> LITERALLY = Map.of("GET /api/v1/api-keys", List.of(Role.ADMIN),
			"POST /api/v1/api-keys", List.of(Role.ADMIN), "GET /api/v1/consistency",
			List.of(Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN));

	private final Api api;

	private final RequestMappingHandlerMapping mapping;

	private final JdbcClient jdbc;

	private final ApiKeys keys;

	private final TransactionTemplate transaction;

	@Autowired
	AccessIT(Api api, @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping, JdbcClient jdbc,
			ApiKeys keys, TransactionTemplate transaction) {
		this.keys = keys;
		this.transaction = transaction;
		this.api = api;
		this.mapping = mapping;
		this.jdbc = jdbc;
	}

	@Test
	void everyOperationSaysWhoMayCallIt() {
		assertThat(operations()).isNotEmpty()
			.filteredOn((operation) -> !operation.handler().hasMethodAnnotation(AllowedFor.class))
			.extracting(Operation::name)
			.as("operations without @AllowedFor")
			.isEmpty();
	}

	@Test
	void everyChangeIsACommand() {
		assertThat(operations())
			.filteredOn((operation) -> operation.handler().hasMethodAnnotation(Command.class) == operation.method()
				.equals("GET"))
			.extracting(Operation::name)
			.as("changes without @Command, or reads with it")
			.isEmpty();
	}

	@Test
	void everyOperationIsOpenToItsRolesAndToNoOther() {
		for (Operation operation : operations()) {
			assertThat(call(operation, null).status()).as("%s without a key", operation.name()).isEqualTo(401);
			assertThat(call(operation, "unknown-key").status()).as("%s, unknown key", operation.name()).isEqualTo(401);
			for (Role role : Role.values()) {
				Answer response = call(operation, "demo-" + role.name().toLowerCase(Locale.ROOT));
				if (operation.roles().contains(role)) {
					assertThat(response.status()).as("%s as %s: %s", operation.name(), role, response.text())
						.isNotIn(401, 403, 500);
				}
				else {
					assertThat(response.status()).as("%s as %s", operation.name(), role).isEqualTo(403);
					assertThat(response.text()).contains("\"code\":\"FORBIDDEN\"", role.name());
				}
			}
		}
	}

	@Test
	void someOperationsAreOpenToExactlyTheseRoles() {
		LITERALLY.forEach((name, roles) -> assertThat(operations())
			.filteredOn((operation) -> operation.name().equals(name))
			.singleElement()
			.satisfies(
					(operation) -> assertThat(operation.roles()).as(name).containsExactlyInAnyOrderElementsOf(roles)));
	}

	@Test
	void tellsStrangersHowToComeIn() {
		Answer response = call("GET", "/api/v1/consistency", null, null);
		assertThat(response.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
		assertThat(response.header("Content-Type").orElse("")).startsWith("application/problem+json");
	}

	@Test
	void letsAnybodyReadTheDocumentAndTheHealth() {
		for (String path : List.of("/", "/swagger-ui.html", "/v3/api-docs", "/v3/api-docs/all",
				"/v3/api-docs/storefront", "/swagger-ui/index.html", "/swagger-ui/swagger-initializer.js",
				"/actuator/health")) {
			assertThat(call("GET", path, null, null).status()).as(path).isIn(200, 302);
		}
	}

	/** They tell how the whole business goes, so a channel's key does not open them. */
	@Test
	void theMetricsAreForThoseWhoMaySeeAllOrders() {
		assertThat(call("GET", METRICS, null, null).status()).isEqualTo(401);
		assertThat(call("GET", METRICS, "unknown-key", null).status()).isEqualTo(401);
		for (Role role : Role.values()) {
			Answer response = call("GET", METRICS, "demo-" + role.name().toLowerCase(Locale.ROOT), null);
			assertThat(response.status()).as(role.name()).isEqualTo((role == Role.STOREFRONT) ? 403 : 200);
		}
		IssuedApiKey bound = this.keys.issue("one channel's reader", Role.PARTNER, Channel.WEB, null);
		Answer refused = call("GET", METRICS, bound.secret(), null);
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.text()).contains("\"code\":\"FORBIDDEN\"", "not bound to a channel", "PARTNER", "WEB");
	}

	@Test
	void nothingElseOfTheManagementIsThere() {
		for (String path : List.of("/actuator/env", "/actuator/metrics", "/actuator/loggers", "/actuator/heapdump")) {
			assertThat(call("GET", path, null, null).status()).as(path).isEqualTo(401);
			assertThat(call("GET", path, "demo-ops", null).status()).as(path).isEqualTo(403);
			assertThat(call("GET", path, "demo-admin", null).status()).as(path).isEqualTo(404);
		}
	}

	@Test
	void issuesAKeyThatWorksUntilItIsRevokedAndIsStoredOnlyAsAHash() {
		Answer issued = call("POST", "/api/v1/api-keys", "demo-admin", "{\"name\":\"reader\",\"role\":\"PARTNER\"}");
		assertThat(issued.status()).isEqualTo(201);
		String secret = between(issued.text(), "\"secret\":\"", "\"");
		String id = between(issued.text(), "\"id\":\"", "\"");
		assertThat(call("GET", "/api/v1/consistency", secret, null).status()).isEqualTo(200);
		assertThat(call("GET", "/api/v1/api-keys", "demo-admin", null).text()).contains(id).doesNotContain(secret);
		assertThat(this.jdbc.sql("SELECT count(*) FROM api_key k WHERE k::text LIKE '%' || ? || '%'")
			.param(secret)
			.query(Integer.class)
			.single()).isZero();
		assertThat(call("POST", "/api/v1/api-keys/" + id + "/revoke", "demo-admin", "").status()).isEqualTo(200);
		assertThat(call("GET", "/api/v1/consistency", secret, null).status()).isEqualTo(401);
	}

	@Test
	void aKeyThatIsShownWhileItIsRevokedIsRefusedFromTheCommitOn() {
		IssuedApiKey issued = this.keys.issue("reader", Role.PARTNER, null, null);
		String secret = Objects.requireNonNull(issued.secret());
		this.transaction.executeWithoutResult((_) -> {
			this.keys.revoke(issued.key().id());
			assertThat(CompletableFuture.supplyAsync(() -> this.keys.callerWith(secret)).join()).isPresent();
		});
		assertThat(this.keys.callerWith(secret)).isEmpty();
	}

	private List<Operation> operations() {
		List<Operation> operations = new ArrayList<>();
		this.mapping.getHandlerMethods().forEach((info, handler) -> {
			for (String path : info.getPatternValues()) {
				if (path.startsWith("/api/v1")) {
					for (RequestMethod method : info.getMethodsCondition().getMethods()) {
						operations.add(new Operation(method.name(), path, handler));
					}
				}
			}
		});
		return operations;
	}

	private Answer call(Operation operation, @Nullable String key) {
		String path = operation.path().replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
		boolean change = !operation.method().equals("GET");
		return call(operation.method(), path + (change ? "?dryRun=true" : ""), key, change ? "{}" : null);
	}

	private Answer call(String method, String path, @Nullable String key, @Nullable String body) {
		dev.orderprocessing.support.Caller caller = this.api.as((key != null) ? key : "");
		return (body != null) ? caller.send(method, path, HttpRequest.BodyPublishers.ofString(body), "Content-Type",
				"application/json") : caller.send(method, path, HttpRequest.BodyPublishers.noBody());
	}

	private static String between(String text, String start, String end) {
		int from = text.indexOf(start) + start.length();
		return text.substring(from, text.indexOf(end, from));
	}

	private record Operation(String method, String path, HandlerMethod handler) {

		String name() {
			return this.method + " " + this.path;
		}

		List<Role> roles() {
			AllowedFor allowed = this.handler.getMethodAnnotation(AllowedFor.class);
			return (allowed != null) ? Arrays.asList(allowed.value()) : List.of();
		}

	}

}
