package dev.orderprocessing.platform.limits;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimitSettings.class)
class RateLimitConfiguration {

	@Bean
	SharedQuotas sharedQuotas(DataSource database, Clock clock, RateLimitSettings settings) {
		return new SharedQuotas(database, clock, settings.window());
	}

	@Bean
	RecurringTask<Void> purgeRateLimitBuckets(SharedQuotas quotas) {
		return Tasks.recurring("purge-rate-limit-buckets", FixedDelay.of(Duration.ofHours(1)))
			.execute((_, _) -> quotas.forgetTheUnused());
	}

}
