package dev.orderprocessing.platform.command;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
@Import(ProbeController.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandAdviceIT {

	private static final String REPLAYED = "Idempotency-Replayed";

	private final Api api;

	private final JdbcClient jdbc;

	private final ProbeController probe;

	private final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	CommandAdviceIT(Api api, JdbcClient jdbc, ProbeController probe) {
		this.api = api;
		this.jdbc = jdbc;
		this.probe = probe;
	}

	@BeforeAll
	void createTable() {
		this.jdbc.sql("CREATE TABLE IF NOT EXISTS probe (name text NOT NULL)").update();
	}

	@Test
	void answersARepeatedRequestWithTheSameBytes() throws Exception {
		String name = fresh("replay");
		String key = fresh("key");
		HttpResponse<String> first = post(name, key, "", "demo-ops");
		HttpResponse<String> second = post(name, key, "", "demo-ops");
		assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
		assertThat(first.headers().firstValue(REPLAYED)).isEmpty();
		assertThat(first.headers().firstValue("ETag")).contains("\"7\"");
		assertThat(second.statusCode()).isEqualTo(201);
		assertThat(second.headers().firstValue(REPLAYED)).contains("true");
		assertThat(second.body()).isEqualTo(first.body());
		for (String header : List.of("ETag", "Location", "Content-Type")) {
			assertThat(second.headers().firstValue(header)).isEqualTo(first.headers().firstValue(header));
		}
		assertThat(effects(name)).isEqualTo(1);
	}

	@Test
	void refusesAKeyThatCameWithAnotherRequest() throws Exception {
		String key = fresh("key");
		post(fresh("reuse"), key, "", "demo-ops");
		String other = fresh("reuse");
		HttpResponse<String> response = post(other, key, "", "demo-ops");
		assertThat(response.statusCode()).isEqualTo(422);
		assertThat(response.body()).contains("IDEMPOTENCY_KEY_REUSED");
		assertThat(effects(other)).isZero();
	}

	@Test
	void keepsTheKeysOfCallersApart() throws Exception {
		String name = fresh("callers");
		String key = fresh("key");
		post(name, key, "", "demo-ops");
		assertThat(post(name, key, "", "demo-finance").headers().firstValue(REPLAYED)).isEmpty();
		assertThat(effects(name)).isEqualTo(2);
	}

	@Test
	void requiresAKeyWhereTheCommandSaysSoButNotForADryRun() throws Exception {
		String name = fresh("required");
		HttpResponse<String> response = post(name, null, "", "demo-ops");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("IDEMPOTENCY_KEY_REQUIRED");
		assertThat(post(name, null, "?dryRun=true", "demo-ops").statusCode()).isEqualTo(201);
		assertThat(effects(name)).isZero();
	}

	@Test
	void refusesAKeyThatIsTooLong() throws Exception {
		assertThat(post(fresh("long"), "x".repeat(201), "", "demo-ops").statusCode()).isEqualTo(400);
	}

	@Test
	void leavesNothingBehindAfterADryRun() throws Exception {
		String name = fresh("dry");
		String key = fresh("key");
		HttpResponse<String> dry = post(name, key, "?dryRun=true", "demo-ops");
		assertThat(dry.statusCode()).isEqualTo(201);
		assertThat(dry.headers().firstValue("Dry-Run")).contains("true");
		assertThat(effects(name)).isZero();
		assertThat(keys(key)).isZero();
		assertThat(post(name, key, "", "demo-ops").headers().firstValue(REPLAYED)).isEmpty();
		assertThat(effects(name)).isEqualTo(1);
	}

	@Test
	void storesNothingForARefusal() throws Exception {
		String name = fresh("refuse");
		String key = fresh("key");
		assertThat(post(name, key, "", "demo-ops").statusCode()).isEqualTo(422);
		assertThat(effects(name)).isZero();
		assertThat(keys(key)).isZero();
	}

	@Test
	void repeatsWhatEndedInADeadlock() throws Exception {
		String name = fresh("deadlock");
		this.probe.failNext(2);
		assertThat(post(name, fresh("key"), "", "demo-ops").statusCode()).isEqualTo(201);
		assertThat(effects(name)).isEqualTo(1);
	}

	@Test
	void asksToRepeatACommandWhoseDatabaseConnectionWasLost() throws Exception {
		String name = fresh("lose-connection");
		String key = fresh("key");
		assertComeBackLater(post(name, key, "", "demo-ops"));
		assertThat(effects(name)).isZero();
		assertThat(keys(key)).isZero();
	}

	@Test
	void asksToRepeatADryRunWhoseDatabaseConnectionWasLost() throws Exception {
		assertComeBackLater(post(fresh("lose-connection"), fresh("key"), "?dryRun=true", "demo-ops"));
	}

	@Test
	void asksToRepeatAReadWhoseDatabaseConnectionWasLost() throws Exception {
		assertComeBackLater(this.client.send(HttpRequest.newBuilder(URI.create(this.api.url() + "/probe"))
			.header("Authorization", "Bearer demo-ops")
			.build(), HttpResponse.BodyHandlers.ofString()));
	}

	private static void assertComeBackLater(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
		assertThat(response.body()).contains("\"code\":\"OVERLOADED\"", "same Idempotency-Key");
		assertThat(response.headers().firstValue("Retry-After")).isPresent();
	}

	@Test
	void givesTwentyRequestsAtOnceOneEffectAndEqualAnswers() throws Exception {
		String name = fresh("race");
		String key = fresh("key");
		List<Future<HttpResponse<String>>> answers = new ArrayList<>();
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 20; i++) {
				answers.add(executor.submit(() -> post(name, key, "", "demo-ops")));
			}
		}
		String body = answers.getFirst().get().body();
		for (Future<HttpResponse<String>> answer : answers) {
			assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(201);
			assertThat(answer.get().body()).isEqualTo(body);
		}
		assertThat(effects(name)).isEqualTo(1);
	}

	private HttpResponse<String> post(String name, @Nullable String key, String query, String caller) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.api.url() + "/probe" + query))
			.header("Authorization", "Bearer " + caller)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\",\"quantity\":1}"));
		if (key != null) {
			request.header("Idempotency-Key", key);
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private int effects(String name) {
		return this.jdbc.sql("SELECT count(*) FROM probe WHERE name = ?").param(name).query(Integer.class).single();
	}

	private int keys(String key) {
		return this.jdbc.sql("SELECT count(*) FROM idempotency_key WHERE key = ?")
			.param(key)
			.query(Integer.class)
			.single();
	}

	private static String fresh(String what) {
		return what + "-" + UUID.randomUUID();
	}

}
