package dev.orderprocessing.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A request byte by byte, for what a well-behaved HTTP client refuses to send. Texts go
 * out as ISO 8859-1, so each character is one byte.
 */
public final class RawRequest {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final String line;

	private final List<String> headers = new ArrayList<>();

	private byte[] body = {};

	/**
	 * Begins a request.
	 * @param line method and path, such as {@code GET /api/v1/orders?sku=%FF}
	 */
	public RawRequest(String line, String key) {
		this.line = line;
		header("Host", "localhost");
		header("Connection", "close");
		header("Authorization", "Bearer " + key);
	}

	/** Sets a header. */
	public RawRequest header(String name, String value) {
		return without(name).another(name, value);
	}

	/** Adds a header, though there may be one of that name. */
	public RawRequest another(String name, String value) {
		this.headers.add(name + ": " + value);
		return this;
	}

	public RawRequest without(String name) {
		this.headers.removeIf((header) -> header.startsWith(name + ":"));
		return this;
	}

	public RawRequest json(String json) {
		return header("Content-Type", "application/json").body(json.getBytes(StandardCharsets.UTF_8));
	}

	public RawRequest body(byte[] bytes) {
		this.body = bytes;
		return header("Content-Length", String.valueOf(bytes.length));
	}

	public Answer send(String url) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort())) {
			socket.setSoTimeout(10_000);
			var request = new ByteArrayOutputStream();
			String head = this.line + " HTTP/1.1\r\n" + String.join("\r\n", this.headers) + "\r\n\r\n";
			request.write(head.getBytes(StandardCharsets.ISO_8859_1));
			request.write(this.body);
			socket.getOutputStream().write(request.toByteArray());
			return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.line, ex);
		}
	}

	private Answer answer(String text) {
		int end = text.indexOf("\r\n\r\n");
		if (text.startsWith("HTTP/1.1 1")) {
			return answer(text.substring(end + 4));
		}
		String[] head = text.substring(0, Math.max(0, end)).split("\r\n", -1);
		Map<String, List<String>> received = new HashMap<>();
		for (int i = 1; i < head.length; i++) {
			String[] pair = head[i].split(":", 2);
			received.computeIfAbsent(pair[0].toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
				.add(pair[1].strip());
		}
		String bytes = text.substring(end + 4);
		boolean chunked = received.getOrDefault("transfer-encoding", List.of()).contains("chunked");
		String content = new String((chunked ? joined(bytes) : bytes).getBytes(StandardCharsets.ISO_8859_1),
				StandardCharsets.UTF_8);
		int status = Integer.parseInt(head[0].split(" ", 3)[1]);
		return new Answer(this.line, status, received, content, read(content));
	}

	/** The content of all chunks, each of which is preceded by its hexadecimal size. */
	private static String joined(String chunks) {
		var content = new StringBuilder();
		int at = 0;
		while (true) {
			int data = chunks.indexOf("\r\n", at) + 2;
			int size = Integer.parseInt(chunks, at, data - 2, 16);
			if (size == 0) {
				return content.toString();
			}
			content.append(chunks, data, data + size);
			at = data + size + 2;
		}
	}

	private static JsonNode read(String content) {
		try {
			return content.isEmpty() ? MissingNode.getInstance() : JSON.readTree(content);
		}
		catch (JacksonException ex) {
			return MissingNode.getInstance();
		}
	}

}
