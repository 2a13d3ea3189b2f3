package dev.orderprocessing.platform.limits;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

/** What a request asks for, as far as can be seen before it is read. */
enum WorkKind {

	/** Changes something. */
	COMMAND,
	/** Reads one thing or a page of a list. */
	READ,
	/** Reads the event feed, or all books. */
	LONG_READ;

	private static final String API = "/api/";

	private static final Set<String> LONG = Set.of("/api/v1/events", "/api/v1/consistency");

	/** Whether the request costs work at all; documents and health do not. */
	static boolean isWork(HttpServletRequest request) {
		// decoded, unlike the URI, so that nobody gets around the limits by encoding it
		return request.getServletPath().startsWith(API);
	}

	static WorkKind of(HttpServletRequest request) {
		return switch (request.getMethod()) {
			case "GET", "HEAD" -> LONG.contains(request.getServletPath()) ? LONG_READ : READ;
			default -> COMMAND;
		};
	}

}
