package dev.orderprocessing.platform.web;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.opentelemetry.sdk.trace.IdGenerator;
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
 * {@code traceparent} (W3C Trace Context) or a new one. When traces are made, the
 * request's has this id, see {@link TraceIds}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Trace extends OncePerRequestFilter {

	private static final String ATTRIBUTE = Trace.class.getName();

	static final String ID = "traceId";

	/*
	 * Version 00 has four parts, later ones may have more; ff and zeros are not valid.
	 */
	private static final Pattern TRACEPARENT = Pattern
		.compile("(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

	/**
	 * Begins what no request has asked for; its log lines have a new id until it ends.
	 */
	static MDC.MDCCloseable begin() {
		return MDC.putCloseable(ID, newId());
	}

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
		try (var _ = MDC.putCloseable(ID, idOf(request))) {
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
		return newId();
	}

	/**
	 * Random in all its bits, as samplers expect; those of a UUID are not.
	 */
	static String newId() {
		return IdGenerator.random().generateTraceId();
	}

}
