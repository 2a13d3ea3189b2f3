package dev.orderprocessing.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that answers wrongly is caught. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OracleTests {

	private static final String JSON = "application/json";

	private static final String PROBLEM = "application/problem+json";

	private static final String THING = """
			{"id":"01900000-0000-7000-8000-000000000001","at":"2026-11-25T00:00:00Z"}""";

	private static final String NOT_FOUND = """
			{"type":"/problems/NOT_FOUND","title":"t","status":404,"detail":"d","code":"NOT_FOUND","traceId":"1"}""";

	private static final String DOCUMENT = """
			{"openapi":"3.1.0","paths":{"/things/{id}":{
			  "get":{"operationId":"getThing","description":"Roles: OPS","responses":{
			    "200":{"headers":{"ETag":{"required":true,"schema":{"type":"string"}}},
			           "content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}},
			    "404":{"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}},
			    "503":{"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}}}}},
			 "components":{"schemas":{
			  "Thing":{"type":"object","required":["id"],"properties":{
			    "id":{"type":"string","format":"uuid"},"at":{"type":"string","format":"date-time"},
			    "count":{"type":"integer","format":"int32","maximum":9}}},
			  "Problem":{"type":"object","additionalProperties":true,
			    "required":["type","title","status","detail","code","traceId"],"properties":{
			      "type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},
			      "detail":{"type":"string"},"code":{"type":"string"},"traceId":{"type":"string"}}}}}}""";

	private final ApiDescription api = new ApiDescription(JsonMapper.shared().readTree(DOCUMENT));

	private final Oracle oracle = new Oracle(this.api);

	private final HttpServer server;

	private Reply reply = new Reply(200, JSON, THING, Map.of());

	OracleTests() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
	}

	@BeforeAll
	void start() {
		this.server.createContext("/", (exchange) -> this.reply.send(exchange));
		this.server.start();
	}

	@AfterAll
	void stop() {
		this.server.stop(0);
	}

	@Test
	void findsNothingWrongWithRightAnswers() {
		assertThat(faults(new Reply(200, JSON, THING, Map.of("ETag", "\"1\"")))).isEmpty();
		assertThat(faults(new Reply(404, PROBLEM, NOT_FOUND, Map.of()))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					500 | application/problem+json | `{"type":"/problems/A_B","title":"t","status":500,"detail":"d","code":"A_B","traceId":"1"}` | answers 500
					503 | application/problem+json | `{"type":"/problems/A_B","title":"t","status":503,"detail":"d","code":"A_B","traceId":"1"}` | answers 503
					202 | application/json         | `{"id":"01900000-0000-7000-8000-000000000001"}`         | answers 202, which is not documented
					409 | application/problem+json | `{"type":"/problems/A_B","title":"t","status":409,"detail":"d","code":"A_B","traceId":"1"}` | answers 409, which is not documented
					200 | text/html                | `<p>`                                                   | is text/html, which is not documented
					200 | application/json         | `{}`                                                    | required
					200 | application/json         | `{"id":"7"}`                                            | uuid
					200 | application/json         | `{"id":"01900000-0000-7000-8000-000000000001","at":"today"}` | date-time
					200 | application/json         | `{"id":"01900000-0000-7000-8000-000000000001","count":10}`   | maximum
					200 | application/json         | `{"id":"01900000-0000-7000-8000-000000000001","secret":1}`   | secret
					200 | application/json         | `{"id":"01900000-0000-7000-8000-000000000001"}`         | lacks the header ETag
					404 | application/json         | `{"type":"/problems/A_B","title":"t","status":404,"detail":"d","code":"A_B","traceId":"1"}` | is no problem document
					404 | application/problem+json | `{"type":"/problems/A_B","title":"t","status":400,"detail":"d","code":"A_B","traceId":"1"}` | another status inside
					404 | application/problem+json | `{"type":"/problems/A_B","title":"t","status":404,"detail":" ","code":"A_B","traceId":"1"}` | explains nothing
					404 | application/problem+json | `{"type":"/problems/A_B","title":"t","status":404,"detail":"d","code":"a","traceId":"1"}`   | no proper code
					404 | application/problem+json | `{"type":"/problems/A_B","title":"t","status":404,"detail":"java.lang.X","code":"A_B","traceId":"1"}` | shows the inside: java.lang
					404 | application/problem+json | `{"type":"/problems/A_B","title":"t","status":404,"code":"A_B","traceId":"1"}` | detail
					404 | application/problem+json | `` | problem:
					404 | text/html | `<h1>Not found</h1>` | is no problem document but text/html
					""")
	void findsWhatIsWrong(int status, String type, String body, String fault) {
		assertThat(faults(new Reply(status, type, body, Map.of()))).anyMatch((found) -> found.contains(fault));
	}

	@Test
	void findsHeadersThatNobodyPromised() {
		assertThat(faults(new Reply(200, JSON, THING, Map.of("ETag", "\"1\"", "X-Secret", "1"))))
			.containsExactly("has the header x-secret, which is not documented");
		assertThat(faults(new Reply(404, PROBLEM, NOT_FOUND, Map.of("X-Injected", "7391"))))
			.contains("has a header that was injected");
		assertThat(faults(new Reply(200, JSON, THING, Map.of("ETag", "\"1\"", "Dry-Run", "true"))))
			.contains("does not say rightly whether it was a dry run");
	}

	@Test
	void findsAnAnswerToAnUndocumentedMethod() {
		assertThat(faults("DELETE", Optional.empty(), new Reply(200, JSON, THING, Map.of())))
			.contains("answers 200, which is not documented");
		assertThat(
				faults("DELETE", Optional.empty(), new Reply(405, PROBLEM, NOT_FOUND.replace("404", "405"), Map.of())))
			.containsExactly("lacks the header Allow");
	}

	@Test
	void findsARepeatedCommandThatIsAnsweredDifferently() {
		assertThat(faults("GET", Optional.of("{}"), new Reply(200, JSON, THING, Map.of("ETag", "\"1\""))))
			.containsExactly("answers a repeated command otherwise than before");
	}

	private List<String> faults(Reply sent) {
		return faults("GET", Optional.empty(), sent);
	}

	private List<String> faults(String method, Optional<String> before, Reply sent) {
		this.reply = sent;
		String target = "/things/1";
		var request = new FuzzRequest(1, 1, this.api.operation(method, target), method, target, List.of(), "",
				Optional.of("key"), before);
		var sender = new Sender("http://localhost:" + this.server.getAddress().getPort());
		return this.oracle.faults(request, sender.send(request));
	}

	private record Reply(int status, String type, String body, Map<String, String> headers) {

		void send(HttpExchange exchange) throws IOException {
			byte[] bytes = this.body.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", this.type);
			this.headers.forEach(exchange.getResponseHeaders()::set);
			exchange.sendResponseHeaders(this.status, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		}

	}

}
