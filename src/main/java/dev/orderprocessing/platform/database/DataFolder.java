package dev.orderprocessing.platform.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import dev.orderprocessing.kernel.StartRefused;
import org.jspecify.annotations.Nullable;

/**
 * The folder with everything the service keeps on disk, held by one process at a time.
 * The operating system drops the lock with the process, however it ends.
 */
final class DataFolder implements AutoCloseable {

	/** The lock lies behind the content, so that others can read whose it is. */
	private static final long LOCK_POSITION = 1L << 30;

	private final Path path;

	private final FileChannel channel;

	private DataFolder(Path path, FileChannel channel) {
		this.path = path;
		this.channel = channel;
	}

	static DataFolder claim(Path folder) {
		Path path = folder.toAbsolutePath().normalize();
		Path file = path.resolve("service.lock");
		try {
			create(path);
			FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
					StandardOpenOption.WRITE);
			if (lock(channel) == null) {
				String owner = read(channel);
				channel.close();
				throw new StartRefused(
						"The data folder %s is in use by another instance (pid %s)".formatted(path, owner),
						"stop it or set ORDER_PROCESSING_DATA_DIR to another folder");
			}
			channel.truncate(0);
			channel
				.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
			return new DataFolder(path, channel);
		}
		catch (IOException ex) {
			throw new StartRefused("The data folder %s cannot be written (%s)".formatted(path, reason(ex)),
					"make it writable or set ORDER_PROCESSING_DATA_DIR to another folder", ex);
		}
	}

	Path path() {
		return this.path;
	}

	Path resolve(String name) {
		return this.path.resolve(name);
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

	/** Orders and customers are nobody else's business on a shared machine. */
	private static void create(Path path) throws IOException {
		if (Files.isDirectory(path)) {
			return;
		}
		Files.createDirectories(path);
		if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
		}
	}

	private static @Nullable FileLock lock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock(LOCK_POSITION, 1, false);
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	private static String read(FileChannel channel) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(20);
		channel.read(buffer, 0);
		String pid = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
		return pid.isEmpty() ? "unknown" : pid;
	}

	private static String reason(IOException ex) {
		return ex.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
	}

}
