package dev.orderprocessing.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.orderprocessing.support.Answer;
import tools.jackson.databind.JsonNode;

/**
 * Tells what is wrong with an answer, by the API document and by what holds for all
 * answers. It does not know which answer is the right one, only which can't be.
 */
final class Oracle {

	/** Their answers hold what is told once: a repetition is answered with the rest. */
	private static final Set<String> TOLD_ONCE = Set.of("issueApiKey", "exportGuest");

	private static final String JSON = "application/json";

	private static final String PROBLEM = "application/problem+json";

	/** What may come back from a method or path that the document does not name. */
	private static final Set<String> UNNAMED = Set.of("400", "401", "403", "404", "405", "406", "413", "415");

	/** Headers that belong to HTTP and are not documented for each operation. */
	private static final Set<String> COMMON_HEADERS = Set.of("date", "content-type", "content-length",
			"transfer-encoding", "connection", "keep-alive", "vary", "cache-control", "pragma", "expires",
			"x-content-type-options", "x-frame-options", "x-xss-protection", "www-authenticate", "allow", "accept",
			"retry-after", "content-disposition", "content-security-policy");

	/** What an answer must never show of the inside. None of it is ever sent. */
	private static final List<String> INSIDE = List.of("Exception", "dev.orderprocessing", "org.springframework",
			"java.lang", "java.util", "jackson", "hibernate", "\tat ", "SELECT ", "INSERT INTO", "UPDATE ", "PSQL",
			"violates ", "duplicate key value", "Tomcat");

	private final ApiDescription api;

	Oracle(ApiDescription api) {
		this.api = api;
	}

	/** Whatever is wrong, each thing in one sentence; nothing if all is well. */
	List<String> faults(FuzzRequest request, Answer answer) {
		List<String> faults = new ArrayList<>();
		checkStatus(request, answer, faults);
		checkHeaders(request, answer, faults);
		if (answer.status() >= 400) {
			checkProblem(request, answer, faults);
		}
		else {
			checkSuccess(request, answer, faults);
		}
		request.repeated().ifPresent((before) -> checkRepetition(request, before, answer, faults));
		return faults;
	}

	private static void checkStatus(FuzzRequest request, Answer answer, List<String> faults) {
		if (answer.status() >= 500) {
			faults.add("answers " + answer.status());
			return;
		}
		Set<String> documented = request.operation().map(Operation::statuses).orElse(UNNAMED);
		boolean harmless = isHarmless(request, answer);
		if (!documented.contains(String.valueOf(answer.status())) && !harmless) {
			faults.add("answers %d, which is not documented".formatted(answer.status()));
		}
	}

	/** What HTTP itself answers: to an expectation, and to reading what is not ours. */
	private static boolean isHarmless(FuzzRequest request, Answer answer) {
		if (answer.status() == 417) {
			return request.header("Expect").isPresent();
		}
		return request.operation().isEmpty() && answer.status() < 400
				&& Set.of("HEAD", "OPTIONS", "GET").contains(request.method());
	}

	private static void checkHeaders(FuzzRequest request, Answer answer, List<String> faults) {
		JsonNode documented = documented(request, answer).path("headers");
		for (String name : answer.headers().keySet()) {
			boolean known = COMMON_HEADERS.contains(name.toLowerCase(Locale.ROOT))
					|| documented.propertyNames().stream().anyMatch(name::equalsIgnoreCase);
			if (!known && request.operation().isPresent()) {
				faults.add("has the header %s, which is not documented".formatted(name));
			}
			if (name.equalsIgnoreCase("X-Injected")) {
				faults.add("has a header that was injected");
			}
		}
		documented.forEachEntry((name, header) -> {
			if (header.path("required").asBoolean(false) && answer.header(name).isEmpty()) {
				faults.add("lacks the header " + name);
			}
		});
		require(answer, 401, "WWW-Authenticate", faults);
		require(answer, 405, "Allow", faults);
		require(answer, 429, "Retry-After", faults);
		require(answer, 503, "Retry-After", faults);
	}

	private static void require(Answer answer, int status, String header, List<String> faults) {
		if (answer.status() == status && answer.header(header).isEmpty()) {
			faults.add("lacks the header " + header);
		}
	}

	private void checkProblem(FuzzRequest request, Answer answer, List<String> faults) {
		if (request.method().equals("HEAD")) {
			return;
		}
		if (!mediaType(answer).equals(PROBLEM)) {
			faults.add("is no problem document but %s".formatted(mediaType(answer)));
		}
		this.api.departures("Problem", answer.body()).forEach((departure) -> faults.add("problem: " + departure));
		if (!answer.at("/status").equals(String.valueOf(answer.status()))) {
			faults.add("says another status inside than outside");
		}
		if (answer.at("/detail").isBlank() || answer.at("/traceId").isBlank()) {
			faults.add("explains nothing");
		}
		if (!answer.at("/code").matches("[A-Z][A-Z_]+") || !answer.at("/type").endsWith("/" + answer.at("/code"))) {
			faults.add("has no proper code: " + answer.at("/code"));
		}
		INSIDE.stream()
			.filter(answer.text()::contains)
			.forEach((inside) -> faults.add("shows the inside: " + inside.strip()));
	}

	private void checkSuccess(FuzzRequest request, Answer answer, List<String> faults) {
		if (request.operation().isEmpty()) {
			return;
		}
		JsonNode content = documented(request, answer).path("content");
		if (!content.has(mediaType(answer))) {
			faults.add("is %s, which is not documented".formatted(mediaType(answer)));
		}
		JsonNode schema = content.path(JSON).path("schema");
		if (!schema.isMissingNode()) {
			this.api.departures(ApiDescription.nameOf(schema), answer.body())
				.forEach((departure) -> faults.add("body: " + departure));
		}
		else if (answer.text().contains("<script>alert") || answer.text().contains("<img src=x")) {
			faults.add("shows markup that came with a request");
		}
		boolean tried = request.target().endsWith("dryRun=true") || request.target().contains("dryRun=true&");
		if (tried != answer.header("Dry-Run").isPresent()) {
			faults.add("does not say rightly whether it was a dry run");
		}
		if (answer.body().has("nextCursor") && documented(request, answer).path("headers").has("Link")
				&& !answer.header("Link").orElse("").contains("rel=\"next\"")) {
			faults.add("has a next page but no link to it");
		}
	}

	private static void checkRepetition(FuzzRequest request, String before, Answer answer, List<String> faults) {
		if (answer.at("/code").equals("ANSWER_ERASED")) {
			return;
		}
		boolean once = request.operation().filter((operation) -> TOLD_ONCE.contains(operation.id())).isPresent();
		if (answer.text().equals(before) == once
				|| !answer.header("Idempotency-Replayed").equals(Optional.of("true"))) {
			faults.add("answers a repeated command otherwise than before");
		}
	}

	private static JsonNode documented(FuzzRequest request, Answer answer) {
		return request.operation()
			.map((operation) -> operation.response(answer.status()))
			.orElse(tools.jackson.databind.node.MissingNode.getInstance());
	}

	private static String mediaType(Answer answer) {
		return answer.header("Content-Type").orElse("nothing").split(";", 2)[0].strip();
	}

}
