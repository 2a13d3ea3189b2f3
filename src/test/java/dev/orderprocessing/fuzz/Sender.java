package dev.orderprocessing.fuzz;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.RawRequest;

/** Sends requests, byte by byte where no well-behaved client would. */
final class Sender {

	private static final String AUTHORIZATION = "Authorization";

	private final String url;

	Sender(String url) {
		this.url = url;
	}

	/**
	 * The answer of the service.
	 * @throws UncheckedIOException when there is none
	 */
	Answer send(FuzzRequest request) {
		try {
			return polite(request);
		}
		catch (IllegalArgumentException ex) {
			return raw(request).send(this.url);
		}
	}

	private Answer polite(FuzzRequest request) {
		List<String> headers = new ArrayList<>();
		request.headers().forEach((header) -> headers.addAll(List.of(header.name(), ascii(header.value()))));
		return new Caller(this.url, request.key().orElse("")).send(request.method(), ascii(request.target()),
				HttpRequest.BodyPublishers.ofByteArray(request.bytes()), headers.toArray(String[]::new));
	}

	private static String ascii(String text) {
		if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
			throw new IllegalArgumentException("bytes that the client would replace");
		}
		return text;
	}

	private static RawRequest raw(FuzzRequest request) {
		RawRequest raw = new RawRequest(request.method() + " " + request.target(), "");
		raw.without(AUTHORIZATION);
		request.key().ifPresent((key) -> raw.header(AUTHORIZATION, "Bearer " + key));
		request.headers().stream().filter((header) -> header.name().equals("Host")).forEach((_) -> raw.without("Host"));
		request.headers().forEach((header) -> raw.another(header.name(), header.value()));
		return request.body().isEmpty() ? raw : raw.body(request.bytes());
	}

}
