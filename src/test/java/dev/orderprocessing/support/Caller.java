package dev.orderprocessing.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Somebody who sends JSON to the service with a key and reads what it answers: the one
 * HTTP client of the tests, but for {@link RawRequest}. Each command gets an idempotency
 * key of its own unless one is given. Paths begin after {@code /api/v1}.
 *
 * @param url of the service
 * @param key the API key; empty for somebody who has none
 */
public record Caller(String url, String key) {

	private static final HttpClient HTTP = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

	private static final String API = "/api/v1";

	private static final HttpRequest.BodyPublisher NOTHING = HttpRequest.BodyPublishers.noBody();

	/** Somebody without a key. */
	public static Caller nobody(String url) {
		return new Caller(url, "");
	}

	/** Reads what is outside of the API: health, metrics, documents. */
	public Answer look(String target) {
		return send("GET", target, NOTHING);
	}

	public Answer get(String path, String... headers) {
		return send("GET", API + path, NOTHING, headers);
	}

	/** Sends a command; without a body when there is nothing to say. */
	public Answer post(String path, Object body, String... headers) {
		return command("POST", path, body, headers);
	}

	public Answer post(String path) {
		return command("POST", path, "");
	}

	public Answer put(String path, Object body, String... headers) {
		return command("PUT", path, body, headers);
	}

	public Answer patch(String path, Object body, String... headers) {
		return command("PATCH", path, body, headers);
	}

	/** Sends a command under a known idempotency key. */
	public Answer post(UUID idempotencyKey, String path, Object body) {
		return command("POST", path, body, IDEMPOTENCY_KEY, idempotencyKey.toString());
	}

	/** Sends a command; the headers are names and values in turn. */
	public Answer command(String method, String path, Object body, String... headers) {
		String json = (body instanceof String text) ? text : JSON.writeValueAsString(body);
		Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		all.put(IDEMPOTENCY_KEY, UUID.randomUUID().toString());
		if (!json.isEmpty()) {
			all.put("Content-Type", "application/json");
		}
		for (int i = 0; i < headers.length; i += 2) {
			all.put(headers[i], headers[i + 1]);
		}
		return send(method, API + path, json.isEmpty() ? NOTHING : HttpRequest.BodyPublishers.ofString(json),
				all.entrySet()
					.stream()
					.flatMap((header) -> Stream.of(header.getKey(), header.getValue()))
					.toArray(String[]::new));
	}

	/**
	 * Sends exactly this, and the key.
	 * @param target path and query, from the root of the service on
	 * @param headers names and values in turn; the same name may come twice
	 * @throws IllegalArgumentException for what this client does not send
	 * @throws UncheckedIOException when there is no answer
	 */
	public Answer send(String method, String target, HttpRequest.BodyPublisher body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.url + target))
			.timeout(Duration.ofSeconds(60))
			.method(method, body);
		if (!this.key.isEmpty()) {
			request.header("Authorization", "Bearer " + this.key);
		}
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return answer(request.build());
	}

	private static Answer answer(HttpRequest request) {
		try {
			HttpResponse<String> response = HTTP.send(request,
					HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
			return new Answer(request.method() + " " + request.uri().getPath(), response.statusCode(),
					response.headers().map(), response.body(), read(response.body()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(request.method() + " " + request.uri(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static JsonNode read(String body) {
		try {
			return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
		}
		catch (JacksonException ex) {
			return MissingNode.getInstance();
		}
	}

}
