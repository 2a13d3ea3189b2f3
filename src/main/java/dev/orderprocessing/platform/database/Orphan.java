package dev.orderprocessing.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that outlived the service which started it. Only the holder of the data
 * folder's lock may stop it: then nobody else can be using it.
 */
final class Orphan {

	private static final Logger log = LoggerFactory.getLogger(Orphan.class);

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private Orphan() {
	}

	static void stop(Path cluster) throws IOException, InterruptedException {
		Path pidFile = cluster.resolve("postmaster.pid");
		if (!Files.exists(pidFile)) {
			return;
		}
		Optional<ProcessHandle> process = process(pidFile);
		if (process.isEmpty()) {
			return;
		}
		if (!isPostgres(process.get())) {
			// the number went to another program after the server had died
			Files.deleteIfExists(pidFile);
			return;
		}
		log.debug("stopping PostgreSQL {} left behind by a crash", process.get().pid());
		if (!ends(process.get(), "-INT") && !ends(process.get(), "-QUIT")) {
			throw new IOException("PostgreSQL with pid %d does not stop".formatted(process.get().pid()));
		}
	}

	/** The living process that the file names. */
	static Optional<ProcessHandle> process(Path pidFile) throws IOException {
		List<String> lines = Files.readAllLines(pidFile);
		if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
			return Optional.empty();
		}
		return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::isAlive);
	}

	private static boolean isPostgres(ProcessHandle process) {
		return process.info()
			.command()
			.map((command) -> Path.of(command).getFileName().toString())
			.filter((name) -> name.startsWith("postgres"))
			.isPresent();
	}

	/** SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one. */
	private static boolean ends(ProcessHandle process, String signal) throws IOException, InterruptedException {
		if (Path.of("/bin/kill").toFile().canExecute()) {
			new ProcessBuilder("/bin/kill", signal, Long.toString(process.pid())).start().waitFor();
		}
		else {
			process.destroy();
		}
		CompletableFuture<ProcessHandle> end = process.onExit();
		try {
			end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return !process.isAlive();
		}
		catch (ExecutionException ex) {
			throw new IOException(ex);
		}
	}

}
