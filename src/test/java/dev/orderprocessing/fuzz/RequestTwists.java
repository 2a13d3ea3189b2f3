package dev.orderprocessing.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/** Spoils a request around its body: path, query, headers, key, method. */
final class RequestTwists {

	private static final List<String> DAMAGED = List.of("%", "%zz", "%f", "%FF", "%C3", "%ED%A0%80", "%00",
			"%0d%0aX-Injected:%207391", "%F4%90%80%80", "%C0%AF", "%u0041", "a%", "\"", "{", "|", "^", "`", "\\", "<",
			"\u00e9", "\u00ff");

	private static final List<String> PATHS = List.of("", "%2F", "%2e%2e", "..", ".", ";", ";a=b", "%3B", "a%2Fb",
			"a/b", "%5C", "//", "%25", "%20", "+", "*", "~", ":", "@", "x".repeat(9_000));

	private static final List<String> SUFFIXES = List.of("/", "//", "/x", "x", ";", ";jsessionid=1", "%20", "%00",
			"/..", "/.", ".json", ".html", "%2F", "?", "??", "%0d%0a", "/%2e%2e/", "/" + "x".repeat(20_000));

	private static final List<String> METHODS = List.of("HEAD", "OPTIONS", "TRACE", "BREW", "PROPFIND", "get", "GET",
			"POST", "PUT", "PATCH", "DELETE");

	private static final List<String> KEYS = List.of("demo-storefront", "demo-ops", "demo-finance", "demo-partner",
			"demo-admin");

	private static final List<String> AUTHORIZATIONS = List.of("", "Bearer", "Bearer ", "Bearer wrong",
			"Basic ZGVtbzpkZW1v", "Bearer demo-ops demo-ops", "bearer DEMO-OPS",
			"Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.", "Bearer a.b.c", "Bearer " + "x".repeat(5_000),
			"Bearer \u00e9", "Digest a=\"b\"", "Bearer " + OddValues.CANARY);

	private static final List<String> ACCEPTS = List.of("application/json", "*/*", "text/html", "image/png",
			"application/problem+json", "////", "application/json;q=0", "application/*", "a".repeat(5_000),
			"text/html, */*;q=0.1", ";", "application/json;charset=utf-16", "application/xml", "text/event-stream",
			"application/json, application/xml", "application/yaml", "application/x+json");

	private static final List<String> TAGS = List.of("*", "\"0\"", "\"1\"", "\"2\"", "W/\"1\"", "1", "\"1\",\"2\"",
			"\"", "\"\"", "\"-1\"", "\"99999999999999999999\"", "\"1\" ", "\"a\"", "''", "\"\u00e9\"", "\"1\"\"2\"",
			"W/", "\"" + "1".repeat(500) + "\"");

	private static final List<FuzzRequest.Header> OTHERS = Stream
		.of("Accept-Language: \u00e9;q=z", "Accept-Language: tr", "Accept-Charset: utf-16", "Accept-Encoding: gzip",
				"Accept-Encoding: x;q=y", "X-HTTP-Method-Override: DELETE", "X-Forwarded-For: 1.2.3.4",
				"X-Forwarded-Host: evil.example", "Forwarded: host=evil", "X-Forwarded-Prefix: /x", "Host: ",
				"Host: evil.example:99999", "Origin: https://evil.example", "Origin: null", "Range: bytes=0-1",
				"If-None-Match: *", "If-Modified-Since: never", "traceparent: 00-zz-01",
				"traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "tracestate: a=b",
				"baggage: a=" + OddValues.CANARY, "Cookie: JSESSIONID=" + OddValues.CANARY, "Cookie: a=\u0001",
				"User-Agent: " + OddValues.CANARY, "X-Odd: \u0001", "X-Odd: \u00ff\u00fe", "Expect: 100-continue",
				"Expect: nonsense", "Upgrade: h2c", "TE: trailers", "Prefer: wait=1", "X-Long: " + "x".repeat(17_000),
				"Access-Control-Request-Method: PUT", "Last-Event-ID: 1", "Max-Forwards: 0")
		.map((line) -> new FuzzRequest.Header(line.substring(0, line.indexOf(':')),
				line.substring(line.indexOf(' ') + 1)))
		.toList();

	private final BodyTwists bodies;

	RequestTwists(ApiDescription api) {
		this.bodies = new BodyTwists(api);
	}

