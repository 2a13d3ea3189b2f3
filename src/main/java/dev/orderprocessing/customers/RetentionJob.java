package dev.orderprocessing.customers;

import java.time.LocalTime;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Once a night, on one instance. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
class RetentionJob {

	@Bean
	RecurringTask<Void> forgetPeople(Retention retention) {
		return Tasks.recurring("customers-retention", new Daily(LocalTime.of(2, 30)))
			.execute((_, _) -> retention.run());
	}

}
