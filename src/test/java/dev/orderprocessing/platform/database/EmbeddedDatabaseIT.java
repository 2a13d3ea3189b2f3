package dev.orderprocessing.platform.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

import dev.orderprocessing.kernel.StartRefused;
import dev.orderprocessing.support.PostgresProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

class EmbeddedDatabaseIT {

	@TempDir
	Path folder;

	@Test
	void keepsItsDataWhenTheServiceIsKilledAndLeavesTheServerBehind() throws Exception {
		killAfterWriting(false);
		assertThat(server()).as("the server left behind").isPresent();
		assertTheDataAreThere();
	}

	@Test
	void keepsItsDataWhenServiceAndServerAreKilled() throws Exception {
		killAfterWriting(true);
		assertTheDataAreThere();
	}

	@Test
	void startsAgainAtTheSamePlaceWhenItDiesWhileTheServiceLives() throws Exception {
		try (EmbeddedDatabase database = EmbeddedDatabase.start(this.folder)) {
			execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
			for (int i = 0; i < 2; i++) {
				PostgresProcesses.of(this.folder.resolve("postgres")).kill();
				await().atMost(Duration.ofSeconds(30))
					.ignoreExceptions()
					.until(() -> query(database, "SELECT answer FROM kept").equals("42"));
			}
		}
		assertThat(this.folder.resolve("postgres/postmaster.pid")).as("nothing runs when it is closed").doesNotExist();
	}

	private void killAfterWriting(boolean serverToo) throws Exception {
		Process service = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Killed.class.getName(), this.folder.toString())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try (BufferedReader output = service.inputReader()) {
			assertThat(output.lines().anyMatch("written"::equals)).isTrue();
			if (serverToo) {
				server().orElseThrow().destroyForcibly();
			}
			service.destroyForcibly().waitFor();
		}
	}

	private Optional<ProcessHandle> server() throws IOException {
		String pid = Files.readAllLines(this.folder.resolve("postgres/postmaster.pid")).getFirst();
		return ProcessHandle.of(Long.parseLong(pid));
	}

	private void assertTheDataAreThere() throws Exception {
		try (EmbeddedDatabase restarted = EmbeddedDatabase.start(this.folder)) {
			assertThat(query(restarted, "SELECT answer FROM kept")).isEqualTo("42");
		}
	}

	@Test
	void isDurableAndAsksForThePassword() throws Exception {
		try (EmbeddedDatabase database = EmbeddedDatabase.start(this.folder)) {
			try (Connection connection = connect(database, database.password())) {
				assertThatNoException().isThrownBy(() -> DatabaseSafety.check(connection, false));
			}
			assertThat(query(database, "SHOW fsync")).isEqualTo("on");
			assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
			assertThat(query(database, "SHOW unix_socket_directories")).isEmpty();
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect(database, "guess").close())
				.satisfies((ex) -> assertThat(Unreachable.explain(database.jdbcUrl(), ex))
					.hasMessageContaining("refuses the user or password"));
		}
	}

	@Test
	void setsAsideAClusterWhoseCreationWasCutShort() throws IOException {
		Files.createDirectories(this.folder.resolve("postgres/base"));
		try (EmbeddedDatabase database = EmbeddedDatabase.start(this.folder)) {
			assertThat(database.dataFolder()).isDirectoryContaining("glob:**/postgres-incomplete-*");
		}
	}

	@Test
	void refusesDataOfAnotherVersionOfPostgres() throws IOException {
		Files.createDirectories(this.folder.resolve("postgres"));
		Files.createFile(this.folder.resolve("postgres/order-processing.ready"));
		Files.writeString(this.folder.resolve("postgres/PG_VERSION"), "17\n");
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> EmbeddedDatabase.start(this.folder).close())
			.withMessageContaining("written by PostgreSQL 17");
	}

	private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
		try (Connection connection = connect(database, database.password());
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static String query(EmbeddedDatabase database, String sql) throws SQLException {
		try (Connection connection = connect(database, database.password());
				Statement statement = connection.createStatement();
				var result = statement.executeQuery(sql)) {
			assertThat(result.next()).isTrue();
			return result.getString(1);
		}
	}

	private static Connection connect(EmbeddedDatabase database, String password) throws SQLException {
		return DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.USER, password);
	}

	/** Runs in a process of its own, which the test kills. */
	static class Killed {

		static void main(String[] arguments) throws Exception {
			EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]));
			execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
			System.out.println("written");
			Thread.sleep(Duration.ofMinutes(2));
			database.close();
		}

	}

}
