package dev.orderprocessing.platform.command;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.orderprocessing.support.Answer;
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
	void answersARepeatedRequestWithTheSameBytes() {
		String name = fresh("replay");
		String key = fresh("key");
		Answer first = post(name, key, "", "demo-ops");
		Answer second = post(name, key, "", "demo-ops");
		assertThat(first.status()).as(first.text()).isEqualTo(201);
		assertThat(first.header(REPLAYED)).isEmpty();
		assertThat(first.header("ETag")).contains("\"7\"");
		assertThat(second.status()).isEqualTo(201);
		assertThat(second.header(REPLAYED)).contains("true");
		assertThat(second.text()).isEqualTo(first.text());
		for (String header : List.of("ETag", "Location", "Content-Type")) {
			assertThat(second.header(header)).isEqualTo(first.header(header));
		}
		assertThat(effects(name)).isEqualTo(1);
	}

	@Test
	void refusesAKeyThatCameWithAnotherRequest() {
		String key = fresh("key");
		post(fresh("reuse"), key, "", "demo-ops");
		String other = fresh("reuse");
		Answer response = post(other, key, "", "demo-ops");
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.text()).contains("IDEMPOTENCY_KEY_REUSED");
		assertThat(effects(other)).isZero();
	}

	@Test
	void keepsTheKeysOfCallersApart() {
		String name = fresh("callers");
		String key = fresh("key");
		post(name, key, "", "demo-ops");
		assertThat(post(name, key, "", "demo-finance").header(REPLAYED)).isEmpty();
		assertThat(effects(name)).isEqualTo(2);
	}

	@Test
	void requiresAKeyWhereTheCommandSaysSoButNotForADryRun() {
		String name = fresh("required");
		Answer response = post(name, null, "", "demo-ops");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.text()).contains("IDEMPOTENCY_KEY_REQUIRED");
		assertThat(post(name, null, "?dryRun=true", "demo-ops").status()).isEqualTo(201);
		assertThat(effects(name)).isZero();
	}

	@Test
	void refusesAKeyThatIsTooLong() {
		assertThat(post(fresh("long"), "x".repeat(201), "", "demo-ops").status()).isEqualTo(400);
	}

	@Test
	void leavesNothingBehindAfterADryRun() {
		String name = fresh("dry");
		String key = fresh("key");
		Answer dry = post(name, key, "?dryRun=true", "demo-ops");
		assertThat(dry.status()).isEqualTo(201);
		assertThat(dry.header("Dry-Run")).contains("true");
		assertThat(effects(name)).isZero();
		assertThat(keys(key)).isZero();
		assertThat(post(name, key, "", "demo-ops").header(REPLAYED)).isEmpty();
		assertThat(effects(name)).isEqualTo(1);
	}

	@Test
	void storesNothingForARefusal() {
		String name = fresh("refuse");
		String key = fresh("key");
		assertThat(post(name, key, "", "demo-ops").status()).isEqualTo(422);
		assertThat(effects(name)).isZero();
		assertThat(keys(key)).isZero();
	}

	/** What went wrong is for the log; the caller gets an id to ask about. */
	@Test
	void tellsNothingOfWhatNobodyHasThoughtOf() {
		String name = fresh("break");
		String key = fresh("key");
		Answer answer = post(name, key, "", "demo-ops").refused(500, "INTERNAL_ERROR");
		assertThat(answer.at("/traceId")).matches("[0-9a-f]{32}");
		assertThat(answer.at("/detail")).contains("has changed nothing");
		assertThat(answer.text()).doesNotContain("Nobody", "Exception", "orderprocessing", name);
		assertThat(effects(name)).isZero();
		assertThat(keys(key)).isZero();
	}

	@Test
	void repeatsWhatEndedInADeadlock() {
		String name = fresh("deadlock");
		this.probe.failNext(2);
		assertThat(post(name, fresh("key"), "", "demo-ops").status()).isEqualTo(201);
		assertThat(effects(name)).isEqualTo(1);
	}

	@Test
	void asksToRepeatACommandWhoseDatabaseConnectionWasLost() {
		String name = fresh("lose-connection");
		String key = fresh("key");
		assertComeBackLater(post(name, key, "", "demo-ops"));
		assertThat(effects(name)).isZero();
		assertThat(keys(key)).isZero();
	}

	@Test
	void asksToRepeatADryRunWhoseDatabaseConnectionWasLost() {
		assertComeBackLater(post(fresh("lose-connection"), fresh("key"), "?dryRun=true", "demo-ops"));
	}

	@Test
	void asksToRepeatAReadWhoseDatabaseConnectionWasLost() {
		assertComeBackLater(this.api.asOps().look("/probe"));
	}

	private static void assertComeBackLater(Answer response) {
		assertThat(response.status()).as(response.text()).isEqualTo(503);
		assertThat(response.text()).contains("\"code\":\"OVERLOADED\"", "same Idempotency-Key");
		assertThat(response.header("Retry-After")).isPresent();
	}

	@Test
	void givesTwentyRequestsAtOnceOneEffectAndEqualAnswers() throws Exception {
		String name = fresh("race");
		String key = fresh("key");
		List<Future<Answer>> answers = new ArrayList<>();
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 20; i++) {
				answers.add(executor.submit(() -> post(name, key, "", "demo-ops")));
			}
		}
		String body = answers.getFirst().get().text();
		for (Future<Answer> answer : answers) {
			assertThat(answer.get().status()).as(answer.get().text()).isEqualTo(201);
			assertThat(answer.get().text()).isEqualTo(body);
		}
		assertThat(effects(name)).isEqualTo(1);
	}

	private Answer post(String name, @Nullable String key, String query, String caller) {
		List<String> headers = new ArrayList<>(List.of("Content-Type", "application/json"));
		if (key != null) {
			headers.addAll(List.of("Idempotency-Key", key));
		}
		return this.api.as(caller)
			.send("POST", "/probe" + query,
					HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\",\"quantity\":1}"),
					headers.toArray(String[]::new));
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
