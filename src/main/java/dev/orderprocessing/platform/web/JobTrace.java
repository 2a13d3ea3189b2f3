package dev.orderprocessing.platform.web;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;

import org.springframework.stereotype.Component;

/** Gives each turn of a job an id of its own in the log. */
@Component
class JobTrace implements ExecutionInterceptor {

	@Override
	public CompletionHandler<?> execute(TaskInstance<?> turn, ExecutionContext context, ExecutionChain chain) {
		try (var _ = Trace.begin()) {
			return chain.proceed(turn, context);
		}
	}

}
