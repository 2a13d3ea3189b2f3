package dev.orderprocessing.platform.command;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * An idempotency key in its scope, with the fingerprint of the request it came with.
 *
 * @param by the caller; two keys with one name are the same caller
 * @param fingerprint SHA-256 over method, path, query without dryRun, If-Match and body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record RequestKey(Actor by, String operation, String key, byte[] fingerprint) {

	static final String HEADER = "Idempotency-Key";

	static final int LONGEST = 200;

	/** The key of the request, or null when it has none and needs none. */
	static @Nullable RequestKey of(HttpServletRequest request, Actor by, String operation, byte[] body,
			boolean required) {
		String key = request.getHeader(HEADER);
		if (key == null) {
			if (required) {
				throw BusinessException.atParameter(ProblemCode.IDEMPOTENCY_KEY_REQUIRED, HEADER,
						"Send an Idempotency-Key header with a new random value; send the same value again when you "
								+ "repeat this request.");
			}
			return null;
		}
		if (key.isEmpty() || key.length() > LONGEST || !key.chars().allMatch((c) -> c > ' ' && c < 0x7f)) {
			throw BusinessException.atParameter(ProblemCode.INVALID_REQUEST, HEADER,
					"An idempotency key is 1 to %d visible ASCII characters.".formatted(LONGEST));
		}
		return new RequestKey(by, operation, key, fingerprint(request, body));
	}

	String caller() {
		return this.by.name();
	}

	/** The number of the lock that requests with this key take in turn. */
	long lock() {
		return ByteBuffer.wrap(digest(caller(), this.operation, this.key, new byte[0])).getLong();
	}

	/**
	 * Whether the answer to a caller of this name with that binding may be told to this
	 * one.
	 */
	boolean mayRepeat(String binding) {
		return this.by.channel() == null || this.by.binding().equals(binding);
	}

	boolean isOf(byte[] other) {
		return MessageDigest.isEqual(this.fingerprint, other);
	}

	private static byte[] fingerprint(HttpServletRequest request, byte[] body) {
		String query = request.getQueryString();
		String relevant = (query == null) ? ""
				: Arrays.stream(query.split("&"))
					.filter((part) -> !part.startsWith("dryRun="))
					.sorted()
					.collect(Collectors.joining("&"));
		String match = request.getHeader(HttpHeaders.IF_MATCH);
		return digest(request.getMethod() + " " + request.getRequestURI(), relevant, (match != null) ? match : "",
				body);
	}

	private static byte[] digest(String first, String second, String third, byte[] rest) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (String part : new String[] { first, second, third }) {
				digest.update(part.getBytes(StandardCharsets.UTF_8));
				digest.update((byte) 0);
			}
			return digest.digest(rest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
