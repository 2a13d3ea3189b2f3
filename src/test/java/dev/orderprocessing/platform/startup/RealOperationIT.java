package dev.orderprocessing.platform.startup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The packaged service on a database of its operator's, from the first start on: who gets
 * in, and that nothing of the demo is there.
 */
class RealOperationIT {

	private static final String KEY = "bootstrap-key-of-this-test-1";

	private static final String OTHER_KEY = "bootstrap-key-of-this-test-2";

	/** As the description of the operation says. */
	private static final Duration REVOKED_WITHIN = Duration.ofSeconds(10);

	private final TestDatabase database = TestDatabase.fresh();

	@Test
	void theBootstrapKeyLetsTheOperatorInUntilItIsReplaced() throws Exception {
		try (ServiceProcess first = start(KEY)) {
			theBootstrapKeyIsStoredHashed();
			nothingOfTheDemoIsThere(first);
			Caller operator = issued(first.as(KEY), Map.of("name", "operator", "role", "ADMIN"));
			try (ServiceProcess second = start(null)) {
				second.as(KEY).get("/api-keys").ok();
				aRevokedOrExpiredKeyIsRefusedByBoth(first, second);
			}
			try (ServiceProcess third = start(OTHER_KEY)) {
				third.as(OTHER_KEY).get("/api-keys").ok();
				third.as(KEY).get("/api-keys").refused(401, "UNAUTHENTICATED");
				new Caller(third.url(), operator.key()).get("/api-keys").ok();
				await().atMost(REVOKED_WITHIN).until(() -> first.as(KEY).get("/api-keys").status() == 401);
			}
		}
	}

	private void theBootstrapKeyIsStoredHashed() throws Exception {
		String hash = HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8)));
		assertThat(this.database.texts("SELECT encode(key_hash, 'hex') FROM api_key")).containsExactly(hash);
		assertThat(this.database.texts("SELECT k::text FROM api_key k")).noneMatch((row) -> row.contains(KEY));
	}

	private static void nothingOfTheDemoIsThere(ServiceProcess service) {
		for (String role : List.of("storefront", "ops", "finance", "partner", "admin")) {
			service.as("demo-" + role).get("/orders").refused(401, "UNAUTHENTICATED");
		}
		Caller ops = issued(service.as(KEY), Map.of("name", "ops", "role", "OPS"));
		for (String list : List.of("/orders", "/products", "/customers", "/warehouses", "/stock",
				"/delivery-methods")) {
			assertThat(ops.get(list).ok().size("/items")).as(list).isZero();
		}
		assertThat(service.output()).noneMatch((line) -> line.contains("demo") || line.contains(KEY));
	}

	private static void aRevokedOrExpiredKeyIsRefusedByBoth(ServiceProcess first, ServiceProcess second) {
		Instant end = Instant.now().plusSeconds(6);
		Answer brief = first.as(KEY)
			.post("/api-keys", Map.of("name", "brief", "role", "PARTNER", "expiresAt", end.toString()))
			.ok();
		Answer made = first.as(KEY).post("/api-keys", Map.of("name", "gone", "role", "PARTNER")).ok();
		for (ServiceProcess instance : List.of(first, second)) {
			instance.as(brief.at("/secret")).get("/orders").ok();
			instance.as(made.at("/secret")).get("/orders").ok();
		}
		first.as(KEY).post("/api-keys/%s/revoke".formatted(made.at("/key/id"))).ok();
		first.as(made.at("/secret")).get("/orders").refused(401, "UNAUTHENTICATED");
		await().atMost(REVOKED_WITHIN).until(() -> second.as(made.at("/secret")).get("/orders").status() == 401);
		await().until(() -> Instant.now().isAfter(end));
		for (ServiceProcess instance : List.of(first, second)) {
			instance.as(brief.at("/secret")).get("/orders").refused(401, "UNAUTHENTICATED");
		}
	}

	private static Caller issued(Caller admin, Map<String, Object> request) {
		return new Caller(admin.url(), admin.post("/api-keys", request).ok().at("/secret"));
	}

	private ServiceProcess start(@Nullable String bootstrapKey) {
		Map<String, Object> settings = new HashMap<>(this.database.realProperties());
		if (bootstrapKey != null) {
			settings.put("order-processing.bootstrap-admin-key", bootstrapKey);
		}
		return ServiceProcess.start(settings);
	}

}
