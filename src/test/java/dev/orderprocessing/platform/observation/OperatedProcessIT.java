package dev.orderprocessing.platform.observation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.orderprocessing.support.Alone;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Cart;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The packaged service as an operator sets it up: JSON logs, management on its own port,
 * which nobody may take between looking for one and starting.
 */
@Alone
class OperatedProcessIT {

	private final TestDatabase database = TestDatabase.fresh();

	private final JsonMapper json = JsonMapper.builder().build();

	@Test
	void logsJsonAndKeepsManagementOnAPortOfItsOwn() throws Exception {
		int port = freePort();
		Map<String, Object> settings = new HashMap<>(this.database.properties());
		settings.put("logging.structured.format.console", "ecs");
		settings.put("management.server.port", port);
		try (ServiceProcess service = ServiceProcess.startJar(settings)) {
			eachLineIsJsonWithTheTraceOfItsRequest(service);
			managementIsOnItsPortAndOnThisMachineOnly(service, port);
		}
	}

	private void eachLineIsJsonWithTheTraceOfItsRequest(ServiceProcess service) {
		this.database.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
				+ "$$ BEGIN RAISE EXCEPTION 'refused'; END $$");
		this.database.execute("CREATE TRIGGER refuse BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION refuse()");
		Answer failed = service.as("demo-storefront").post("/orders", Cart.of("MUG-BLUE", 1).body());
		assertThat(failed.status()).isEqualTo(500);
		await().until(() -> service.output().stream().anyMatch((line) -> line.contains("POST ")));
		List<JsonNode> lines = service.output().stream().map(this.json::readTree).toList();
		assertThat(lines).allSatisfy((line) -> assertThat(line.at("/message").asString("")).isNotEmpty());
		JsonNode failure = lines.stream()
			.filter((line) -> line.at("/message").asString("").equals("POST /api/v1/orders failed"))
			.findFirst()
			.orElseThrow();
		assertThat(failure.at("/traceId").asString("")).isEqualTo(failed.at("/traceId"));
		assertThat(failure.at("/error/stack_trace").asString("")).contains("\tat dev.orderprocessing.");
	}

	private static void managementIsOnItsPortAndOnThisMachineOnly(ServiceProcess service, int port) throws Exception {
		assertThat(Scrape.of("http://localhost:" + port).has("orders_by_status")).isTrue();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Scrape.of(service.url()))
			.withMessageStartingWith("404 ");
		// where the port is open to the network, it is open at every loopback address
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> connect("127.0.0.2", port));
		connect("127.0.0.1", port);
	}

	private static void connect(String address, int port) throws IOException {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(address, port), 2000);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
