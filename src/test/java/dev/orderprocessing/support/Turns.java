package dev.orderprocessing.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Classes of integration tests run two at a time, in a process each, but for those that
 * must be {@link Alone}. Applies to all of them; the build turns it on.
 */
public class Turns implements BeforeAllCallback, AfterAllCallback {

	private static final Path FILE = Path.of("target", "turns");

	/** Where one queues: who waits to be alone holds up those who come later. */
	private static final long DOOR = 0;

	private static final long ROOM = 1;

	private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(Turns.class);

	@Override
	public void beforeAll(ExtensionContext context) throws IOException {
		if (context.getParent().flatMap(ExtensionContext::getTestClass).isEmpty()) {
			boolean alone = context.getRequiredTestClass().isAnnotationPresent(Alone.class);
			context.getStore(OURS).put(Turns.class, Turn.take(alone));
		}
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		Turn turn = context.getStore(OURS).remove(Turns.class, Turn.class);
		if (turn != null) {
			turn.end();
		}
	}

	/** A lock that the operating system releases when the process ends. */
	private record Turn(FileChannel file) {

		static Turn take(boolean alone) throws IOException {
			Files.createDirectories(FILE.toAbsolutePath().getParent());
			FileChannel file = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.READ,
					StandardOpenOption.WRITE);
			try (FileLock _ = file.lock(DOOR, 1, false)) {
				var _ = file.lock(ROOM, 1, !alone);
			}
			return new Turn(file);
		}

		void end() throws IOException {
			this.file.close();
		}

	}

}
