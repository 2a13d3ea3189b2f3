package dev.orderprocessing.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

import org.springframework.util.FileSystemUtils;

/**
 * The packaged jar and how it is started: unpacked and with the AOT cache of a first
 * start, as the image does it, because many tests start it. The test that starts it first
 * prepares that for all, those of later builds of the same jar included.
 */
final class PackagedService {

	private static final Path JAR = Path.of(System.getProperty("order-processing.jar", "target/order-processing.jar"));

	private static final Path FOLDER = Path.of("target", "packaged-service");

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	/** Few of these processes live long enough for code that is compiled well. */
	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-XX:+UseSerialGC");

	private static final int MINUTES = 3;

	private static final List<String> COMMAND = prepare();

	private PackagedService() {
	}

	/** The command that starts the service, without its settings. */
	static List<String> command() {
		return COMMAND;
	}

	/** The command that starts the jar as it is. */
	static List<String> plainCommand() {
		return command(List.of("-jar", JAR.toString()));
	}

	private static List<String> prepare() {
		if (!Files.isRegularFile(JAR)) {
			throw new IllegalStateException("%s is missing: run ./mvnw verify, which packages it before this test"
				.formatted(JAR.toAbsolutePath()));
		}
		try {
			Files.createDirectories(FOLDER);
			Path unpacked = FOLDER.resolve(checksum());
			Path jar = unpacked.resolve(JAR.getFileName());
			Path cache = unpacked.resolve("service.aot");
			try (FileChannel file = FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE); FileLock _ = file.lock()) {
				if (!Files.exists(cache)) {
					forgetOthers(unpacked);
					run(List.of(JAVA, "-Djarmode=tools", "-jar", JAR.toString(), "extract", "--force", "--destination",
							unpacked.toString()));
					run(recording(jar, cache));
				}
			}
			return command(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error", "-jar", jar.toString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Each is 240 MB; no other build of this folder needs it. */
	private static void forgetOthers(Path unpacked) throws IOException {
		try (Stream<Path> known = Files.list(FOLDER)) {
			for (Path other : known.filter(Files::isDirectory).filter((folder) -> !folder.equals(unpacked)).toList()) {
				FileSystemUtils.deleteRecursively(other);
			}
		}
	}

	private static List<String> recording(Path jar, Path cache) {
		List<String> command = command(List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh", "-jar",
				jar.toString(), "--server.port=0"));
		TestDatabase.fresh().properties().forEach((name, value) -> command.add("--%s=%s".formatted(name, value)));
		return command;
	}

	private static List<String> command(List<String> what) {
		List<String> command = new ArrayList<>(List.of(JAVA));
		command.addAll(OPTIONS);
		command.addAll(what);
		return command;
	}

	private static String checksum() throws IOException {
		var sum = new CRC32();
		try (InputStream jar = new CheckedInputStream(Files.newInputStream(JAR), sum)) {
			jar.transferTo(OutputStream.nullOutputStream());
		}
		return Long.toHexString(sum.getValue());
	}

	private static void run(List<String> command) throws IOException {
		Path output = FOLDER.resolve("output.txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
				throw new IllegalStateException("%s: %s".formatted(command, Files.readString(output)));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
