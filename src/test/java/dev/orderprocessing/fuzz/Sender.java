package dev.orderprocessing.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.RawRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends requests, byte by byte where no well-behaved client would. */
final class Sender implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String AUTHORIZATION = "Authorization";

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String url;

	Sender(String url) {
		this.url = url;
	}

	/**
	 * The answer of the service.
	 * @throws UncheckedIOException when there is none
	 */
	Answer send(FuzzRequest request) {
		HttpRequest polite;
		try {
			polite = polite(request);
		}
		catch (IllegalArgumentException ex) {
			return raw(request).send(this.url);
		}
		try {
			HttpResponse<String> response = this.client.send(polite,
					HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
			return new Answer(request.method() + " " + request.target(), response.statusCode(),
					response.headers().map(), response.body(), read(response.body()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private HttpRequest polite(FuzzRequest request) {
		HttpRequest.Builder polite = HttpRequest.newBuilder(URI.create(this.url + ascii(request.target())))
			.timeout(PATIENCE)
			.method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.bytes()));
		request.key().ifPresent((key) -> polite.header(AUTHORIZATION, "Bearer " + key));
		request.headers().forEach((header) -> polite.header(header.name(), ascii(header.value())));
		return polite.build();
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

	private static JsonNode read(String body) {
		try {
			return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
		}
		catch (JacksonException ex) {
			return MissingNode.getInstance();
		}
	}

	@Override
	public void close() {
		this.client.close();
	}

}
