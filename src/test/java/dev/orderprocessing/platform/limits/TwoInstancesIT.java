package dev.orderprocessing.platform.limits;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances of the packaged service that share a database, and so the quotas. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoInstancesIT {

	private static final int QUOTA = 300;

	private static final int SMALL_QUOTA = 7;

	private static final int WRONG_KEYS = 5;

	private static final int WINDOW_SECONDS = 120;

	private static final int CALLERS = 8;

	private static List<ServiceProcess> instances = List.of();

	@BeforeAll
	static void start() {
		Map<String, Object> settings = new HashMap<>(TestDatabase.fresh().properties());
		settings.put("order-processing.rate-limit.window", WINDOW_SECONDS + "s");
		settings.put("order-processing.rate-limit.roles.PARTNER", QUOTA);
		settings.put("order-processing.rate-limit.callers.demo-finance", SMALL_QUOTA);
		settings.put("order-processing.rate-limit.wrong-keys", WRONG_KEYS);
		instances = List.of(ServiceProcess.start(settings), ServiceProcess.start(settings));
	}

	@AfterAll
	static void stop() {
		instances.forEach(ServiceProcess::close);
	}

	@Test
	void togetherAllowTheQuotaOfAKeyAndNoMore() throws Exception {
		List<Answer> answers = race("demo-partner", 2 * QUOTA);

		List<Answer> refused = answers.stream().filter((answer) -> !answer.isOk()).toList();
		assertThat(answers.size() - refused.size()).isBetween(QUOTA * 9 / 10, QUOTA);
		assertThat(refused).allSatisfy((answer) -> {
			answer.refused(429, "RATE_LIMITED");
			assertThat(answer.at("/detail")).contains("300 requests per 120 seconds", "Retry-After");
			assertThat(answer.header("Retry-After").map(Integer::parseInt).orElseThrow()).isBetween(1, WINDOW_SECONDS);
			assertThat(answer.header("RateLimit").orElseThrow()).startsWith("\"default\";r=0;t=");
		});
	}

	@Test
	void keepASmallQuotaExactly() throws Exception {
		List<Answer> answers = race("demo-finance", 10 * SMALL_QUOTA);

		assertThat(answers.stream().filter(Answer::isOk)).hasSize(SMALL_QUOTA);
	}

	@Test
	void tellWhatIsLeftOnEachAnswer() {
		Answer list = instances.getFirst().as("demo-ops").get("/currencies").ok();
		Answer missing = instances.getFirst().as("demo-ops").get("/orders/SO-0").refused(404, "NOT_FOUND");

		assertThat(List.of(list, missing)).allSatisfy((answer) -> {
			assertThat(answer.header("RateLimit-Policy")).hasValue("\"default\";q=120000;w=120");
			assertThat(answer.header("RateLimit").orElseThrow()).matches("\"default\";r=1199\\d\\d;t=\\d{1,3}");
		});
	}

	/** After all others: from then on only known keys come through from this address. */
	@Test
	@Order(Integer.MAX_VALUE)
	void slowDownWhoGuessesKeysAndNobodyElse() {
		ServiceProcess instance = instances.getLast();
		instance.as("demo-ops").get("/currencies").ok();
		List<Answer> guesses = IntStream.range(0, WRONG_KEYS + 20)
			.mapToObj((i) -> instance.as("guess-" + i).get("/currencies"))
			.toList();

		guesses.stream().limit(WRONG_KEYS).forEach((answer) -> answer.refused(401, "UNAUTHENTICATED"));
		List<Answer> slowed = guesses.stream().filter((answer) -> answer.status() == 429).toList();
		assertThat(slowed).isNotEmpty().allSatisfy((answer) -> {
			answer.refused(429, "RATE_LIMITED");
			assertThat(answer.header("Retry-After")).hasValue("12");
		});
		instance.as("demo-ops").get("/currencies").ok();
	}

	/** Requests to both instances at once, within one window. */
	private static List<Answer> race(String key, int requests) throws Exception {
		awaitTheMiddleOfAWindow();
		try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
			List<Callable<List<Answer>>> callers = IntStream.range(0, CALLERS)
				.<Callable<List<Answer>>>mapToObj((i) -> () -> {
					Caller caller = instances.get(i % instances.size()).as(key);
					return IntStream.range(0, requests / CALLERS).mapToObj((j) -> caller.get("/currencies")).toList();
				})
				.toList();
			return threads.invokeAll(callers).stream().flatMap((answers) -> result(answers).stream()).toList();
		}
	}

	private static void awaitTheMiddleOfAWindow() throws InterruptedException {
		Answer answer = instances.getFirst().as("demo-ops").get("/currencies");
		String state = answer.header("RateLimit").orElseThrow();
		int left = Integer.parseInt(state.substring(state.indexOf("t=") + 2));
		if (left < 20) {
			Thread.sleep((left + 1) * 1000L);
		}
	}

	private static List<Answer> result(Future<List<Answer>> answers) {
		try {
			return answers.get();
		}
		catch (InterruptedException | java.util.concurrent.ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
