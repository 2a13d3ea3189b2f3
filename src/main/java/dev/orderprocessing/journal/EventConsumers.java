package dev.orderprocessing.journal;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The watchers of the log and what they could not handle. A consumer lags behind by about
 * a second; one that fails at an event tries it five times within a quarter of a minute,
 * parks it and goes on.
 */
@Service
public class EventConsumers {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Map<String, EventConsumer> consumers;

	private final ConsumerRuns runs;

	private final EventLog log;

	private final ParkedEvents parked;

	private final JdbcClient jdbc;

	private final CurrentActor actor;

	EventConsumers(ObjectProvider<EventConsumer> consumers, ConsumerRuns runs, EventLog log, ParkedEvents parked,
			JdbcClient jdbc, CurrentActor actor) {
		this.consumers = consumers.stream()
			.collect(Collectors.toUnmodifiableMap(EventConsumer::name, Function.identity()));
		this.runs = runs;
		this.log = log;
		this.parked = parked;
		this.jdbc = jdbc;
		this.actor = actor;
	}

	/** Events that wait for somebody to retry them, newest first. */
	@Transactional(readOnly = true)
	public Slice<ParkedEventView> parked(PageRequest page) {
		return Slice.of(this.parked.list(page), page, (event) -> event.id().toString());
	}

	/**
	 * Hands a parked event to its consumer once more, now. Refused when it fails again:
	 * then it stays parked. Retrying a resolved one changes nothing.
	 */
	@Transactional
	public ParkedEventView retryParked(UUID id) {
		ParkedEventView waiting = this.parked.lock(id)
			.orElseThrow(() -> BusinessException.notFound("parked event", id, "/api/v1/events/parked"));
		if (waiting.resolvedAt() != null) {
			return waiting;
		}
		EventConsumer consumer = this.consumers.get(waiting.consumer());
		if (consumer == null) {
			throw new BusinessException(ProblemCode.RULE_VIOLATED,
					"The consumer %s is not part of this version of the service.".formatted(waiting.consumer()));
		}
		EventView event = this.log.find(waiting.eventId()).orElseThrow();
		try {
			consumer.accept(event);
		}
		catch (RuntimeException ex) {
			Failure failure = Failure.of(ex);
			throw new BusinessException(ProblemCode.RULE_VIOLATED,
					"The consumer %s still fails at this event: %s %s. Remove the cause, then retry."
						.formatted(waiting.consumer(), failure.error(), failure.summary()));
		}
		this.parked.resolve(id, this.actor.get().name());
		return this.parked.lock(id).orElseThrow();
	}

	/**
	 * Lets every consumer catch up with what was committed before the call, without
	 * waiting for its next turn or after a failure; each call is one attempt at an event
	 * that fails. For tests and demonstrations.
	 */
	public void runNow() {
		this.consumers.values().forEach(this::catchUp);
	}

	Collection<String> names() {
		return this.consumers.keySet();
	}

	/** One turn of a consumer; false when this instance does not know it. */
	boolean run(String name) {
		EventConsumer consumer = this.consumers.get(name);
		if (consumer == null) {
			return false;
		}
		register(consumer);
		this.runs.run(consumer, false);
		return true;
	}

	private void catchUp(EventConsumer consumer) {
		register(consumer);
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (this.runs.run(consumer, true) != ConsumerRuns.Outcome.WAITING
				&& this.log.isAnythingAfter(this.runs.place(consumer), consumer.types())) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException(
						"A transaction has been open for too long; events behind it can't be served");
			}
			Thread.onSpinWait();
		}
	}

	private void register(EventConsumer consumer) {
		this.jdbc.sql("INSERT INTO event_consumer (name) VALUES (:name) ON CONFLICT DO NOTHING")
			.param("name", consumer.name())
			.update();
	}

}
