package dev.orderprocessing.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;

import dev.orderprocessing.kernel.StartRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that the service brings along when it is given none: durable, reachable
 * from this machine only and with a password of its own, its data kept in the data folder
 * across restarts and crashes. When it dies while the service lives it is started again
 * at the same place, so that the service's connections heal by themselves.
 */
final class EmbeddedDatabase implements AutoCloseable {

	static final String USER = "postgres";

	private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

	private static final String MAJOR_VERSION = "18";

	private static final int ATTEMPTS = 5;

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

	private final DataFolder folder;

	private final Path cluster;

	private final String password;

	private final int port;

	private final Thread watch;

	private EmbeddedPostgres postgres;

	private EmbeddedDatabase(DataFolder folder) throws IOException, InterruptedException, SQLException {
		this.folder = folder;
		this.cluster = folder.resolve("postgres");
		this.password = readOrCreatePassword();
		setAsideIfIncomplete();
		refuseOtherVersion();
		forgetLog();
		this.postgres = startPatiently(0);
		this.port = this.postgres.getPort();
		protect();
		Postmaster server = Postmaster.of(this.cluster);
		this.watch = Thread.ofVirtual().name("embedded-database").start(() -> watch(server));
	}

	static EmbeddedDatabase start(Path dataFolder) {
		DataFolder folder = DataFolder.claim(dataFolder);
		try {
			return new EmbeddedDatabase(folder);
		}
		catch (IOException | SQLException ex) {
			release(folder);
			throw new StartRefused("The embedded PostgreSQL did not start",
					"see %s, or set SPRING_DATASOURCE_URL to a PostgreSQL of your own"
						.formatted(folder.resolve("postgres.log")),
					ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			release(folder);
			throw new IllegalStateException("interrupted while the embedded PostgreSQL started", ex);
		}
		catch (RuntimeException ex) {
			release(folder);
			throw ex;
		}
	}

	String jdbcUrl() {
		return "jdbc:postgresql://localhost:%d/postgres".formatted(this.port);
	}

	String password() {
		return this.password;
	}

	Path dataFolder() {
		return this.folder.path();
	}

	@Override
	public void close() throws IOException {
		this.watch.interrupt();
		try {
			// a start under way ends first, so that what it starts is stopped
			this.watch.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.postgres.close();
		this.folder.close();
	}

	private void watch(Postmaster first) {
		Postmaster server = first;
		try {
			while (true) {
				Thread.sleep(BETWEEN_LOOKS);
				if (!server.isRunning()) {
					server = startAgain(server);
				}
			}
		}
		catch (InterruptedException ex) {
			log.debug("the service stops");
		}
	}

	private Postmaster startAgain(Postmaster dead) throws InterruptedException {
		log.error("The embedded PostgreSQL has died and is started again; see {}", logFile());
		try {
			this.postgres = startPatiently(this.port);
			Postmaster server = Postmaster.of(this.cluster);
			log.info("The embedded PostgreSQL runs again");
			return server;
		}
		catch (IOException ex) {
			log.error("The embedded PostgreSQL does not start", ex);
			return dead;
		}
	}

	/**
	 * Starts on this port, or on any free one when it is 0. Spring's retry would turn an
	 * interrupt, which ends the watch, into a failure of the database.
	 */
	private EmbeddedPostgres startPatiently(int port) throws IOException, InterruptedException {
		Orphan.stop(this.cluster);
		for (int attempt = 1;; attempt++) {
			try {
				return start(port);
			}
			catch (IOException | IllegalStateException ex) {
				if (attempt == ATTEMPTS) {
					throw new IOException("gave up after %d attempts".formatted(attempt), ex);
				}
				log.debug("embedded PostgreSQL did not start at attempt {}", attempt, ex);
			}
			Thread.sleep(Duration.ofMillis(500L * attempt));
			Orphan.stop(this.cluster);
		}
	}

	private EmbeddedPostgres start(int port) throws IOException {
		// the library keeps its own lock after a failed attempt; ours already guards the
		// folder
		Files.deleteIfExists(this.cluster.resolve("epg-lock"));
		var output = ProcessBuilder.Redirect.appendTo(logFile().toFile());
		return EmbeddedPostgres.builder()
			.setPgBinaryResolver(new DatabaseBinaries())
			.setOverrideWorkingDirectory(this.folder.resolve("postgres-binaries").toFile())
			.setDataDirectory(this.cluster)
			.setPort(port)
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setOutputRedirector(output)
			.setErrorRedirector(output)
			.setPGStartupWait(Duration.ofSeconds(60))
			.setConnectConfig("password", this.password)
			.setLocaleConfig("locale", "C")
			.setLocaleConfig("locale-provider", "builtin")
			.setLocaleConfig("builtin-locale", "C.UTF-8")
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("full_page_writes", "on")
			.setServerConfig("listen_addresses", "localhost")
			.setServerConfig("unix_socket_directories", "")
			.setServerConfig("timezone", "UTC")
			.setServerConfig("max_connections", "100")
			.setServerConfig("shared_buffers", "256MB")
			.setServerConfig("max_wal_size", "4GB")
			.setServerConfig("random_page_cost", "1.1")
			.setServerConfig("jit", "off")
			.start();
	}

	/** Since the last start of the service only, so that it does not grow for ever. */
	private void forgetLog() throws IOException {
		Files.deleteIfExists(logFile());
	}

	private Path logFile() {
		return this.folder.resolve("postgres.log");
	}

	private String readOrCreatePassword() throws IOException {
		Path file = this.folder.resolve("postgres.password");
		if (Files.exists(file) && Files.size(file) > 0) {
			return Files.readString(file).strip();
		}
		byte[] secret = new byte[24];
		new SecureRandom().nextBytes(secret);
		Files.deleteIfExists(file);
		if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		}
		Files.writeString(file, HexFormat.of().formatHex(secret));
		openToThisMachine();
		return Files.readString(file);
	}

	/**
	 * A lost password is replaced at the next start, as whoever owns the folder owns the
	 * data.
	 */
	private void openToThisMachine() throws IOException {
		if (Files.exists(accessRules())) {
			writeAccessRules("trust");
		}
	}

	private void protect() throws SQLException, IOException {
		if (Files.exists(readyMark()) && Files.readString(accessRules()).contains("scram-sha-256")) {
			return;
		}
		try (Connection connection = this.postgres.getDatabase(USER, "postgres").getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(USER, this.password));
			writeAccessRules("scram-sha-256");
			statement.execute("SELECT pg_reload_conf()");
		}
		if (!Files.exists(readyMark())) {
			Files.createFile(readyMark());
		}
	}

