package dev.orderprocessing.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL of its operator's that keeps what it has confirmed: for the service it is
 * somebody else's server, for a test one that can be killed and started again.
 */
public final class DurableServer implements AutoCloseable {

	private static final int ATTEMPTS = 20;

	private final Path cluster;

	private EmbeddedPostgres postgres;

	private DurableServer(Path cluster) throws IOException {
		this.cluster = cluster;
		this.postgres = start(0);
	}

	/** A new server with its data in this folder. */
	public static DurableServer on(Path cluster) throws IOException {
		return new DurableServer(cluster);
	}

	/** Its only database. */
	public TestDatabase database() {
		return new TestDatabase("jdbc:postgresql://localhost:%d/".formatted(this.postgres.getPort()), "postgres",
				"postgres", "postgres");
	}

	/** Kills all of its processes at once. */
	public void kill() {
		PostgresProcesses.of(this.cluster).kill();
	}

	/** Starts it again on its data, at the same port. */
	public void restart() throws InterruptedException {
		for (int attempt = 1;; attempt++) {
			try {
				Files.deleteIfExists(this.cluster.resolve("epg-lock"));
				this.postgres = start(this.postgres.getPort());
				return;
			}
			catch (IOException | IllegalStateException ex) {
				// what the killed server shared with its processes is not free yet
				if (attempt == ATTEMPTS) {
					throw new IllegalStateException("the server does not start again", ex);
				}
			}
			Thread.sleep(250);
		}
	}

	@Override
	public void close() throws IOException {
		this.postgres.close();
	}

	private EmbeddedPostgres start(int port) throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(this.cluster)
			.setPort(port)
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setPGStartupWait(Duration.ofSeconds(60))
			.setLocaleConfig("locale", "C")
			.setLocaleConfig("locale-provider", "builtin")
			.setLocaleConfig("builtin-locale", "C.UTF-8")
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("full_page_writes", "on")
			.start();
	}

}
