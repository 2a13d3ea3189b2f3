package dev.orderprocessing.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The load driver, run as the README says. */
@IntegrationTest
@Timeout(120)
class LoadDriverIT {

	private static final Path SOURCES = Path.of("src/load");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@TempDir
	Path folder;

	@Autowired
	Api api;

	@ParameterizedTest
	@ValueSource(strings = { "--what place --clients 4", "--what life --clients 4", "--what place --rate 10",
			"--what life --rate 3", "--hot LOAD-0007 --clients 4", "--lines 1-20 --skew 1.0 --clients 4" })
	void everyModePlacesOrdersWithoutAnError(String mode) throws Exception {
		Run run = drive(mode + " --retry --warmup 0 --seconds 2 --products 40 --customers 20");

		assertThat(run.exitCode()).as(run.output()).isZero();
		JsonNode result = JSON.readTree(Files.readString(result()));
		assertThat(result.at("/orders").asInt()).as(run.output()).isPositive();
		assertThat(result.at("/errors").asInt()).as(run.output()).isZero();
		assertThat(result.at("/unverified").asInt()).as(run.output()).isZero();
		assertThat(result.at("/latencyMillis/order/count").asInt()).isEqualTo(result.at("/orders").asInt());
		assertThat(run.output()).contains("orders/s", "p50", "p99", "answered 201", "driver CPU per request");
	}

	@Test
	void lifeGoesAllTheWayToConfirmed() throws Exception {
		Run run = drive("--what life --clients 2 --retry --warmup 0 --seconds 2 --products 2 --customers 5");

		assertThat(run.exitCode()).as(run.output()).isZero();
		var newest = new Caller(this.api.url(), "demo-ops").get("/orders?sku=LOAD-0001&limit=1").ok();
		assertThat(newest.at("/items/0/status")).isEqualTo("CONFIRMED");
	}

	@Test
	void theMeterOfReadsWalksEveryListAndTheFeed() throws Exception {
		Run run = run("Reads.java", "--url", this.api.url(), "--stride", "1", "--pages", "2", "--events", "400");

		assertThat(run.exitCode()).as(run.output()).isZero();
		assertThat(run.output()).contains("/orders?status=CONFIRMED", "/stock/movements?", "/orders/{order}",
				"events/s");
	}

	@Test
	void saysWhyNothingSucceeded() throws Exception {
		Run run = drive("--ops-key wrong-key --warmup 0 --seconds 1");

		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).contains("UNAUTHENTICATED");
	}

	@Test
	void refusesAnOptionThatItDoesNotKnow() throws Exception {
		Run run = drive("--clents 4");

		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.output()).contains("unknown: [clents]", "--clients");
	}

	@Test
	void compilesWithoutWarnings() throws Exception {
		try (Stream<Path> files = Files.list(SOURCES)) {
			List<String> arguments = new ArrayList<>(
					List.of("-Xlint:all", "-Werror", "-d", this.folder.resolve("classes").toString()));
			files.map(Path::toString).filter((name) -> name.endsWith(".java")).forEach(arguments::add);

			int errors = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));

			assertThat(errors).isZero();
		}
	}

	private Path result() {
		return this.folder.resolve("result.json");
	}

	private Run drive(String options) throws IOException, InterruptedException {
		return run("Load.java", "--url %s --json %s %s".formatted(this.api.url(), result(), options).split(" "));
	}

	private Run run(String program, String... options) throws IOException, InterruptedException {
		Path output = this.folder.resolve("output.txt");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						SOURCES.resolve(program).toString()));
		command.addAll(List.of(options));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the driver ends").isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return new Run(process.exitValue(), Files.readString(output));
	}

	private record Run(int exitCode, String output) {
	}

}
