package dev.orderprocessing.platform.security;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What anybody may read without a key: the way in, the API document and the health. */
final class OpenPaths {

	static final String[] PATTERNS = { "/", "/favicon.ico", "/swagger-ui.html", "/swagger-ui/**", "/v3/api-docs",
			"/v3/api-docs.yaml", "/v3/api-docs/**", "/actuator/health", "/actuator/health/**", "/error" };

	private static final List<PathPattern> PARSED = List.of(PATTERNS)
		.stream()
		.map(PathPatternParser.defaultInstance::parse)
		.toList();

	private OpenPaths() {
	}

	static boolean isOpen(HttpServletRequest request) {
		PathContainer path = PathContainer.parsePath(request.getRequestURI());
		return PARSED.stream().anyMatch((pattern) -> pattern.matches(path));
	}

}
