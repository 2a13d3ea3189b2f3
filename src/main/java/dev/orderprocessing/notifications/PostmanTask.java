package dev.orderprocessing.notifications;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PostmanTask {

	@Bean
	RecurringTask<Void> sendMails(Postman postman) {
		return Tasks.recurring("send-mails", FixedDelay.of(Duration.ofSeconds(2)))
			.execute((task, context) -> postman.deliver());
	}

}
