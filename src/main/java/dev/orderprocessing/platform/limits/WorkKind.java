package dev.orderprocessing.platform.limits;

import jakarta.servlet.http.HttpServletRequest;

/** What a request asks for, as far as can be seen before it is read. */
enum WorkKind {

	/** Changes something. */
	COMMAND,
	/** Reads one thing or a page of a list. */
	READ,
	/** Reads so much that it takes long. */
	LONG_READ;

	private static final String API = "/api/";

	/** Whether the request costs work at all; documents and health do not. */
	static boolean isWork(HttpServletRequest request) {
		// decoded, unlike the URI, so that nobody gets around the limits by encoding it
		return request.getServletPath().startsWith(API);
	}

}
