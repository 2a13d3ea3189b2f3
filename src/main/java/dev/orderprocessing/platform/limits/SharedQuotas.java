package dev.orderprocessing.platform.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import javax.sql.DataSource;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;

/** What all instances together have left of each quota: one row of the database each. */
final class SharedQuotas implements QuotaSource {

	private static final int ROWS_AT_A_TIME = 1000;

	private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;

	private final Clock clock;

	private final Duration window;

	SharedQuotas(DataSource database, Clock clock, Duration window) {
		this.clock = clock;
		this.window = window;
		this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
			.primaryKeyMapper(PrimaryKeyMapper.STRING)
			.table("rate_limit_bucket")
			.idColumn("id")
			.stateColumn("state")
			.expiresAtColumn("expires_at")
			.expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(window))
			.clientClock(new WallClock(clock))
			.build();
	}

	@Override
	public Lease take(String caller, int requests, int tokens) {
		// who changes a quota begins a new bucket
		String id = "%s %d/%ds".formatted(caller, requests, this.window.toSeconds());
		VerboseResult<Long> taken = this.buckets.builder()
			.build(id, () -> configuration(requests))
			.asVerbose()
			.tryConsumeAsMuchAsPossible(tokens);
		long window = Math.floorDiv(taken.getOperationTimeNanos(), this.window.toNanos());
		return new Lease(window, Math.toIntExact(taken.getValue()), taken.getDiagnostics().getAvailableTokens());
	}

	/** Deletes the rows of callers who have gone. */
	void forgetTheUnused() {
		while (this.buckets.removeExpired(ROWS_AT_A_TIME) == ROWS_AT_A_TIME) {
			// there may be more
		}
	}

	private BucketConfiguration configuration(int requests) {
		long next = (Math.floorDiv(this.clock.millis(), this.window.toMillis()) + 1) * this.window.toMillis();
		return BucketConfiguration.builder()
			.addLimit((limit) -> limit.capacity(requests)
				.refillIntervallyAligned(requests, this.window, Instant.ofEpochMilli(next)))
			.build();
	}

	private record WallClock(Clock clock) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return this.clock.millis() * 1_000_000;
		}

		@Override
		public boolean isWallClockBased() {
			return true;
		}

	}

}
