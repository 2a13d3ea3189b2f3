package dev.orderprocessing.platform.security;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.StoredText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys: told once, never with more rights than those of who issues them. */
@IntegrationTest
class ApiKeysIT {

	private static final String REPLAYED = "Idempotency-Replayed";

	private final Caller admin;

	private final JdbcClient jdbc;

	@Autowired
	ApiKeysIT(Api api, JdbcClient jdbc) {
		this.admin = api.asAdmin();
		this.jdbc = jdbc;
	}

	@Test
	void aSecretIsToldOnceAndKeptNowhere() {
		UUID key = UUID.randomUUID();
		Map<String, Object> request = Map.of("name", "told once", "role", "PARTNER");
		Answer first = this.admin.post(key, "/api-keys", request).ok().lacks("/remedy");
		String secret = first.at("/secret");
		String id = first.at("/key/id");
		assertThat(as(secret).get("/events").status()).isEqualTo(200);

		Answer second = this.admin.post(key, "/api-keys", request).is(201).lacks("/secret").has("/key/id", id);
		assertThat(second.header(REPLAYED)).contains("true");
		assertThat(second.at("/remedy")).contains("/api/v1/api-keys/%s/revoke".formatted(id), "new Idempotency-Key");
		assertThat(StoredText.columnsWith(secret, this.jdbc)).isEmpty();
		assertThat(StoredText.columnsWith(id, this.jdbc)).as("what the search finds")
			.contains("api_key.id", "idempotency_key.body");

		this.admin.post("/api-keys/%s/revoke".formatted(id)).ok();
		assertThat(this.admin.post(key, "/api-keys", request).is(201).lacks("/secret").header(REPLAYED))
			.contains("true");
		assertThat(as(secret).get("/events").status()).isEqualTo(401);
	}

	@Test
	void aBoundAdminIssuesSeesAndRevokesKeysOfItsChannelOnly() {
		Caller bound = issued("admin-of-phone", "ADMIN", "PHONE");
		for (@Nullable
		String channel : Arrays.asList(null, "WEB")) {
			Answer refused = bound.post("/api-keys", key(fresh("wider"), "STOREFRONT", channel))
				.refused(403, "FORBIDDEN");
			assertThat(refused.at("/errors/0/pointer")).isEqualTo("/channel");
			assertThat(refused.at("/detail")).contains("PHONE").doesNotContain("WEB");
		}
		String own = bound.post("/api-keys", key(fresh("own"), "OPS", "PHONE")).ok().at("/key/id");
		String ofAll = this.admin.post("/api-keys", key(fresh("all"), "OPS", null)).ok().at("/key/id");
		String ofWeb = this.admin.post("/api-keys", key(fresh("web"), "OPS", "WEB")).ok().at("/key/id");

		assertThat(bound.get("/api-keys?limit=200").ok().each("/items", "/id")).contains(own)
			.doesNotContain(ofAll, ofWeb);
		assertThat(bound.get("/api-keys?limit=200").ok().each("/items", "/channel")).containsOnly("PHONE");
		for (String foreign : List.of(ofAll, ofWeb)) {
			bound.post("/api-keys/%s/revoke".formatted(foreign)).refused(404, "NOT_FOUND");
		}
		assertThat(this.admin.get("/api-keys?limit=200").ok().item("/items", "/id", ofWeb).at("/revokedAt")).isEmpty();
		bound.post("/api-keys/%s/revoke".formatted(own)).ok().hasSome("/revokedAt");
	}

	/** Its holder would act in the name of the other caller. */
	@Test
	void aBoundAdminCannotTakeTheNameOfACallerBeyondItsChannel() {
		Caller bound = issued("admin-of-phone", "ADMIN", "PHONE");
		String name = fresh("shop");
		this.admin.post("/api-keys", key(name, "STOREFRONT", "WEB")).ok();
		Answer refused = bound.post("/api-keys", key(name, "STOREFRONT", "PHONE")).refused(409, "ALREADY_EXISTS");
		assertThat(refused.at("/errors/0/pointer")).isEqualTo("/name");
		assertThat(refused.text()).doesNotContain("WEB");
		String own = fresh("desk");
		bound.post("/api-keys", key(own, "STOREFRONT", "PHONE")).ok();
		bound.post("/api-keys", key(own, "STOREFRONT", "PHONE")).ok();
	}

	@ParameterizedTest
	@ValueSource(strings = { "system", "System", " sys tem", "SYSTEM.", "\u0455ystem", "s\u0443stem", "\uff53ystem",
			"sy5tem", "syst\u00e9m", "bootstrap-admin", "Bootstrap Admin", "b00tstrap_admin", "demo-ops", "DEMO ADMIN",
			"oauth:alice", "OAuth: alice" })
	void namesOfTheServiceItselfAreReserved(String name) {
		Answer refused = this.admin.post("/api-keys", key(name, "PARTNER", null)).refused(400, "INVALID_REQUEST");
		assertThat(refused.at("/errors/0/pointer")).isEqualTo("/name");
		assertThat(refused.at("/errors/0/code")).isEqualTo("RESERVED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "systems", "ecosystem", "demonstration", "admin", "web-shop" })
	void otherNamesAreNot(String name) {
		this.admin.post("/api-keys?dryRun=true", key(name, "PARTNER", null)).ok();
	}

	/** Two keys of one name are one caller, but not what each of them may see. */
	@Test
	void anAnswerIsNotRepeatedToACallerWhoIsBoundToSomethingElse() {
		String name = fresh("shop");
		Caller unbound = issued(name, "OPS", null);
		Caller web = issued(name, "OPS", "WEB");
		UUID key = UUID.randomUUID();
		Map<String, Object> request = Map.of("name", "Polly Parrot", "email", "polly@example.org");
		String id = unbound.post(key, "/customers", request).ok().at("/id");
		assertThat(unbound.post(key, "/customers", request).ok().header(REPLAYED)).contains("true");
		assertThat(web.post(key, "/customers", request).refused(422, "IDEMPOTENCY_KEY_REUSED").text())
			.doesNotContain(id, "Polly");

		UUID other = UUID.randomUUID();
		web.post(other, "/customers", request).ok();
		assertThat(web.post(other, "/customers", request).ok().header(REPLAYED)).contains("true");
		assertThat(unbound.post(other, "/customers", request).ok().header(REPLAYED)).as("who sees all")
			.contains("true");
	}

	private Caller issued(String name, String role, @Nullable String channel) {
		return as(this.admin.post("/api-keys", key(name, role, channel)).ok().at("/secret"));
	}

	private Caller as(String secret) {
		return new Caller(this.admin.url(), secret);
	}

	private static Map<String, Object> key(String name, String role, @Nullable String channel) {
		Map<String, Object> key = new HashMap<>(Map.of("name", name, "role", role));
		if (channel != null) {
			key.put("channel", channel);
		}
		return key;
	}

	private static String fresh(String name) {
		return name + "-" + UUID.randomUUID();
	}

}
