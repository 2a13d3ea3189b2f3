package dev.orderprocessing.fuzz;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.TestDatabase;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thousands of proper and improper requests against the packaged service, made from the
 * document that it serves. {@code -Dfuzz.requests} says how many, {@code -Dfuzz.seed}
 * which: the same seed and number of requests send the same again.
 */
@Timeout(1_800)
class FuzzIT {

	private static final Logger log = LoggerFactory.getLogger(FuzzIT.class);

	private static final int FEW = 6_000;

	private static final int MANY = 50_000;

	private static final int LINES_OF_AN_ERROR = 60;

	/** What can't succeed or can't be refused here, and why. */
	private static final Map<String, String> NEVER_SUCCEEDS = Map.of("retryParkedEvent",
			"nothing is parked unless a consumer fails");

	@Test
	void answersEveryRequestAsDocumented() throws Exception {
		fuzz(Long.getLong("fuzz.seed", 1), Integer.getInteger("fuzz.requests", FEW));
	}

	/** Each run has a seed of its own, so that new ground is covered. */
	@Test
	@Tag("ci")
	void answersManyRequestsAsDocumented() throws Exception {
		fuzz(Long.getLong("fuzz.seed", new SecureRandom().nextInt(1_000_000)),
				Integer.getInteger("fuzz.requests", MANY));
	}

	/** Quotas count here too, but none is ever used up. */
	private static Map<String, Object> settings() {
		Map<String, Object> settings = new HashMap<>(TestDatabase.fresh().properties());
		settings.put("order-processing.rate-limit.requests", 1_000_000_000);
		settings.put("order-processing.rate-limit.wrong-keys", 100_000);
		return settings;
	}

	private static void fuzz(long seed, int requests) throws Exception {
		log.info("{} requests with -Dfuzz.seed={}", requests, seed);
		try (var service = ServiceProcess.start(settings())) {
			int printedBefore = service.output().size();
			ApiDescription api = ApiDescription.servedAt(service.url());
			var run = new FuzzRun(api, seed, requests);
			long begin = System.nanoTime();
			run.against(service.url());
			log.info("{} requests with -Dfuzz.seed={} took {}\n{}", requests, seed,
					Duration.ofNanos(System.nanoTime() - begin), run.coverage());
			List<String> logged = service.output();
			logged = logged.subList(printedBefore, logged.size());
			assertThat(run.faults().isEmpty()).as("seed %d: %s%n%s", seed, run.faults(), errors(logged)).isTrue();
			assertReachedEverything(api, run.coverage(), requests);
			assertBooksAreExact(service.as("demo-ops"));
			assertLogIsClean(logged, run.secrets());
		}
	}

	/** Else the requests would have become blind. */
	private static void assertReachedEverything(ApiDescription api, Coverage coverage, int requests) {
		SoftAssertions all = new SoftAssertions();
		long least = requests / api.operations().size() / 20;
		for (Operation operation : api.operations()) {
			all.assertThat(coverage.requests(operation)).as(operation.id()).isGreaterThanOrEqualTo(least);
			all.assertThat(coverage.answers(operation, "4")).as("refusals of " + operation.id()).isPositive();
			all.assertThat(coverage.answers(operation, "2") > 0)
				.as("successes of " + operation.id())
				.isNotEqualTo(NEVER_SUCCEEDS.containsKey(operation.id()));
		}
		for (String status : List.of("200", "201", "400", "409", "422")) {
			all.assertThat(api.operations().stream().anyMatch((operation) -> coverage.answers(operation, status) > 0))
				.as("answers of " + status)
				.isTrue();
		}
		all.assertAll();
	}

	private static void assertBooksAreExact(Caller caller) {
		Answer report = caller.get("/consistency").ok();
		assertThat(report.at("/sound")).as(report.text()).isEqualTo("true");
	}

	/** The first lines of each error that the service logged. */
	private static String errors(List<String> lines) {
		return IntStream.range(0, lines.size())
			.filter((i) -> lines.get(i).contains(" ERROR "))
			.mapToObj((i) -> lines.subList(i, Math.min(lines.size(), i + LINES_OF_AN_ERROR))
				.stream()
				.filter((line) -> !line.startsWith("\tat ") || line.contains("dev.orderprocessing"))
				.collect(Collectors.joining("\n")))
			.collect(Collectors.joining("\n"));
	}

	/** A refusal is no error of ours, so that not even a stack trace may be there. */
	private static void assertLogIsClean(List<String> lines, Set<String> secrets) {
		SoftAssertions all = new SoftAssertions();
		for (String line : lines) {
			boolean told = line.contains(OddValues.CANARY) || line.contains("injected7391")
					|| secrets.stream().anyMatch(line::contains);
			boolean error = line.contains(" ERROR ") || line.startsWith("\tat ");
			all.assertThat(told || error).as(line).isFalse();
		}
		all.assertAll();
	}

}
