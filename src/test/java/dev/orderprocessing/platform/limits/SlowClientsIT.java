package dev.orderprocessing.platform.limits;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.orderprocessing.support.Alone;
import dev.orderprocessing.support.ServiceProcess;
import dev.orderprocessing.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Clients that never come to an end, against the packaged service. */
@Alone
@Timeout(120)
class SlowClientsIT {

	private static final int MANY = 600;

	private static final int FLOOD = 1100;

	private static final int MOST_PER_ADDRESS = 256;

	/** Another address of this machine, which is not trusted as a proxy. */
	private static final String NEIGHBOUR = "127.0.0.2";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final TestDatabase DATABASE = TestDatabase.fresh();

	private static ServiceProcess service;

	@BeforeAll
	static void start() {
		Map<String, Object> settings = new HashMap<>(DATABASE.properties());
		settings.put("order-processing.connections.slowest-head", "3s");
		settings.put("order-processing.connections.slowest-answer", "3s");
		settings.put("order-processing.bodies.slowest", "3s");
		service = ServiceProcess.start(settings);
	}

	@AfterAll
	static void stop() {
		service.close();
	}

	@Test
	void hundredsOfUnfinishedRequestsKeepNobodyWaitingAndAreCutOff() throws Exception {
		List<Socket> slow = new ArrayList<>();
		try {
			for (int i = 0; i < MANY; i++) {
				slow.add(connect("GET /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nX-Slow: "));
			}
			assertThat(longestOfTenReads()).isLessThan(Duration.ofSeconds(2));
			assertEnd(slow);
		}
		finally {
			close(slow);
		}
	}

	/** Without a share of each, 1,100 kept everybody out for ten seconds. */
	@Test
	void whoOpensMoreConnectionsThanThereAreKeepsNobodyOut() throws Exception {
		List<Socket> flood = new ArrayList<>();
		try {
			for (int i = 0; i < FLOOD; i++) {
				flood.add(halfOpen(NEIGHBOUR));
			}
			assertThat(longestOfTenReads()).isLessThan(Duration.ofSeconds(2));
			assertThat(flood.stream().filter(SlowClientsIT::isClosed)).hasSizeGreaterThan(FLOOD - MOST_PER_ADDRESS - 1);
			assertThat(service.output().stream().filter((line) -> line.contains("One address has"))).hasSize(1);
			assertThat(String.join("\n", service.output())).doesNotContain(NEIGHBOUR);
		}
		finally {
			close(flood);
		}
		await().untilAsserted(() -> {
			try (Socket again = halfOpen(NEIGHBOUR)) {
				Thread.sleep(100);
				assertThat(isClosed(again)).isFalse();
			}
		});
	}

	private static Socket halfOpen(String from) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(service.url()).getPort(),
				InetAddress.ofLiteral(from), 0);
		socket.setSoTimeout(1);
		return socket;
	}

	private static boolean isClosed(Socket socket) {
		try {
			return socket.getInputStream().read() < 0;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	@Test
	void hundredsOfUnfinishedBodiesKeepNobodyWaitingAndGet408() throws Exception {
		List<Socket> slow = new ArrayList<>();
		try {
			for (int i = 0; i < MANY; i++) {
				slow.add(connect(post("Content-Length: 900000")));
			}
			assertThat(longestOfTenReads()).isLessThan(Duration.ofSeconds(2));
			assertThat(DATABASE.texts("SELECT state FROM pg_stat_activity WHERE datname = current_database() "
					+ "AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'"))
				.isEmpty();
			List<String> answers = drip(slow);
			assertThat(answers).hasSize(MANY)
				.allSatisfy((answer) -> assertThat(answer).startsWith("HTTP/1.1 408 ").contains("REQUEST_TOO_SLOW"));
		}
		finally {
			close(slow);
		}
	}

	@Test
	void aClientThatDoesNotReadIsCutOffAndHoldsNoTransaction() throws Exception {
		String request = "GET /api/v1/products?limit=200 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer demo-ops\r\n\r\n";
		int before = cutOff("reads");
		try (Socket deaf = connect(request.repeat(2000))) {
			long deadline = System.nanoTime() + PATIENCE.toNanos();
			while (cutOff("reads") == before && System.nanoTime() < deadline) {
				assertThat(DATABASE.texts("SELECT state FROM pg_stat_activity WHERE datname = current_database() "
						+ "AND pid <> pg_backend_pid() AND now() - xact_start > interval '2 s'"))
					.isEmpty();
				Thread.sleep(200);
			}
			assertThat(cutOff("reads")).isEqualTo(before + 1);
			assertThat(deaf.isConnected()).isTrue();
		}
	}

	private static int cutOff(String does) {
		return (int) service.output()
			.stream()
			.filter((line) -> line.contains("A client that %s too slowly was cut off".formatted(does)))
			.count();
	}

	private static String post(String length) {
		return "POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer demo-storefront\r\n"
				+ "Content-Type: application/json\r\n" + length + "\r\n\r\n{";
	}

	private static Socket connect(String beginning) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(service.url()).getPort());
		socket.setSoTimeout((int) PATIENCE.toMillis());
		socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
		return socket;
	}

	private static Duration longestOfTenReads() {
		long longest = 0;
		for (int i = 0; i < 10; i++) {
			long start = System.nanoTime();
			service.as("demo-ops").get("/currencies").ok();
			longest = Math.max(longest, System.nanoTime() - start);
		}
		return Duration.ofNanos(longest);
	}

	/** Goes on sending, a byte now and then, until the service has had enough. */
	private static void assertEnd(List<Socket> slow) throws InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		List<Socket> open = new ArrayList<>(slow);
		while (!open.isEmpty() && System.nanoTime() < deadline) {
			open.removeIf((socket) -> !sends(socket));
			Thread.sleep(500);
		}
		assertThat(open).as("connections that are still open").isEmpty();
	}

	private static boolean sends(Socket socket) {
		try {
			socket.getOutputStream().write('x');
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Sends a byte now and then to each until it is answered. */
	private static List<String> drip(List<Socket> slow) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		List<String> answers = new ArrayList<>();
		List<Socket> open = new ArrayList<>(slow);
		while (!open.isEmpty() && System.nanoTime() < deadline) {
			for (Socket socket : List.copyOf(open)) {
				InputStream in = socket.getInputStream();
				if (in.available() > 0) {
					answers.add(new String(in.readNBytes(in.available()), StandardCharsets.UTF_8));
					open.remove(socket);
				}
				else {
					socket.getOutputStream().write('x');
				}
			}
			Thread.sleep(500);
		}
		return answers;
	}

	private static void close(List<Socket> sockets) throws IOException {
		for (Socket socket : sockets) {
			socket.close();
		}
	}

}
