package dev.orderprocessing.inventory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
import org.junit.jupiter.api.Test;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StockLockBreakerTests {

	private static final List<Sku> HELD = List.of(new Sku("HELD"));

	private static final List<Sku> FREE = List.of(new Sku("FREE"));

	private final StockLockBreaker held = new StockLockBreaker();

	@Test
	void anyNumberMayWaitForStockThatNobodyIsKnownToHold() throws InterruptedException {
		assertThat(refusedOf(5)).isZero();
	}

	@Test
	void afterALockTimeoutTwoMayTryAndTheOthersAreRefusedAtOnce() throws InterruptedException {
		failToLock("55P03");

		assertThat(refusedOf(5)).isEqualTo(3);
	}

	@Test
	void otherStockIsNotAffected() throws InterruptedException {
		failToLock("55P03");

		assertThat(whileTwoTry(() -> this.held.lock(FREE, () -> "locked"))).isEqualTo("locked");
	}

	@Test
	void theFirstWhoSucceedsEndsIt() throws InterruptedException {
		failToLock("55P03");

		assertThat(this.held.lock(HELD, () -> "locked")).isEqualTo("locked");

		assertThat(refusedOf(5)).isZero();
	}

	@Test
	void otherFailuresAreNoSignThatStockIsHeld() throws InterruptedException {
		failToLock("40P01");

		assertThat(refusedOf(5)).isZero();
	}

	@Test
	void theRefusalNamesTheStock() throws InterruptedException {
		failToLock("55P03");

		BusinessException refusal = whileTwoTry(() -> assertThatExceptionOfType(BusinessException.class)
			.isThrownBy(() -> this.held.lock(List.of(FREE.getFirst(), HELD.getFirst()), () -> "never"))
			.actual());

		assertThat(refusal.code()).isEqualTo(ProblemCode.OVERLOADED);
		assertThat(refusal.properties()).containsEntry("sku", "HELD");
		assertThat(refusal.detail()).contains("HELD").contains("Retry-After");
	}

	private void failToLock(String state) {
		var failure = new CannotAcquireLockException("no lock", new SQLException("no lock", state));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.held.lock(HELD, () -> {
			throw failure;
		})).isSameAs(failure);
	}

	/** How many of so many who want the held stock at the same time are refused. */
	private long refusedOf(int wanting) throws InterruptedException {
		List<CompletableFuture<Boolean>> outcomes = new ArrayList<>();
		CountDownLatch end = new CountDownLatch(1);
		CountDownLatch decided = new CountDownLatch(wanting);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < wanting; i++) {
				outcomes.add(CompletableFuture.supplyAsync(() -> isRefused(decided, end), threads));
			}
			assertThat(decided.await(10, TimeUnit.SECONDS)).isTrue();
			end.countDown();
		}
		return outcomes.stream().filter(CompletableFuture::join).count();
	}

	private boolean isRefused(CountDownLatch decided, CountDownLatch end) {
		try {
			return this.held.lock(HELD, () -> {
				decided.countDown();
				await(end);
				return false;
			});
		}
		catch (BusinessException ex) {
			decided.countDown();
			return true;
		}
	}

	private <T> T whileTwoTry(Supplier<T> action) throws InterruptedException {
		CountDownLatch trying = new CountDownLatch(2);
		CountDownLatch end = new CountDownLatch(1);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 2; i++) {
				threads.execute(() -> isRefused(trying, end));
			}
			try {
				assertThat(trying.await(10, TimeUnit.SECONDS)).isTrue();
				return action.get();
			}
			finally {
				end.countDown();
			}
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
