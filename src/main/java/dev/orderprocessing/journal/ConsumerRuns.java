package dev.orderprocessing.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands events to one consumer, a batch in a transaction, and moves its position in the
 * same one. The row of the position is the lock that leaves one instance active. A batch
 * that fails is repeated without the event that failed and what follows it; that event is
 * then tried alone, later and later, and parked in the end so that others go on. Its
 * attempts are counted in the database, where they outlive the process; Spring's retry
 * would count them in memory.
 */
@Component
class ConsumerRuns {

	static final int BATCH = 100;

	static final int MAX_ATTEMPTS = 5;

	/** What a run found. */
	enum Outcome {

		/** Nothing is left to do for now. */
		CAUGHT_UP,
		/** The run stopped at its limit; there is more. */
		MORE,
		/** An event failed and waits for its next attempt. */
		WAITING,
		/** Another instance is at it. */
		BUSY

	}

	private static final Logger logger = LoggerFactory.getLogger(ConsumerRuns.class);

	private static final int BATCHES_PER_RUN = 50;

	private final EventLog log;

	private final ParkedEvents parked;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	ConsumerRuns(EventLog log, ParkedEvents parked, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
		this.log = log;
		this.parked = parked;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	/** Brings the consumer up to date, or stops at an event that fails. */
	Outcome run(EventConsumer consumer, boolean patient) {
		int size = BATCH;
		for (int i = 0; i < BATCHES_PER_RUN; i++) {
			Batch batch = new Batch(consumer, size, patient);
			try {
				Outcome outcome = this.transaction.execute((status) -> handle(batch));
				if (outcome != Outcome.MORE) {
					return outcome;
				}
				size = BATCH;
			}
			catch (RuntimeException ex) {
				LoggedEvent culprit = batch.current;
				if (culprit == null) {
					throw ex;
				}
				if (batch.handled == 0) {
					if (!failed(consumer, batch.from, culprit, ex)) {
						return Outcome.WAITING;
					}
				}
				size = Math.max(1, batch.handled);
			}
		}
		return Outcome.MORE;
	}

	/** How far the consumer has come. */
	FeedPosition place(EventConsumer consumer) {
		return this.jdbc.sql("SELECT tx::text::bigint AS tx, position FROM event_consumer WHERE name = :name")
			.param("name", consumer.name())
			.query((row, number) -> new FeedPosition(row.getLong("tx"), row.getLong("position")))
			.optional()
			.orElse(FeedPosition.BEGINNING);
	}

	private Outcome handle(Batch batch) {
		State state = lock(batch.consumer.name(), batch.patient);
		if (state == null) {
			return Outcome.BUSY;
		}
		if (!batch.patient && state.waitsAt(this.clock.instant())) {
			return Outcome.WAITING;
		}
		int limit = (state.attempts > 0) ? 1 : batch.size;
		batch.from = state.place;
		List<LoggedEvent> events = this.log.after(state.place, batch.consumer.types(), limit);
		for (LoggedEvent event : events) {
			batch.current = event;
			batch.consumer.accept(event.view());
			batch.handled++;
		}
		batch.current = null;
		if (events.isEmpty()) {
			return Outcome.CAUGHT_UP;
		}
		move(batch.consumer.name(), events.getLast().place());
		return (events.size() < limit) ? Outcome.CAUGHT_UP : Outcome.MORE;
	}

	/** Counts the failure; true when the event is parked and the next may come. */
	private boolean failed(EventConsumer consumer, FeedPosition from, LoggedEvent event, RuntimeException error) {
		Failure failure = Failure.of(error);
		return Boolean.TRUE.equals(this.transaction.execute((status) -> {
			State state = lock(consumer.name(), true);
			if (state == null || !state.place.equals(from)) {
				return false;
			}
			int attempts = state.attempts + 1;
			logger.warn("Consumer {} failed at event {} ({}), attempt {} of {}: {} {}", consumer.name(),
					event.view().id(), event.view().type(), attempts, MAX_ATTEMPTS, failure.error(), failure.summary());
			if (attempts < MAX_ATTEMPTS) {
				wait(consumer.name(), attempts);
				return false;
			}
			this.parked.park(consumer.name(), event.view(), failure, attempts);
			move(consumer.name(), event.place());
			return true;
		}));
	}

	private @Nullable State lock(String name, boolean patient) {
		String select = "SELECT tx::text::bigint AS tx, position, attempts, next_attempt_at FROM event_consumer "
				+ "WHERE name = :name FOR UPDATE" + (patient ? "" : " SKIP LOCKED");
		return this.jdbc.sql(select).param("name", name).query(State::read).optional().orElse(null);
	}

	private void move(String name, FeedPosition place) {
		this.jdbc.sql("""
				UPDATE event_consumer
				   SET tx = CAST(:tx AS text)::xid8, position = :position, attempts = 0, next_attempt_at = NULL
				 WHERE name = :name
				""")
			.param("tx", Long.toString(place.tx()))
			.param("position", place.position())
			.param("name", name)
			.update();
	}

	private void wait(String name, int attempts) {
		Duration pause = Duration.ofSeconds(1L << (attempts - 1));
		this.jdbc.sql("UPDATE event_consumer SET attempts = :attempts, next_attempt_at = :at WHERE name = :name")
			.param("attempts", attempts)
			.param("at", this.clock.instant().plus(pause).atOffset(ZoneOffset.UTC))
			.param("name", name)
			.update();
	}

	private record State(FeedPosition place, int attempts, @Nullable Instant nextAttemptAt) {

		boolean waitsAt(Instant now) {
			return this.nextAttemptAt != null && now.isBefore(this.nextAttemptAt);
		}

		static State read(ResultSet row, int number) throws SQLException {
			OffsetDateTime next = row.getObject("next_attempt_at", OffsetDateTime.class);
			return new State(new FeedPosition(row.getLong("tx"), row.getLong("position")), row.getInt("attempts"),
					(next != null) ? next.toInstant() : null);
		}

	}

	/** How far one attempt got, for what comes after it was rolled back. */
	private static final class Batch {

		private final EventConsumer consumer;

		private final int size;

		private final boolean patient;

		private FeedPosition from = FeedPosition.BEGINNING;

		private @Nullable LoggedEvent current;

		private int handled;

		private Batch(EventConsumer consumer, int size, boolean patient) {
			this.consumer = consumer;
			this.size = size;
			this.patient = patient;
		}

	}

}
