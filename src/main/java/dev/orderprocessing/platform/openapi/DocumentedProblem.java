package dev.orderprocessing.platform.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;

/**
 * A way in which an operation may say no, as the API document shows it.
 *
 * @param sentence what it means
 * @param example of the codes that come with its status; a module may have a better one
 */
record DocumentedProblem(String sentence, BusinessException example) {

	static final DocumentedProblem NOT_FOUND = of(ProblemCode.NOT_FOUND, "There is nothing at this path.");

	static final DocumentedProblem STALE = of(ProblemCode.STALE_VERSION,
			"It is at version 3, not 1; read it again and repeat the change.");

	static final DocumentedProblem VERSION_REQUIRED = of(ProblemCode.PRECONDITION_REQUIRED,
			"Send the ETag of what you have read as If-Match, such as \"3\".");

	static final List<DocumentedProblem> ALWAYS = List.of(
			new DocumentedProblem("Something in the request is not acceptable; errors names every field",
					new BusinessException(ProblemCode.INVALID_REQUEST, "quantity is a whole number from 1 to 1000000.")
						.with("errors",
								List.of(Map.of(
										"pointer", "/lines/0/quantity", "code", "OUT_OF_RANGE", "detail",
										"quantity is a whole number from 1 to 1000000.")))),
			of(ProblemCode.UNAUTHENTICATED, "Send your key as Authorization: Bearer <key>."),
			of(ProblemCode.FORBIDDEN, "This is for OPS; your key has the role PARTNER."),
			of(ProblemCode.NOT_ACCEPTABLE, "Send the header Accept: application/json, or none."),
			of("Too many requests with this key, or wrong keys from this address; Retry-After says when to go on",
					ProblemCode.RATE_LIMITED,
					"You have used your 120000 requests per 60 seconds; wait for the seconds that Retry-After names."),
			of("The service cannot take this request right now; Retry-After says when to send it again",
					ProblemCode.OVERLOADED,
					"Come back after the time in Retry-After and send the same request again."));

	static final List<DocumentedProblem> OF_COMMANDS = List.of(
			of("The state does not allow this now, or somebody else was faster", ProblemCode.ACTION_NOT_ALLOWED,
					ProblemCode.ACTION_NOT_ALLOWED.title() + "."),
			of("A business rule refuses this; detail says which and what would lift it", ProblemCode.UNKNOWN_PRODUCT,
					ProblemCode.UNKNOWN_PRODUCT.title() + "."));

	static final List<DocumentedProblem> OF_BODIES = List.of(
			of(ProblemCode.REQUEST_TOO_SLOW,
					"The body did not come within 20 seconds; send it faster, or less at once."),
			of(ProblemCode.BODY_TOO_LARGE, "A body has at most 1 MB."),
			of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json."));

	static final List<DocumentedProblem> ALL = Stream
		.of(ALWAYS, List.of(NOT_FOUND, STALE, VERSION_REQUIRED), OF_COMMANDS, OF_BODIES)
		.flatMap(List::stream)
		.toList();

	private static DocumentedProblem of(ProblemCode code, String detail) {
		return of(code.title(), code, detail);
	}

	private static DocumentedProblem of(String sentence, ProblemCode code, String detail) {
		return new DocumentedProblem(sentence, new BusinessException(code, detail));
	}

	ProblemCode code() {
		return this.example.code();
	}

	/** The body of such an answer. */
	static Map<String, Object> body(BusinessException refusal) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("type", "/problems/" + refusal.code().name());
		body.put("title", refusal.code().title());
		body.put("status", refusal.code().status());
		body.put("detail", refusal.detail());
		body.put("code", refusal.code().name());
		body.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
		body.putAll(refusal.properties());
		return body;
	}

}
