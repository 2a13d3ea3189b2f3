package dev.orderprocessing.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The processes of a PostgreSQL that a test, or the service it has started, has started
 * on a folder of the test's.
 */
public record PostgresProcesses(ProcessHandle postmaster) {

	private static final int PATIENCE_SECONDS = 20;

	/** Those that serve this cluster now. */
	public static PostgresProcesses of(Path cluster) {
		try {
			String pid = Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst().strip();
			return new PostgresProcesses(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** As {@code kill -9} of all of them does, and waits until they are gone. */
	public void kill() {
		all().forEach(ProcessHandle::destroyForcibly);
		try {
			this.postmaster.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** They keep everything and do nothing, as on a machine or disk that hangs. */
	public void freeze() {
		signal("-STOP");
	}

	/** They go on where they were. */
	public void thaw() {
		signal("-CONT");
	}

	/** The parent first: it starts no others then. */
	private void signal(String signal) {
		send(signal, List.of(this.postmaster));
		send(signal, this.postmaster.descendants().toList());
	}

	private List<ProcessHandle> all() {
		List<ProcessHandle> all = new ArrayList<>(List.of(this.postmaster));
		all.addAll(this.postmaster.descendants().toList());
		return all;
	}

	private static void send(String signal, List<ProcessHandle> processes) {
		List<String> command = new ArrayList<>(List.of("kill", signal));
		processes.forEach((process) -> command.add(Long.toString(process.pid())));
		try {
			new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
