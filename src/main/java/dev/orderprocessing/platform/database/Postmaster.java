package dev.orderprocessing.platform.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that serves a cluster, as it was seen when it ran.
 *
 * @param command what it executes, if this can be seen
 */
record Postmaster(ProcessHandle process, Optional<String> command) {

	/** The one that serves this cluster now. */
	static Postmaster of(Path cluster) throws IOException {
		ProcessHandle process = Orphan.process(cluster.resolve("postmaster.pid"))
			.orElseThrow(() -> new IOException("nothing serves " + cluster));
		return new Postmaster(process, process.info().command());
	}

	/** A process that is dead and whose parent has not noticed executes nothing. */
	boolean isRunning() {
		return this.process.isAlive() && this.process.info().command().equals(this.command);
	}

}