	private void writeAccessRules(String method) throws IOException {
		Files.writeString(accessRules(), """
				host all all 127.0.0.1/32 %1$s
				host all all ::1/128 %1$s
				""".formatted(method));
	}

	/** A cluster whose creation was cut short holds no data and cannot be started. */
	private void setAsideIfIncomplete() throws IOException, InterruptedException {
		if (Files.exists(this.cluster) && !Files.exists(readyMark())) {
			Orphan.stop(this.cluster);
			Files.move(this.cluster, this.folder.resolve("postgres-incomplete-" + System.currentTimeMillis()));
		}
	}

	private void refuseOtherVersion() throws IOException {
		Path file = this.cluster.resolve("PG_VERSION");
		if (!Files.exists(file)) {
			return;
		}
		String version = Files.readString(file).strip();
		if (!version.equals(MAJOR_VERSION)) {
			throw new StartRefused(
					"The data in %s were written by PostgreSQL %s, this service brings %s".formatted(this.cluster,
							version, MAJOR_VERSION),
					"set ORDER_PROCESSING_DATA_DIR to another folder or upgrade the data with pg_upgrade");
		}
	}

	private Path accessRules() {
		return this.cluster.resolve("pg_hba.conf");
	}

	private Path readyMark() {
		return this.cluster.resolve("order-processing.ready");
	}

	private static void release(DataFolder folder) {
		try {
			folder.close();
		}
		catch (IOException ex) {
			log.debug("could not release {}", folder.path(), ex);
		}
	}

}
