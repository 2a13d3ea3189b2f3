package dev.orderprocessing.platform.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.ProblemCode;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Makes problem documents, for controllers and for filters alike. */
@Component
public class Problems {

	/**
	 * The member of a refusal that says after how many seconds to try again; absent: 1.
	 */
	public static final String RETRY_AFTER_MEMBER = "retryAfterSeconds";

	private final JsonMapper json;

	Problems(JsonMapper json) {
		this.json = json;
	}

	/** The answer to a refusal thrown by a controller. */
	ResponseEntity<Object> answer(HttpServletRequest request, BusinessException refusal, HttpHeaders headers) {
		Problem problem = problem(request, refusal.code(), refusal.detail(), refusal.errors(), refusal.properties());
		HttpHeaders all = new HttpHeaders();
		all.addAll(headers);
		all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		all.setCacheControl("no-store");
		if (retryable(refusal.code())) {
			all.set(HttpHeaders.RETRY_AFTER, retryAfter(refusal));
		}
		return ResponseEntity.status(refusal.code().status()).headers(all).body(problem);
	}

	/** Writes a problem from outside of the controllers. */
	public void write(HttpServletRequest request, HttpServletResponse response, ProblemCode code, String detail)
			throws IOException {
		write(request, response, new BusinessException(code, detail));
	}

	public void write(HttpServletRequest request, HttpServletResponse response, BusinessException refusal)
			throws IOException {
		if (response.isCommitted()) {
			return;
		}
		Problem problem = problem(request, refusal.code(), refusal.detail(), refusal.errors(), refusal.properties());
		byte[] body = this.json.writeValueAsBytes(problem);
		response.setStatus(refusal.code().status());
		response.setContentType(Problem.MEDIA_TYPE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		if (retryable(refusal.code())) {
			response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter(refusal));
		}
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
		response.flushBuffer();
	}

	/** The code that fits a bare HTTP status. */
	static ProblemCode codeOf(int status) {
		return switch (status) {
			case 401 -> ProblemCode.UNAUTHENTICATED;
			case 403 -> ProblemCode.FORBIDDEN;
			case 404 -> ProblemCode.NOT_FOUND;
			case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
			case 406 -> ProblemCode.NOT_ACCEPTABLE;
			case 408 -> ProblemCode.REQUEST_TOO_SLOW;
			case 409 -> ProblemCode.CONCURRENT_CHANGE;
			case 412 -> ProblemCode.STALE_VERSION;
			case 413 -> ProblemCode.BODY_TOO_LARGE;
			case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
			case 422 -> ProblemCode.RULE_VIOLATED;
			case 428 -> ProblemCode.PRECONDITION_REQUIRED;
			case 429 -> ProblemCode.RATE_LIMITED;
			case 503 -> ProblemCode.OVERLOADED;
			default -> (status >= 400 && status < 500) ? ProblemCode.INVALID_REQUEST : ProblemCode.INTERNAL_ERROR;
		};
	}

	static boolean retryable(ProblemCode code) {
		return switch (code) {
			case OVERLOADED, RATE_LIMITED, IDEMPOTENCY_KEY_IN_USE -> true;
			default -> false;
		};
	}

	private static String retryAfter(BusinessException refusal) {
		return String.valueOf(refusal.properties().getOrDefault(RETRY_AFTER_MEMBER, 1));
	}

	private static Problem problem(HttpServletRequest request, ProblemCode code, String detail,
			List<FieldProblem> errors, Map<String, Object> members) {
		return new Problem("/problems/" + code.name(), code.title(), code.status(), detail, path(request), code.name(),
				errors, Trace.idOf(request), members);
	}

	private static String path(HttpServletRequest request) {
		return (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String original) ? original
				: request.getRequestURI();
	}

}