	void twist(Draft draft, RandomGenerator random) {
		boolean hasBody = draft.operation().bodySchema().isPresent();
		int choice = random.nextInt(100);
		if (hasBody && choice < 45) {
			this.bodies.twist(draft, random);
		}
		else if (choice < 70) {
			twistParameter(draft, random);
		}
		else if (choice < 80) {
			twistHeader(draft, random);
		}
		else if (choice < 90) {
			twistKey(draft, random);
		}
		else if (choice < 93) {
			this.bodies.add(draft, random);
		}
		else if (choice < 97) {
			draft.method(OddValues.pick(random, METHODS));
		}
		else {
			draft.suffix(OddValues.pick(random, SUFFIXES));
		}
	}

	private static void twistParameter(Draft draft, RandomGenerator random) {
		List<JsonNode> path = draft.operation().parameters("path");
		List<JsonNode> query = draft.operation().parameters("query");
		if (!path.isEmpty() && (query.isEmpty() || random.nextInt(3) == 0)) {
			twistPath(draft, OddValues.pick(random, path), random);
		}
		else if (query.isEmpty() || random.nextInt(8) == 0) {
			addQuery(draft, random);
		}
		else {
			twistQuery(draft, OddValues.pick(random, query), random);
		}
	}

	private static void twistPath(Draft draft, JsonNode parameter, RandomGenerator random) {
		String name = parameter.path("name").asString();
		switch (random.nextInt(4)) {
			case 0 -> draft.rawPath(name, OddValues.pick(random, DAMAGED));
			case 1 -> draft.rawPath(name, OddValues.pick(random, PATHS));
			default -> draft.path(name, OddValues.text(random, parameter.path("schema")));
		}
	}

	private static void addQuery(Draft draft, RandomGenerator random) {
		switch (random.nextInt(4)) {
			case 0 -> draft.rawQuery(OddValues.pick(random, DAMAGED), "1");
			case 1 -> draft.query("unknown", OddValues.CANARY);
			case 2 -> draft.query("x".repeat(random.nextInt(12_000)), "");
			default -> draft.rawQuery("", "");
		}
	}

	private static void twistQuery(Draft draft, JsonNode parameter, RandomGenerator random) {
		String name = parameter.path("name").asString();
		JsonNode schema = parameter.path("schema");
		boolean list = schema.has("items");
		switch (random.nextInt(10)) {
			case 0 -> draft.withoutQuery(name);
			case 1 -> draft.rawQuery(name, OddValues.pick(random, DAMAGED));
			case 2 -> draft.rawQuery(name.toUpperCase(java.util.Locale.ROOT), "1");
			case 3 -> draft.rawQuery(name + "%5B%5D", "1");
			case 4 -> {
				draft.query(name, OddValues.text(random, schema));
				draft.query(name, OddValues.text(random, schema));
			}
			default -> {
				draft.withoutQuery(name);
				draft.query(name, OddValues.text(random, list ? schema.path("items") : schema));
			}
		}
	}

	private static void twistHeader(Draft draft, RandomGenerator random) {
		switch (random.nextInt(5)) {
			case 0 -> draft.header("Accept", OddValues.pick(random, ACCEPTS));
			case 1 -> {
				FuzzRequest.Header other = OddValues.pick(random, OTHERS);
				draft.header(other.name(), other.value());
			}
			case 2 -> draft.header("If-Match", OddValues.pick(random, TAGS));
			case 3 -> twistIdempotencyKey(draft, random);
			default -> {
				String name = random.nextBoolean() ? "Idempotency-Key" : "If-Match";
				if (random.nextBoolean()) {
					draft.withoutHeader(name);
				}
				else {
					draft.another(name, "\"1\"");
					draft.another(name, "\"2\"");
				}
			}
		}
	}

	private static void twistIdempotencyKey(Draft draft, RandomGenerator random) {
		String name = "Idempotency-Key";
		switch (random.nextInt(7)) {
			case 0 -> draft.header(name, "");
			case 1 -> draft.header(name, "k".repeat(199 + random.nextInt(3)));
			case 2 -> draft.header(name, "k".repeat(5_000));
			case 3 -> draft.header(name, "\u00e9\u00ff" + OddValues.CANARY);
			case 4 -> draft.header(name, "  a b\tc  ");
			case 5 -> draft.header(name, "used by all");
			default -> draft.header(name, OddValues.pick(random, List.of("\"x\"", "%00", "a,b", "null", "\u0001")));
		}
	}

	private static void twistKey(Draft draft, RandomGenerator random) {
		switch (random.nextInt(6)) {
			case 0 -> draft.withoutKey();
			case 1 -> {
				draft.withoutKey();
				draft.header("Authorization", OddValues.pick(random, AUTHORIZATIONS));
			}
			case 2 -> draft.another("Authorization", OddValues.pick(random, AUTHORIZATIONS));
			default -> draft.key(OddValues.pick(random, KEYS));
		}
	}

}
