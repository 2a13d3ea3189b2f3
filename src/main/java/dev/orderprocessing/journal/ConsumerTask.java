package dev.orderprocessing.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;

import org.springframework.stereotype.Component;

/** The turns of the consumers: one instance of the task for each, about one a second. */
@Component
class ConsumerTask extends CustomTask<Void> {

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

	/*
	 * During an upgrade an instance may meet a consumer that only the newer version has.
	 */
	private static final Duration UNKNOWN_HERE = Duration.ofSeconds(10);

	private final EventConsumers consumers;

	private final Clock clock;

	@SuppressWarnings("NullAway") // nothing is scheduled but by onStartup
	ConsumerTask(EventConsumers consumers, Clock clock) {
		super("event-consumer", Void.class, null, UnaryOperator.identity(),
				new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE),
				new DeadExecutionHandler.ReviveDeadExecution<>());
		this.consumers = consumers;
		this.clock = clock;
	}

	@Override
	public void onStartup(SchedulerClient client, com.github.kagkarlsson.scheduler.Clock schedulerClock) {
		this.consumers.names().forEach((name) -> client.scheduleIfNotExists(instance(name), schedulerClock.now()));
	}

	@Override
	public CompletionHandler<Void> execute(TaskInstance<Void> turn, ExecutionContext context) {
		Duration pause = this.consumers.run(turn.getId()) ? PAUSE : UNKNOWN_HERE;
		Instant next = this.clock.instant().plus(pause);
		return (complete, operations) -> operations.reschedule(complete, next);
	}

}
