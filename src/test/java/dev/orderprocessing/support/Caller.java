package dev.orderprocessing.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Somebody who sends JSON to the service with a key and reads what it answers. Each
 * command gets an idempotency key of its own unless one is given.
 *
 * @param url of the service
 * @param key the API key
 */
public record Caller(String url, String key) {

	private static final HttpClient HTTP = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

	public Answer get(String path) {
		return send(request(path).GET());
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
		HttpRequest.Builder request = request(path).setHeader(IDEMPOTENCY_KEY, UUID.randomUUID().toString());
		if (!json.isEmpty()) {
			request.setHeader("Content-Type", "application/json");
		}
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
		return send(request.method(method,
				json.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json)));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.url + "/api/v1" + path))
			.timeout(Duration.ofSeconds(60))
			.header("Authorization", "Bearer " + this.key);
	}

	private static Answer send(HttpRequest.Builder builder) {
		HttpRequest request = builder.build();
		try {
			HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
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
