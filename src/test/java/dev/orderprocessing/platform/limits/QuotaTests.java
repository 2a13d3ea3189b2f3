package dev.orderprocessing.platform.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Several instances that spend one quota. */
@Timeout(60)
class QuotaTests {

	private static final Duration WINDOW = Duration.ofSeconds(60);

	private final SettableClock clock = new SettableClock();

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 50, 999, 20_000 })
	void threeInstancesTogetherAllowTheQuotaAndNoMore(int requests) throws Exception {
		Pot pot = new Pot();
		List<Quota> instances = IntStream.range(0, 3).mapToObj((i) -> quota(requests, pot)).toList();

		int allowed = race(instances, requests + 200);

		assertThat(allowed).isBetween((int) Math.ceil(requests * 0.9), requests);
	}

	@Test
	void aBusyCallerCostsFewLeases() {
		Pot pot = new Pot();
		Quota quota = quota(100_000, pot);

		assertThat(spend(quota, 100_100)).isEqualTo(100_000);

		assertThat(pot.leases).hasValueLessThan(125);
	}

	/** When the lease comes at once there are as many as can be. */
	@Test
	void theLastOfTheQuotaIsSpentWithoutAskingForMore() {
		Pot pot = new Pot();
		Quota quota = new Quota("shop", 100_000, WINDOW, pot, this.clock, Runnable::run);

		assertThat(spend(quota, 100_100)).isEqualTo(100_000);

		assertThat(pot.leases).hasValueLessThan(125);
	}

	@Test
	void anInstanceThatFallsIdleKeepsLittleForItself() {
		Pot pot = new Pot();
		Quota idle = quota(10_000, pot);
		spend(idle, 1000);
		Quota busy = quota(10_000, pot);

		assertThat(spend(busy, 10_000)).isGreaterThan(9000 - 200);
	}

	@Test
	void anExhaustedQuotaIsRefusedWithoutAskingAgain() {
		Pot pot = new Pot();
		Quota quota = quota(5, pot);
		spend(quota, 5);
		int before = pot.leases.get();

		Quota.Verdict verdict = quota.spend();
		spend(quota, 1000);

		assertThat(verdict).isEqualTo(new Quota.Verdict(false, 0, 60));
		assertThat(pot.leases.get() - before).isLessThanOrEqualTo(1);
	}

	@Test
	void theNextWindowBeginsWithTheWholeQuota() {
		Quota quota = quota(5, new Pot());
		assertThat(spend(quota, 10)).isEqualTo(5);

		this.clock.now = this.clock.now.plusSeconds(59);
		assertThat(quota.spend()).isEqualTo(new Quota.Verdict(false, 0, 1));
		this.clock.now = this.clock.now.plusSeconds(1);

		assertThat(quota.spend()).isEqualTo(new Quota.Verdict(true, 4, 60));
		assertThat(spend(quota, 10)).isEqualTo(4);
	}

	@Test
	void nothingIsAllowedWhenTheSharedQuotaCannotBeAsked() {
		Quota quota = quota(5, (_, _, _) -> {
			throw new IllegalStateException("the database is away");
		});

		assertThatExceptionOfType(Quota.Unknown.class).isThrownBy(quota::spend).withStackTraceContaining("away");
	}

	@Test
	void nobodyWaitsLongForASharedQuotaThatHangs() {
		CountDownLatch healed = new CountDownLatch(1);
		Pot pot = new Pot();
		Quota quota = quota(5, (caller, requests, tokens) -> {
			awaitQuietly(healed);
			return pot.take(caller, requests, tokens);
		});
		long start = System.nanoTime();
		assertThatExceptionOfType(Quota.Unknown.class).isThrownBy(quota::spend);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));

		long again = System.nanoTime();
		assertThatExceptionOfType(Quota.Unknown.class).isThrownBy(quota::spend);
		assertThat(Duration.ofNanos(System.nanoTime() - again)).as("the second is refused at once")
			.isLessThan(Duration.ofMillis(900));

		healed.countDown();
		org.awaitility.Awaitility.await().ignoreExceptions().until(() -> quota.spend().allowed());
	}

	private Quota quota(int requests, QuotaSource source) {
		return new Quota("shop", requests, WINDOW, source, this.clock, this.threads);
	}

	private static int spend(Quota quota, int times) {
		int allowed = 0;
		for (int i = 0; i < times; i++) {
			allowed += quota.spend().allowed() ? 1 : 0;
		}
		return allowed;
	}

	private int race(List<Quota> instances, int times) throws Exception {
		List<Callable<Integer>> callers = IntStream.range(0, 12)
			.<Callable<Integer>>mapToObj((i) -> () -> spend(instances.get(i % instances.size()), times / 4))
			.toList();
		int allowed = 0;
		for (Future<Integer> caller : this.threads.invokeAll(callers)) {
			allowed += caller.get();
		}
		return allowed;
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The tokens of a window, in the memory of the test. */
	private final class Pot implements QuotaSource {

		private final AtomicInteger leases = new AtomicInteger();

		private long window = Long.MIN_VALUE;

		private long left;

		@Override
		public synchronized Lease take(String caller, int requests, int tokens) {
			this.leases.incrementAndGet();
			long now = Math.floorDiv(QuotaTests.this.clock.millis(), WINDOW.toMillis());
			if (now != this.window) {
				this.window = now;
				this.left = requests;
			}
			int taken = (int) Math.min(tokens, this.left);
			this.left -= taken;
			return new Lease(now, taken, this.left);
		}

	}

	private static final class SettableClock extends Clock {

		private volatile Instant now = Instant.parse("2026-11-25T10:00:00Z");

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
