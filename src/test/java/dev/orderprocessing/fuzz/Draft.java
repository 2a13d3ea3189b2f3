package dev.orderprocessing.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A request that is being made up, part by part. */
final class Draft {

	private static final String CONTENT_TYPE = "Content-Type";

	private final Operation operation;

	private final Map<String, String> pathValues = new LinkedHashMap<>();

	private final List<String> query = new ArrayList<>();

	private final List<FuzzRequest.Header> headers = new ArrayList<>();

	private String method;

	private String suffix = "";

	private JsonNode json = MissingNode.getInstance();

	private byte[] body = {};

	private Optional<String> key = Optional.empty();

	Draft(Operation operation) {
		this.operation = operation;
		this.method = operation.method();
	}

	Operation operation() {
		return this.operation;
	}

	/** Fills in a variable of the path. */
	void path(String name, String value) {
		this.pathValues.put(name, encoded(value));
	}

	/** Fills in a variable of the path byte by byte. */
	void rawPath(String name, String value) {
		this.pathValues.put(name, value);
	}

	Optional<String> pathValue() {
		return this.pathValues.values().stream().findFirst();
	}

	void query(String name, String value) {
		rawQuery(name, encoded(value));
	}

	void rawQuery(String name, String value) {
		this.query.add(name + "=" + value);
	}

	void withoutQuery(String name) {
		this.query.removeIf((pair) -> pair.startsWith(name + "="));
	}

	/** Sets a header. */
	void header(String name, String value) {
		withoutHeader(name);
		another(name, value);
	}

	/** Adds a header, though there may be one of that name. */
	void another(String name, String value) {
		this.headers.add(new FuzzRequest.Header(name, value));
	}

	void withoutHeader(String name) {
		this.headers.removeIf((header) -> header.name().equalsIgnoreCase(name));
	}

	JsonNode json() {
		return this.json;
	}

	void json(JsonNode changed) {
		this.json = changed;
		this.body = changed.isMissingNode() ? new byte[0] : changed.toString().getBytes(StandardCharsets.UTF_8);
		header(CONTENT_TYPE, "application/json");
	}

	byte[] body() {
		return this.body;
	}

	void body(byte[] bytes) {
		this.body = bytes;
	}

	void body(String text) {
		body(text.getBytes(StandardCharsets.UTF_8));
	}

	void key(String used) {
		this.key = Optional.of(used);
	}

	void withoutKey() {
		this.key = Optional.empty();
	}

	/** Another method than the one of the operation. */
	void method(String other) {
		this.method = other;
	}

	/** Something behind the path. */
	void suffix(String more) {
		this.suffix = more;
	}

	FuzzRequest finished(ApiDescription api, long seed, long number) {
		String target = this.operation.path();
		for (Map.Entry<String, String> variable : this.pathValues.entrySet()) {
			target = target.replace("{" + variable.getKey() + "}", variable.getValue());
		}
		target += this.suffix;
		if (!this.query.isEmpty()) {
			target += "?" + String.join("&", this.query);
		}
		return new FuzzRequest(seed, number, api.operation(this.method, target), this.method, target,
				List.copyOf(this.headers), new String(this.body, StandardCharsets.ISO_8859_1), this.key,
				Optional.empty());
	}

	private static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
