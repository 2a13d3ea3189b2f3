package dev.orderprocessing.platform.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.orderprocessing.OrderProcessingApplication;
import dev.orderprocessing.platform.database.DataFolderHolder;
import dev.orderprocessing.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** Whoever starts the service wrongly reads one line that says what to do. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartIT {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--server.port=abc                            | The setting server.port has the unusable value "abc"
			--server.port=99999                          | There is no port 99999. Set SERVER_PORT
			--order-processing.demo-data=maybe           | demo-data has the unusable value "maybe"
			--spring.datasource.url=postgres://u:pw@h/db | Write it as jdbc:postgresql://host:5432/database
			--spring.datasource.url=jdbc:postgresql://h:x/db | Write it as jdbc:postgresql://host:5432/database
			--spring.datasource.url=jdbc:postgresql://localhost:1/db?password=pw | localhost:1/db cannot be reached
			""")
	void namesTheDamagedSetting(String argument, String complaint, CapturedOutput output) {
		start(argument, "--order-processing.seller.name=Our Shop", "--order-processing.seller.address=1 Main St");
		assertThat(complaints(output)).singleElement().asString().contains(complaint).doesNotContain("pw");
	}

	@Test
	void namesTheTakenPort(CapturedOutput output) throws IOException {
		try (var taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
			List<String> arguments = new ArrayList<>(List.of("--server.port=" + taken.getLocalPort()));
			TestDatabase.shared()
				.properties()
				.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
			start(arguments.toArray(String[]::new));
			assertThat(complaints(output)).singleElement()
				.asString()
				.contains("Port %d is taken".formatted(taken.getLocalPort()), "SERVER_PORT");
		}
	}

	@Test
	void namesTheInstanceThatHoldsTheDataFolder(@TempDir Path folder, CapturedOutput output) throws Exception {
		try (var holder = DataFolderHolder.claim(folder)) {
			start("--server.port=0", "--order-processing.data-dir=" + holder.path());
		}
		assertThat(complaints(output)).singleElement()
			.asString()
			.contains("in use by another instance (pid %d)".formatted(ProcessHandle.current().pid()),
					"set ORDER_PROCESSING_DATA_DIR");
	}

	@Test
	void refusesADatabaseThatMayLoseOrders(CapturedOutput output) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
		TestDatabase.shared().properties().forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
		arguments.add("--order-processing.database.allow-unsafe=false");
		arguments.remove("--order-processing.database.allow-unsafe=true");
		start(arguments.toArray(String[]::new));
		assertThat(complaints(output)).singleElement().asString().contains("can lose orders", "in its configuration");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--order-processing.seller.name=Our Shop", "--order-processing.seller.address=1 Main St",
			"--order-processing.seller.name=" })
	void namesTheSettingsOfTheSellerWhoIssuesInvoices(String argument, CapturedOutput output) {
		start("--spring.datasource.url=" + TestDatabase.shared().url(), argument);
		assertThat(complaints(output)).singleElement()
			.asString()
			.contains("Invoices need the seller's name and address", "Set ORDER_PROCESSING_SELLER_NAME and",
					"ORDER_PROCESSING_SELLER_ADDRESS");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					--order-processing.admission.in-work=16     | has 16 connections. Set it to at most 13
					--order-processing.admission.reads=9        | Set it to at least 1 and at most in-work, which is 8
					--order-processing.rate-limit.requests=0    | allows 0 requests. Set 1 to 1000000000
					--order-processing.rate-limit.window=90ms   | window of PT0.09S. Set whole seconds, from 1s to 1h
					--order-processing.bodies.in-memory=1KB     | Set it to at least bodies.largest, which is 1048576B, up to 1GB
					--order-processing.connections.slowest-head=0s | slowest-head is PT0S. Set it to 1s up to 10m
					--order-processing.shutdown-notice=2m       | shutdown-notice is PT2M. Set it to 0s up to 60s
					--order-processing.admission.waiting=some   | waiting has the unusable value "some"
					""")
	void namesTheLimitThatDoesNotFit(String argument, String complaint, CapturedOutput output) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", argument));
		TestDatabase.shared().properties().forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
		start(arguments.toArray(String[]::new));
		assertThat(complaints(output)).singleElement().asString().contains(complaint);
	}

	@Test
	void refusesABootstrapKeyThatCouldBeGuessed(CapturedOutput output) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
		TestDatabase.shared().properties().forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
		arguments.add("--order-processing.bootstrap-admin-key=nineteen-characters");
		start(arguments.toArray(String[]::new));
		assertThat(complaints(output)).singleElement()
			.asString()
			.contains("Set ORDER_PROCESSING_BOOTSTRAP_ADMIN_KEY to 20")
			.doesNotContain("nineteen-characters");
	}

	private static void start(String... arguments) {
		assertThatException()
			.isThrownBy(() -> SpringApplication.run(OrderProcessingApplication.class, arguments).close());
	}

	/**
	 * Whatever is printed above the level of information. Services of other tests still
	 * run in this process and share its logging, which has no output for a moment
	 * whenever a start sets it up: what Logback says of that is not ours.
	 */
	private static Stream<String> complaints(CapturedOutput output) {
		return output.getAll()
			.lines()
			.filter((line) -> !line.isBlank() && !line.contains(" INFO ") && !line.contains("No appenders present"));
	}

}
