package dev.orderprocessing.platform.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.RawRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class BadInputIT {

	private static final String KEYS = "/api/v1/api-keys";

	private final Api api;

	private final JdbcClient jdbc;

	@Autowired
	BadInputIT(Api api, JdbcClient jdbc) {
		this.api = api;
		this.jdbc = jdbc;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			`{"name":"a","role":"OPS"`                            | MALFORMED_BODY  | line 1
			`{"name":"a","role":"OPS"} {}`                        | MALFORMED_BODY  | not valid JSON
			`{"name":"a","name":"b","role":"OPS"}`                | MALFORMED_BODY  | Duplicate
			`{"name":1e2147483648,"role":"OPS"}`                  | MALFORMED_BODY  | exponent
			`{"name":"a","role":1e-2147483648}`                   | MALFORMED_BODY  | exponent
			`not json`                                            | MALFORMED_BODY  | not valid JSON
			`null`                                                | MALFORMED_BODY  | needs a JSON body
			`"text"`                                              | INVALID_REQUEST | The body must be
			`[]`                                                  | INVALID_REQUEST | The body must be
			`{}`                                                  | INVALID_REQUEST | /name
			`{"nme":"a","role":"OPS"}`                            | INVALID_REQUEST | Did you mean name?
			`{"name":5,"role":"OPS"}`                             | INVALID_REQUEST | a text in quotes, not 5
			`{"name":true,"role":"OPS"}`                          | INVALID_REQUEST | a text in quotes, not true
			`{"name":"a","role":1}`                               | INVALID_REQUEST | one of STOREFRONT, OPS
			`{"name":"a","role":""}`                              | INVALID_REQUEST | one of STOREFRONT, OPS
			`{"name":"a","role":"BOSS"}`                          | INVALID_REQUEST | one of STOREFRONT, OPS
			`{"name":"a","role":"OPS","expiresAt":"tomorrow"}`    | INVALID_REQUEST | a time such as
			`{"name":"a","role":"OPS","expiresAt":12345}`         | INVALID_REQUEST | a time such as
			`{"name":"a","role":"OPS","expiresAt":"2001-01-01T00:00:00Z"}` | INVALID_REQUEST | must be in the future
			`{"name":{"a":1},"role":"OPS"}`                       | INVALID_REQUEST | /name
			`{"name":"   ","role":"OPS"}`                         | INVALID_REQUEST | /name
			`{"name":"a\\u0000b","role":"OPS"}`                    | INVALID_REQUEST | U+0000
			`{"name":"a\\u0007b","role":"OPS"}`                    | INVALID_REQUEST | U+0007
			`{"name":"a\\ud800b","role":"OPS"}`                    | INVALID_REQUEST | surrogate
			""")
	void refusesBodiesAndSaysWhatIsWrong(String body, String code, String says) {
		Answer response = post(KEYS, "application/json", body);
		assertProblem(response, 400, code);
		assertThat(response.text()).contains(says);
	}

	@Test
	void namesEveryWrongFieldOnce() {
		Answer response = post(KEYS, "application/json",
				"{\"name\":7,\"role\":\"BOSS\",\"chanel\":\"WEB\",\"expiresAt\":\"soon\"}");
		assertProblem(response, 400, "INVALID_REQUEST");
		assertThat(response.text()).containsOnlyOnce("\"/name\"")
			.containsOnlyOnce("\"/role\"")
			.containsOnlyOnce("\"/chanel\"")
			.containsOnlyOnce("\"/expiresAt\"");
	}

	@Test
	void refusesAnEmptyBody() {
		assertProblem(post(KEYS, "application/json", ""), 400, "MALFORMED_BODY");
		assertProblem(post(KEYS, "application/json", "   "), 400, "MALFORMED_BODY");
	}

	@Test
	void refusesRawControlCharactersAndInvalidUtf8() {
		assertProblem(post(KEYS, "application/json", "{\"name\":\"a\u0000b\",\"role\":\"OPS\"}"), 400,
				"MALFORMED_BODY");
		byte[] invalid = "{\"name\":\"aXb\",\"role\":\"OPS\"}".getBytes(StandardCharsets.ISO_8859_1);
		invalid[10] = (byte) 0xff;
		assertProblem(
				send("POST", KEYS, HttpRequest.BodyPublishers.ofByteArray(invalid), "Content-Type", "application/json"),
				400, "MALFORMED_BODY");
	}

	@Test
	void refusesDeepNesting() {
		assertProblem(post(KEYS, "application/json", "{\"name\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"), 400,
				"MALFORMED_BODY");
	}

	@Test
	void refusesHugeBodiesOfKnownAndUnknownLength() {
		String huge = "{\"name\":\"" + "a".repeat(1_100_000) + "\"}";
		assertProblem(post(KEYS, "application/json", huge), 413, "BODY_TOO_LARGE");
		byte[] bytes = huge.getBytes(StandardCharsets.UTF_8);
		assertProblem(
				send("POST", KEYS, HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
						"Content-Type", "application/json"),
				413, "BODY_TOO_LARGE");
	}

	@ParameterizedTest
	@CsvSource({ "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
			"application/xml", "nonsense" })
	void refusesOtherMediaTypes(String type) {
		assertProblem(post(KEYS, type, "{\"name\":\"a\",\"role\":\"OPS\"}"), 415, "UNSUPPORTED_MEDIA_TYPE");
	}

	@Test
	void refusesToActWhenTheAnswerCouldNotBeSent() {
		assertProblem(send("POST", KEYS, HttpRequest.BodyPublishers.ofString("{\"name\":\"a\",\"role\":\"OPS\"}"),
				"Content-Type", "application/json", "Accept", "image/png"), 406, "NOT_ACCEPTABLE");
	}

	/** Other converters may be there by accident of the libraries. */
	@ParameterizedTest
	@CsvSource({ "application/yaml", "application/problem+json", "application/x+json", "text/html", "////", ";" })
	void refusesToReadInATypeThatIsNotDocumented(String accept) {
		Answer response = get(KEYS, "Accept", accept);
		assertProblem(response, 406, "NOT_ACCEPTABLE");
		assertThat(response.text()).contains("Accept: application/json, or none");
	}

	@ParameterizedTest
	@CsvSource({ "application/yaml", "application/json" })
	void namesTheTypeInWhichAnInvoiceIsPrinted(String accept) {
		Answer response = this.api.asOps().get("/invoices/INV-2026-000001/document", "Accept", accept);
		assertProblem(response, 406, "NOT_ACCEPTABLE");
		assertThat(response.text()).contains("Accept: text/html, or none");
	}

	@ParameterizedTest
	@CsvSource({ "application/json;charset=utf-16", "application/json;charset=utf-16, */*", "application/*", "*/*" })
	void answersJsonInUtf8WhateverCharsetIsAskedFor(String accept) {
		Answer response = get(KEYS, "Accept", accept);
		assertThat(response.status()).as(response.text()).isEqualTo(200);
		assertThat(response.header("Content-Type")).contains("application/json");
		assertThat(response.text()).startsWith("{\"items\"");
	}

	@Test
	void refusesABodyWhereOnlyTheQueryCounts() {
		Answer response = send("GET", KEYS, HttpRequest.BodyPublishers.ofString("{\"limit\":1}"));
		assertProblem(response, 400, "INVALID_REQUEST");
		assertThat(response.text()).contains("A GET has no body");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/api/v1/nothing-here             | 404 | NOT_FOUND
			/nothing                         | 404 | NOT_FOUND
			/api/v1/api-keys?limit=0         | 400 | INVALID_REQUEST
			/api/v1/api-keys?limit=201       | 400 | INVALID_REQUEST
			/api/v1/stock/movements?from=%2B999999999-12-31T23:59:59Z | 400 | INVALID_REQUEST
			/api/v1/stock/movements?from=-0044-03-15T12:00:00Z | 400 | INVALID_REQUEST
			/api/v1/stock/movements?from=yesterday | 400 | INVALID_REQUEST
			/api/v1/api-keys?limit=ten       | 400 | INVALID_REQUEST
			/api/v1/api-keys?limit=1.5       | 400 | INVALID_REQUEST
			/api/v1/api-keys?limit=99999999999 | 400 | INVALID_REQUEST
			/api/v1/api-keys?limit=1&limit=2 | 400 | INVALID_REQUEST
			/api/v1/api-keys?cursor=garbage  | 400 | INVALID_CURSOR
			/api/v1/api-keys?cursor=%00      | 400 | INVALID_REQUEST
			/api/v1/api-keys?Limit=1         | 400 | INVALID_REQUEST
			/api/v1/api-keys?sort=name       | 400 | INVALID_REQUEST
			/api/v1/api-keys%00              | 400 | INVALID_REQUEST
			/api/v1/api-keys;a=b             | 400 | INVALID_REQUEST
			/api/v1//api-keys                | 400 | INVALID_REQUEST
			/api/v1/%2e%2e/api-keys          | 400 | INVALID_REQUEST
			""")
	void refusesPathsAndParameters(String path, int status, String code) {
		assertProblem(get(path), status, code);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET  | /api/v1/stock/availability?sku=%FF          | sku
			GET  | /api/v1/stock/availability?sku=A&sku=%C3    | sku
			GET  | /api/v1/api-keys?limit=%zz                  | limit
			GET  | /api/v1/api-keys?limit=%                    | limit
			GET  | /api/v1/api-keys?cursor=%ED%A0%80           | cursor
			GET  | /api/v1/api-keys?%FF=1                      | (unprintable)
			GET  | /api/v1/nothing-here?a=%FF                  | a
			GET  | /v3/api-docs?a=%FF                          | a
			GET  | /actuator/health?a=%FF                      | a
			GET  | /?a=%FF                                     | a
			POST | /api/v1/api-keys?dryRun=%FF                 | dryRun
			POST | /api/v1/api-keys?dryRun=true&dryRun=%FF     | dryRun
			POST | /api/v1/api-keys?dryRun=true&a=%zz          | a
			PUT  | /api/v1/tax-rates/DE/STANDARD?dryRun=%FF    | dryRun
			""")
	void refusesAQueryThatCannotBeDecoded(String method, String path, String parameter) {
		List<?> before = effects();
		RawRequest request = new RawRequest(method + " " + path, "demo-admin");
		if (method.equals("POST")) {
			request.json("{\"name\":\"a\",\"role\":\"OPS\"}");
		}
		if (method.equals("PUT")) {
			request.json("{\"rate\":1.00}");
		}
		Answer answer = request.send(this.api.url()).refused(400, "INVALID_REQUEST");
		assertThat(answer.header("Content-Type")).contains("application/problem+json");
		assertThat(answer.each("/errors", "/parameter")).containsExactly(parameter);
		assertThat(answer.at("/detail")).contains("percent-encoded");
		assertThat(effects()).isEqualTo(before);
	}

	@Test
	void refusesMoreParametersThanAnybodyNeeds() {
		Answer response = get(KEYS + "?" + "a=1&".repeat(1500));
		assertProblem(response, 400, "INVALID_REQUEST");
		assertThat(response.text()).contains("at most 1000 parameters");
	}

	@ParameterizedTest
	@CsvSource({ "limit=", "cursor=", "limit=%20" })
	void refusesAnEmptyParameter(String query) {
		Answer response = get(KEYS + "?" + query);
		assertProblem(response, 400, "INVALID_REQUEST");
		assertThat(response.text()).contains("is empty; give it a value or leave it out");
	}

	@Test
	void namesTheParameterThatWasMeant() {
		assertThat(get(KEYS + "?limt=5").text()).contains("Did you mean limit?");
	}

	@ParameterizedTest
	@CsvSource({ "dryrun=true", "dryRun=yes", "dryRun=", "dryRun=TRUE", "dry_run=true" })
	void neverExecutesAMisspeltDryRun(String query) {
		assertProblem(post(KEYS + "?" + query, "application/json", "{\"name\":\"a\",\"role\":\"OPS\"}"), 400,
				"INVALID_REQUEST");
	}

	@Test
	void refusesAnIdThatIsNone() {
		Answer response = post(KEYS + "/not-an-id/revoke", "application/json", "");
		assertProblem(response, 400, "INVALID_REQUEST");
		assertThat(response.text()).contains("a UUID such as", "\"parameter\":\"id\"");
	}

	@Test
	void answersAWrongMethodWithTheAllowedOnes() {
		Answer response = send("DELETE", KEYS, HttpRequest.BodyPublishers.noBody());
		assertProblem(response, 405, "METHOD_NOT_ALLOWED");
		assertThat(response.header("Allow").orElse("")).contains("GET", "POST");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			GET / HTTP/9.9
			GET
			G@T / HTTP/1.1
			GET /a|b HTTP/1.1
			""")
	void answersAMalformedRequestLine(String line) throws IOException {
		URI uri = URI.create(this.api.url());
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
			socket.setSoTimeout(5_000);
			socket.getOutputStream()
				.write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).contains("application/problem+json").doesNotContain("Tomcat", "<html");
		}
	}

	/** What the commands of these tests would change. */
	private List<?> effects() {
		return this.jdbc.sql("SELECT name FROM api_key UNION ALL SELECT rate::text FROM tax_rate ORDER BY 1")
			.query(String.class)
			.list();
	}

	private Answer get(String path, String... headers) {
		return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
	}

	private Answer post(String path, String type, String body) {
		return send("POST", path, HttpRequest.BodyPublishers.ofString(body), "Content-Type", type);
	}

	private Answer send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
		return this.api.asAdmin().send(method, path, body, headers);
	}

	private static void assertProblem(Answer response, int status, String code) {
		assertThat(response.status()).as(response.text()).isEqualTo(status);
		assertThat(response.header("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(response.text()).contains("\"code\":\"" + code + "\"", "\"traceId\":\"", "\"status\":" + status)
			.doesNotContain("Exception", "dev.orderprocessing", "jackson", "java.");
	}

}
