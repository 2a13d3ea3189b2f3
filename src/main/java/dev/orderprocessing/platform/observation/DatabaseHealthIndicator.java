package dev.orderprocessing.platform.observation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the database can be reached and answers. A pool that is full does not make the
 * service unready, since then every instance would be taken out at the moment of the
 * greatest demand. Anybody may ask for the health, so at most one question a second
 * reaches the database.
 */
@Component("databaseHealthIndicator")
class DatabaseHealthIndicator implements HealthIndicator {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

	private final OwnConnection connections;

	private Health last = Health.unknown().build();

	private long askedAt = System.nanoTime() - FRESH_NANOS;

	DatabaseHealthIndicator(OwnConnection connections) {
		this.connections = connections;
	}

	@Override
	public synchronized Health health() {
		if (System.nanoTime() - this.askedAt >= FRESH_NANOS) {
			this.last = ask();
			this.askedAt = System.nanoTime();
		}
		return this.last;
	}

	private Health ask() {
		try (Connection connection = this.connections.open(PATIENCE)) {
			return connection.isValid((int) PATIENCE.toSeconds()) ? Health.up().build() : Health.down().build();
		}
		catch (SQLException ex) {
			return Health.down().build();
		}
	}

}
