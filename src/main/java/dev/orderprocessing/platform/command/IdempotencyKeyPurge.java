package dev.orderprocessing.platform.command;

import java.time.Clock;
import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets idempotency keys when nobody repeats their requests any more. */
@Configuration(proxyBeanMethods = false)
class IdempotencyKeyPurge {

	@Bean
	RecurringTask<Void> purgeIdempotencyKeys(IdempotencyKeys keys, Clock clock) {
		return Tasks.recurring("purge-idempotency-keys", FixedDelay.of(Duration.ofHours(1)))
			.execute((_, _) -> keys.forget(clock.instant().minus(IdempotencyKeys.KEPT)));
	}

}
