package dev.orderprocessing.platform.limits;

import java.time.Duration;

import dev.orderprocessing.kernel.StartRefused;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first thing that happens when the service is told to stop: readiness is down
 * already, and work goes on until load balancers have noticed. Then nothing new is taken
 * on, and the web server waits for what is in work.
 */
@Component
class Departure implements SmartLifecycle {

	private final Duration notice;

	private volatile boolean running;

	private volatile boolean begun;

	Departure(@Value("${order-processing.shutdown-notice:0s}") Duration notice) {
		if (notice.isNegative() || notice.compareTo(Duration.ofMinutes(1)) > 0) {
			throw new StartRefused("order-processing.shutdown-notice is %s".formatted(notice),
					"set it to 0s up to 60s");
		}
		this.notice = notice;
	}

	/** Whether new work is refused. */
	boolean hasBegun() {
		return this.begun;
	}

	@Override
	public void start() {
		this.begun = false;
		this.running = true;
	}

	@Override
	public void stop() {
		try {
			Thread.sleep(this.notice);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.begun = true;
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the web server stops to accept connections. */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
