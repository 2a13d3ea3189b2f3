package dev.orderprocessing.inventory;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Remembers SKUs whose stock could not be locked in time, so that those who want them do
 * not fill the service while somebody holds the rows: two at a time may try, the others
 * are refused at once, and the first who succeeds ends it. Everything else goes on.
 */
@Component
class StockLockBreaker {

	private static final int TRIERS = 2;

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	private final Cache<Sku, Boolean> held = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(Duration.ofSeconds(30))
		.build();

	private final Semaphore triers = new Semaphore(TRIERS);

	/**
	 * Runs what locks the stock of the SKUs.
	 * @throws BusinessException OVERLOADED when the stock of one is held and enough
	 * others wait for it
	 */
	<T> T lock(Collection<Sku> skus, Supplier<T> work) {
		Optional<Sku> suspect = skus.stream().filter((sku) -> this.held.getIfPresent(sku) != null).findFirst();
		if (suspect.isEmpty()) {
			return remembering(skus, work);
		}
		if (!this.triers.tryAcquire()) {
			throw refusal(suspect.get());
		}
		try {
			T result = remembering(skus, work);
			this.held.invalidateAll(skus);
			return result;
		}
		finally {
			this.triers.release();
		}
	}

	private <T> T remembering(Collection<Sku> skus, Supplier<T> work) {
		try {
			return work.get();
		}
		catch (DataAccessException ex) {
			if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof SQLException cause
					&& LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
				skus.forEach((sku) -> this.held.put(sku, true));
			}
			throw ex;
		}
	}

	private static BusinessException refusal(Sku sku) {
		return new BusinessException(ProblemCode.OVERLOADED,
				("The stock of %s is locked by a change that takes long; repeat the request after the seconds "
						+ "that Retry-After names, with the same Idempotency-Key if it has one.")
					.formatted(sku.value()))
			.with("sku", sku.value());
	}

}
