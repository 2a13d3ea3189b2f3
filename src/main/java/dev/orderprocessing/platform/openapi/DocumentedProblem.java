package dev.orderprocessing.platform.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.ProblemCode;

/**
 * A way in which an operation may say no, as the API document shows it.
 *
 * @param sentence what it means
 * @param code an example of the codes that come with its status
 * @param detail what such an answer says
 * @param members what it adds
 */
record DocumentedProblem(String sentence, ProblemCode code, String detail, Map<String, Object> members) {

	static final DocumentedProblem NOT_FOUND = of(ProblemCode.NOT_FOUND.title(), ProblemCode.NOT_FOUND,
			"There is no order SO-999999; GET /api/v1/orders shows what there is.");

	static final DocumentedProblem STALE = of(ProblemCode.STALE_VERSION.title(), ProblemCode.STALE_VERSION,
			"It is at version 3, not 1; read it again and repeat the change.");

	static final DocumentedProblem VERSION_REQUIRED = of(ProblemCode.PRECONDITION_REQUIRED.title(),
			ProblemCode.PRECONDITION_REQUIRED, "Send the ETag of what you have read as If-Match, such as \"3\".");

	static final List<DocumentedProblem> ALWAYS = List.of(
			new DocumentedProblem("Something in the request is not acceptable; errors names every field",
					ProblemCode.INVALID_REQUEST, "quantity is a whole number from 1 to 1000000.",
					Map.of("errors",
							List.of(Map.of("pointer", "/lines/0/quantity", "code", "OUT_OF_RANGE", "detail",
									"quantity is a whole number from 1 to 1000000.")))),
			of(ProblemCode.UNAUTHENTICATED.title(), ProblemCode.UNAUTHENTICATED,
					"Send your key as Authorization: Bearer <key>."),
			of(ProblemCode.FORBIDDEN.title(), ProblemCode.FORBIDDEN, "This is for OPS; your key has the role PARTNER."),
			of(ProblemCode.NOT_ACCEPTABLE.title(), ProblemCode.NOT_ACCEPTABLE,
					"Send the header Accept: application/json, or none."),
			of("Too many requests with this key, or wrong keys from this address; Retry-After says when to go on",
					ProblemCode.RATE_LIMITED,
					"You may send 120000 requests in 60 seconds, and have; go on after the seconds that Retry-After names."),
			of("The service cannot take this request right now; Retry-After says when to send it again",
					ProblemCode.OVERLOADED,
					"Come back after the time in Retry-After and send the same request again."));

	static final List<DocumentedProblem> OF_COMMANDS = List.of(
			new DocumentedProblem("The state does not allow this now, or somebody else was faster",
					ProblemCode.ACTION_NOT_ALLOWED,
					"Order SO-100042: No packed units wait for dispatch. Fulfill the order first.",
					Map.of("currentStatus", "VERIFIED", "allowedActions", List.of("amend", "cancel", "fulfill", "hold"),
							"liftedBy", "Fulfill the order first.")),
			of("A business rule refuses this; detail says which and what would lift it", ProblemCode.UNKNOWN_PRODUCT,
					"There is no product MUG-BLEU; GET /api/v1/products lists them."));

	static final List<DocumentedProblem> OF_BODIES = List.of(
			of(ProblemCode.REQUEST_TOO_SLOW.title(), ProblemCode.REQUEST_TOO_SLOW,
					"The body did not come within 20 seconds; send it faster, or less at once."),
			of(ProblemCode.BODY_TOO_LARGE.title(), ProblemCode.BODY_TOO_LARGE, "A body has at most 1 MB."),
			of(ProblemCode.UNSUPPORTED_MEDIA_TYPE.title(), ProblemCode.UNSUPPORTED_MEDIA_TYPE,
					"Send the body as application/json."));

	static final List<DocumentedProblem> ALL = Stream
		.of(ALWAYS, List.of(NOT_FOUND, STALE, VERSION_REQUIRED), OF_COMMANDS, OF_BODIES)
		.flatMap(List::stream)
		.toList();

	private static DocumentedProblem of(String sentence, ProblemCode code, String detail) {
		return new DocumentedProblem(sentence, code, detail, Map.of());
	}

	/** The body of such an answer. */
	Map<String, Object> example() {
		Map<String, Object> example = new LinkedHashMap<>();
		example.put("type", "/problems/" + this.code.name());
		example.put("title", this.code.title());
		example.put("status", this.code.status());
		example.put("detail", this.detail);
		example.put("code", this.code.name());
		example.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
		example.putAll(this.members);
		return example;
	}

}
