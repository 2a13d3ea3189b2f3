package dev.orderprocessing.platform.observation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.FreshDatabase;
import dev.orderprocessing.support.IntegrationTest;
import dev.orderprocessing.support.Shop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** With somewhere to send traces to, a request's trace is found there by its id. */
@IntegrationTest
@ContextConfiguration(initializers = FreshDatabase.class)
@ExtendWith(OutputCaptureExtension.class)
class TracesIT {

	private static final String CANARY = "7391canary";

	private static final String CALLER_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** What the collector got, each byte as one character. */
	private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();

	private static final HttpServer COLLECTOR = collector();

	@Autowired
	Api api;

	@Autowired
	JdbcClient jdbc;

	@DynamicPropertySource
	static void sendTraces(DynamicPropertyRegistry settings) {
		settings.add(TracesWhenAsked.ENDPOINT,
				() -> "http://127.0.0.1:%d/v1/traces".formatted(COLLECTOR.getAddress().getPort()));
		settings.add("management.opentelemetry.tracing.export.schedule-delay", () -> "100ms");
	}

	@AfterAll
	static void stop() {
		COLLECTOR.stop(0);
	}

	@Test
	void aTraceThatBeginsHereHasTheIdOfTheProblem() {
		Answer refused = new Caller(this.api.url(), "demo-storefront").get("/orders/SO-1").refused(404, "NOT_FOUND");
		assertThat(arrived(refused.at("/traceId"))).contains("/api/v1/orders/{order}");
	}

	@Test
	void aTraceThatBeganAtTheCallerGoesOnHere() {
		Shop shop = Shop.demo(this.api.url());
		shop.storefront()
			.post("/orders", Cart.of(shop.product("10.00", 5), 1).body(), "traceparent",
					"00-" + CALLER_TRACE + "-00f067aa0ba902b7-01")
			.ok();
		assertThat(arrived(CALLER_TRACE)).contains("http post /api/v1/orders", raw("00f067aa0ba902b7"));
	}

	@Test
	void theLogLineTheProblemAndTheTraceAreFoundByOneId(CapturedOutput output) {
		this.jdbc.sql("""
				CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN RAISE EXCEPTION 'refused'; END $$""").update();
		this.jdbc.sql("CREATE TRIGGER refuse BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION refuse()").update();
		try {
			Shop shop = Shop.demo(this.api.url());
			Answer failed = shop.storefront().post("/orders", Cart.of(shop.product("10.00", 5), 1).body());
			assertThat(failed.status()).isEqualTo(500);
			assertThat(output.getOut())
				.containsPattern("\\[%s] .*POST /api/v1/orders failed".formatted(failed.at("/traceId")));
			assertThat(arrived(failed.at("/traceId"))).contains("http post /api/v1/orders");
		}
		finally {
			this.jdbc.sql("DROP TRIGGER refuse ON orders").update();
		}
	}

	@Test
	void tracesHoldNeitherPersonalDataNorKeys() {
		Shop shop = Shop.demo(this.api.url());
		Cart order = Cart.of(shop.product("10.00", 5), 1)
			.with("customer", Map.of("name", CANARY, "email", CANARY + "@example.org"));
		shop.placed(order);
		shop.storefront().post("/orders", order.lineWith(CANARY, 1).body());
		shop.storefront().get("/orders?externalReference=" + CANARY);
		Answer last = new Caller(this.api.url(), "key-" + CANARY).get("/orders").refused(401, "UNAUTHENTICATED");
		arrived(last.at("/traceId"));
		assertThat(RECEIVED).noneMatch((spans) -> spans.contains(CANARY) || spans.contains("demo-storefront"));
	}

	private static String arrived(String trace) {
		String id = raw(trace);
		await().atMost(PATIENCE).until(() -> RECEIVED.stream().anyMatch((spans) -> spans.contains(id)));
		return RECEIVED.stream().filter((spans) -> spans.contains(id)).findFirst().orElseThrow();
	}

	private static String raw(String hex) {
		return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
	}

	private static HttpServer collector() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.createContext("/v1/traces", (exchange) -> {
				RECEIVED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
				exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
				exchange.sendResponseHeaders(200, -1);
				exchange.close();
			});
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
