package dev.orderprocessing.fuzz;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

import dev.orderprocessing.support.Answer;
import tools.jackson.databind.JsonNode;

/**
 * Sends a number of requests by several clients at once and judges every answer: half of
 * them the examples of the document with a mistake, half made up and spoilt. Each request
 * is made from the seed, its number and what its own client has been told so far.
 */
final class FuzzRun {

	private static final int CLIENTS = 3;

	private static final int REMEMBERED = 30;

	private final ApiDescription api;

	private final Oracle oracle;

	private final Choice choice;

	private final List<Operation> shownWithBody;

	private final Coverage coverage = new Coverage();

	private final Faults faults = new Faults();

	private final Set<String> secrets = ConcurrentHashMap.newKeySet();

	private final long seed;

	private final int requests;

	FuzzRun(ApiDescription api, long seed, int requests) {
		this.api = api;
		this.oracle = new Oracle(api);
		this.choice = new Choice(api.operations());
		this.shownWithBody = api.operations()
			.stream()
			.filter((operation) -> !operation.bodyExamples().isEmpty())
			.toList();
		this.seed = seed;
		this.requests = requests;
	}

	Coverage coverage() {
		return this.coverage;
	}

	Faults faults() {
		return this.faults;
	}

	/** The keys that the service issued meanwhile. */
	Set<String> secrets() {
		return this.secrets;
	}

	void against(String url) throws Exception {
		try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> running = new ArrayList<>();
			for (int client = 0; client < CLIENTS; client++) {
				int first = client;
				running.add(clients.submit(() -> new Client().send(url, first)));
			}
			for (Future<?> client : running) {
				client.get();
			}
		}
	}

	/** One of the clients, with what it knows. */
	private final class Client {

		private final ProperRequests proper = new ProperRequests(FuzzRun.this.api, new Finds(FuzzRun.this.api));

		private final RequestTwists twists = new RequestTwists(FuzzRun.this.api);

		private final Deque<FuzzRequest> succeeded = new ArrayDeque<>();

		void send(String url, int first) {
			var sender = new Sender(url);
			for (int number = first; number < FuzzRun.this.requests; number += CLIENTS) {
				FuzzRequest request = request(number);
				try {
					judge(request, sender.send(request));
				}
				catch (UncheckedIOException ex) {
					FuzzRun.this.faults.add(request, "is not answered", ex.toString());
				}
			}
		}

		private FuzzRequest request(int number) {
			RandomGenerator random = new SplittableRandom(FuzzRun.this.seed * 1_000_000_007L + number);
			int round = number / CLIENTS;
			if (round < FuzzRun.this.api.operations().size()) {
				return this.proper.asShown(FuzzRun.this.api.operations().get(round), random)
					.finished(FuzzRun.this.api, FuzzRun.this.seed, number);
			}
			if (!this.succeeded.isEmpty() && random.nextInt(60) == 0) {
				FuzzRequest before = this.succeeded.removeFirst();
				return before.again(number, before.repeated().orElseThrow());
			}
			if (random.nextBoolean()) {
				Draft mistaken = this.proper.asShownOfAny(OddValues.pick(random, FuzzRun.this.shownWithBody), random);
				Mistakes.make(mistaken, random);
				return mistaken.finished(FuzzRun.this.api, FuzzRun.this.seed, number);
			}
			Draft draft = this.proper.made(FuzzRun.this.choice.operation(random), random);
			for (int twist = howMany(random); twist > 0; twist--) {
				this.twists.twist(draft, random);
			}
			return draft.finished(FuzzRun.this.api, FuzzRun.this.seed, number);
		}

		/** Mostly none or one: a request with many faults is refused for the first. */
		private static int howMany(RandomGenerator random) {
			int dice = random.nextInt(20);
			if (dice < 9) {
				return 0;
			}
			return (dice < 18) ? 1 : random.nextInt(2, 5);
		}

		private void judge(FuzzRequest request, Answer answer) {
			FuzzRun.this.coverage.count(request, answer);
			List<String> found = FuzzRun.this.oracle.faults(request, answer);
			if (!found.isEmpty()) {
				FuzzRun.this.faults.add(request, found, answer);
			}
			if (answer.isOk() && answer.header("Dry-Run").isEmpty()) {
				request.operation().ifPresent((operation) -> learn(request, operation, answer));
			}
		}

		private void learn(FuzzRequest request, Operation operation, Answer answer) {
			JsonNode schema = operation.response(answer.status())
				.path("content")
				.path("application/json")
				.path("schema");
			String secret = answer.at("/secret");
			if (!secret.isEmpty()) {
				FuzzRun.this.secrets.add(secret);
			}
			this.proper.learn(operation, schema, answer.body());
			if (operation.isCommand() && request.header("Idempotency-Key").isPresent()
					&& request.repeated().isEmpty()) {
				this.succeeded.add(request.again(request.number(), answer.text()));
				if (this.succeeded.size() > REMEMBERED) {
					this.succeeded.removeFirst();
				}
			}
		}

	}

}
