package dev.orderprocessing.platform.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.FieldProblem;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Text;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Refuses a query that cannot be decoded. Tomcat decodes it when a parameter is first
 * asked for and says so only then; afterwards it passes for one with fewer parameters. So
 * it is asked here, before anybody acts on what is left.
 */
@Component
@Order(1)
class ReadableQuery extends OncePerRequestFilter {

	private final Problems problems;

	ReadableQuery(Problems problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			request.getParameterMap();
		}
		catch (IllegalStateException ex) {
			this.problems.write(request, response, refusal(request.getQueryString()));
			return;
		}
		chain.doFilter(request, response);
	}

	private static BusinessException refusal(@Nullable String query) {
		List<FieldProblem> errors = Arrays.stream(((query != null) ? query : "").split("&"))
			.filter((part) -> decoded(part) == null)
			.map((part) -> nameOf(part.split("=", 2)[0]))
			.distinct()
			.map((name) -> FieldProblem.parameter(name, "INVALID_ENCODING",
					"%s in the query is not percent-encoded UTF-8; encode it, for example a space as %%20 and ü as %%C3%%BC."
						.formatted(name)))
			.toList();
		if (errors.isEmpty()) {
			return BusinessException.atParameter(ProblemCode.INVALID_REQUEST, "query",
					"The query cannot be read; send at most 1000 parameters of the form name=value, percent-encoded.");
		}
		return new BusinessException(ProblemCode.INVALID_REQUEST, errors.getFirst().detail(), errors);
	}

	private static String nameOf(String encoded) {
		String name = decoded(encoded);
		return (name != null && !name.isEmpty() && name.length() <= 60 && Text.fault(name) == null) ? name
				: "(unprintable)";
	}

	/** The text, or null when it is not UTF-8 in percent encoding. */
	private static @Nullable String decoded(String part) {
		try {
			String text = UriUtils.decode(part, StandardCharsets.UTF_8);
			return text.contains("\uFFFD") ? null : text;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
