package dev.orderprocessing.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service as it is shipped: the packaged jar in a process of its own, on a free port.
 * The build packages it before these tests run. How it is started tells
 * {@link PackagedService}.
 */
public final class ServiceProcess implements AutoCloseable {

	private static final Pattern READY = Pattern.compile("Ready\\. Swagger UI: (http:\\\\?/\\\\?/localhost:\\d+)");

	private static final Duration START = Duration.ofMinutes(2);

	private static final Duration STOP = Duration.ofSeconds(30);

	private final Process process;

	private final List<String> output = new CopyOnWriteArrayList<>();

	private final CompletableFuture<String> url = new CompletableFuture<>();

	private List<ProcessHandle> children = List.of();

	private ServiceProcess(Process process) {
		this.process = process;
		Thread.ofVirtual().start(this::read);
	}

	/** Starts the service and waits until it is ready. */
	public static ServiceProcess start(Map<String, Object> settings) {
		ServiceProcess service = launch(settings);
		service.awaitReady();
		return service;
	}

	/** Starts the jar as it is and waits until it is ready. */
	public static ServiceProcess startJar(Map<String, Object> settings) {
		return launch(PackagedService.plainCommand(), settings).awaitReady();
	}

	/** Starts the service without waiting. */
	public static ServiceProcess launch(Map<String, Object> settings) {
		return launch(PackagedService.command(), settings);
	}

	private static ServiceProcess launch(List<String> how, Map<String, Object> settings) {
		List<String> command = new ArrayList<>(how);
		command.add("--server.port=0");
		settings.forEach((name, value) -> command.add("--%s=%s".formatted(name, value)));
		try {
			return new ServiceProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader()) {
			lines.lines().forEach((line) -> {
				this.output.add(line);
				Matcher ready = READY.matcher(line);
				if (ready.find()) {
					this.url.complete(ready.group(1).replace("\\", ""));
				}
			});
		}
		catch (IOException | UncheckedIOException ex) {
			this.output.add("(output ended: %s)".formatted(ex.getMessage()));
		}
		this.url.completeExceptionally(new IllegalStateException("the service has ended"));
	}

	public ServiceProcess awaitReady() {
		try {
			this.url.get(START.toSeconds(), TimeUnit.SECONDS);
			this.children = this.process.descendants().toList();
			return this;
		}
		catch (ExecutionException | TimeoutException ex) {
			close();
			throw new IllegalStateException("the service did not get ready: " + String.join("\n", this.output), ex);
		}
		catch (InterruptedException ex) {
			close();
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public String url() {
		return this.url.join();
	}

	/** A caller of this instance. */
	public Caller as(String key) {
		return new Caller(url(), key);
	}

	/** What the service has printed. */
	public List<String> output() {
		return this.output;
	}

	/** What its heap holds after a garbage collection, in bytes. */
	public long liveHeap() {
		jcmd("GC.run");
		Matcher generation = Pattern.compile("total .*used (\\d+)K").matcher(jcmd("GC.heap_info"));
		long used = generation.results().mapToLong((found) -> Long.parseLong(found.group(1))).sum();
		if (used == 0) {
			throw new IllegalStateException("jcmd does not tell the size of the heap");
		}
		return used * 1024;
	}

	/** How many threads of the operating system it has; virtual ones are in the heap. */
	public int threads() {
		return (int) jcmd("Thread.print").lines().filter((line) -> line.startsWith("\"")).count();
	}

	private String jcmd(String command) {
		String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
		try {
			Process asked = new ProcessBuilder(jcmd, Long.toString(this.process.pid()), command)
				.redirectErrorStream(true)
				.start();
			return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** As {@code kill -9} does: no shutdown hook, no goodbye. Its database lives on. */
	public void kill() {
		this.process.destroyForcibly();
		awaitEnd(STOP);
	}

	/** Asks the service to end, as an operator would, and does not wait. */
	public void terminate() {
		this.process.destroy();
	}

	/** Whether the service ends within this time. */
	public boolean ends(Duration patience) {
		return awaitEnd(patience);
	}

	/** Ends the service as an operator would, and whatever is left of it by force. */
	@Override
	public void close() {
		this.process.destroy();
		if (!awaitEnd(STOP)) {
			this.process.destroyForcibly();
		}
		this.children.forEach(ProcessHandle::destroyForcibly);
	}

	private boolean awaitEnd(Duration patience) {
		try {
			return this.process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
