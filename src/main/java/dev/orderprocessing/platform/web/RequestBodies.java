package dev.orderprocessing.platform.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a request's body once, up to a limit, and keeps it: for the fingerprint of an
 * idempotency key and to explain what is wrong with it. Runs after security, so strangers
 * cannot make us hold bodies, and before there is a transaction, so a slow sender holds
 * no connection to the database.
 */
@Component
@Order(0)
public class RequestBodies extends OncePerRequestFilter {

	private static final String ATTRIBUTE = RequestBodies.class.getName();

	private static final byte[] NONE = {};

	private final Problems problems;

	private final BodySettings settings;

	/** What is left of the memory for bodies, in bytes. */
	private final Semaphore memory;

	RequestBodies(Problems problems, BodySettings settings) {
		this.problems = problems;
		this.settings = settings;
		this.memory = new Semaphore(BodySettings.bytes(settings.inMemory()));
	}

	/** The bytes that came in, none when there was no body. */
	public static byte[] of(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof byte[] body) ? body : NONE;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		IncomingBody incoming = new IncomingBody(this.settings, this.memory);
		try {
			if (request.getMethod().equals("GET") && announcesBody(request)) {
				throw new BusinessException(ProblemCode.INVALID_REQUEST,
						"A GET has no body; leave it out and filter with query parameters.");
			}
			byte[] body = incoming.read(request);
			if (body.length > 0 && !isJson(request.getContentType())) {
				response.setHeader("Accept", MediaType.APPLICATION_JSON_VALUE);
				throw new BusinessException(ProblemCode.UNSUPPORTED_MEDIA_TYPE,
						"Send the body as JSON with the header Content-Type: application/json.");
			}
			request.setAttribute(ATTRIBUTE, body);
			chain.doFilter(new Buffered(request, body), response);
		}
		catch (BusinessException refusal) {
			if (!incoming.isComplete()) {
				response.setHeader("Connection", "close");
			}
			this.problems.write(request, response, refusal);
		}
		finally {
			incoming.forget();
		}
	}

	private static boolean announcesBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
	}

	private static boolean isJson(@Nullable String contentType) {
		if (contentType == null) {
			return false;
		}
		try {
			return MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(contentType));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static final class Buffered extends HttpServletRequestWrapper {

		private final ServletInputStream stream;

		Buffered(HttpServletRequest request, byte[] body) {
			super(request);
			this.stream = new BufferedBody(body);
		}

		@Override
		public ServletInputStream getInputStream() {
			return this.stream;
		}

	}

	private static final class BufferedBody extends ServletInputStream {

		private final ByteArrayInputStream bytes;

		BufferedBody(byte[] body) {
			this.bytes = new ByteArrayInputStream(body);
		}

		@Override
		public boolean isFinished() {
			return this.bytes.available() == 0;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new IllegalStateException("The body has been read already");
		}

		@Override
		public int read() {
			return this.bytes.read();
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			return this.bytes.read(target, offset, length);
		}

	}

}
