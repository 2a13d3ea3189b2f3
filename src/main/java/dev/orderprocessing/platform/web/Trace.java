package dev.orderprocessing.platform.web;

import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request the id under which it is found in the log: that of the caller's
 * {@code traceparent} (W3C Trace Context) or a new one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Trace extends OncePerRequestFilter {

	private static final String ATTRIBUTE = Trace.class.getName();

	private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

	static String idOf(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof String id) {
			return id;
		}
		String id = received(request.getHeader("traceparent"));
		request.setAttribute(ATTRIBUTE, id);
		return id;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try (var _ = MDC.putCloseable("traceId", idOf(request))) {
			chain.doFilter(request, response);
		}
	}

	private static String received(@Nullable String header) {
		if (header != null) {
			Matcher matcher = TRACEPARENT.matcher(header);
			if (matcher.matches()) {
				return matcher.group(1);
			}
		}
		return UUID.randomUUID().toString().replace("-", "");
	}

}
