package dev.orderprocessing.platform.security;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class KeyLookupsTests {

	private final KeyLookups<String> lookups = new KeyLookups<>(Duration.ofMinutes(1));

	@AfterEach
	void end() {
		this.lookups.close();
	}

	@Test
	void oneLookupServesManyUntilItIsForgotten() {
		AtomicInteger asked = new AtomicInteger();
		for (int i = 0; i < 5; i++) {
			assertThat(this.lookups.find("a", () -> "shop " + asked.incrementAndGet())).isEqualTo("shop 1");
		}

		this.lookups.forget();

		assertThat(this.lookups.find("a", () -> "shop " + asked.incrementAndGet())).isEqualTo("shop 2");
	}

	@Test
	void aFailureIsNotRemembered() {
		assertThatExceptionOfType(BusinessException.class).isThrownBy(() -> this.lookups.find("a", () -> {
			throw new IllegalStateException("the database is away");
		})).satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ProblemCode.OVERLOADED));

		assertThat(this.lookups.find("a", () -> "shop")).isEqualTo("shop");
	}

	@Test
	void nobodyWaitsLongWhenTheDatabaseHangs() throws Exception {
		CountDownLatch healed = new CountDownLatch(1);
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<Duration>> waiting = IntStream.range(0, 200)
				.<Callable<Duration>>mapToObj((i) -> () -> refusalOf("key-" + i % 100, healed))
				.toList();

			for (Future<Duration> waited : callers.invokeAll(waiting)) {
				assertThat(waited.get()).isLessThan(Duration.ofSeconds(4));
			}
		}
		finally {
			healed.countDown();
		}
	}

	private Duration refusalOf(String key, CountDownLatch healed) {
		long start = System.nanoTime();
		assertThatExceptionOfType(BusinessException.class).isThrownBy(() -> this.lookups.find(key, () -> {
			try {
				healed.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return "shop";
		}));
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
