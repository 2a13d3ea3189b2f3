package dev.orderprocessing.platform.command;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.database.Writes;
import dev.orderprocessing.kernel.web.About;
import dev.orderprocessing.kernel.web.Command;
import dev.orderprocessing.kernel.web.Settlement;
import dev.orderprocessing.kernel.web.ToldOnce;
import dev.orderprocessing.kernel.web.Unsettled;
import dev.orderprocessing.kernel.web.Versioned;
import dev.orderprocessing.platform.web.RequestBodies;
import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletRequest;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Runs around every command: retry on serialization failure and deadlock, the
 * transaction, the idempotency key, dry run. The effect, its facts and the stored answer
 * commit together or not at all; only successes are stored.
 */
@Aspect
@Component
class CommandAdvice {

	static final String REPLAYED = "Idempotency-Replayed";

	static final String DRY_RUN = "Dry-Run";

	private static final Logger logger = LoggerFactory.getLogger(CommandAdvice.class);

	private final Retry retry;

	private final IdempotencyKeys keys;

	private final TransactionTemplate transactions;

	private final EntityManager entities;

	private final Writes writes;

	private final JsonMapper json;

	private final CurrentActor actors;

	private final ObjectProvider<Settlement> settlement;

	CommandAdvice(Retry retry, IdempotencyKeys keys, PlatformTransactionManager transactions, EntityManager entities,
			Writes writes, JsonMapper json, CurrentActor actors, ObjectProvider<Settlement> settlement) {
		this.retry = retry;
		this.keys = keys;
		this.transactions = new TransactionTemplate(transactions);
		this.entities = entities;
		this.writes = writes;
		this.json = json;
		this.actors = actors;
		this.settlement = settlement;
	}

	@Around("@annotation(command)")
	Object around(ProceedingJoinPoint call, Command command) {
		HttpServletRequest request = currentRequest();
		boolean dryRun = "true".equals(request.getParameter("dryRun"));
		String operation = ((MethodSignature) call.getSignature()).getMethod().getName();
		RequestKey key = RequestKey.of(request, this.actors.get(), operation, RequestBodies.of(request),
				command.keyRequired() && !dryRun);
		Run run = new Run(call, key, dryRun);
		Outcome outcome = this.retry.of(() -> inTransaction(run));
		StoredAnswer answer = outcome.answer();
		UUID subject = answer.awaiting();
		if (subject != null && !dryRun) {
			answer = settle(key, answer, subject);
		}
		return answer.response(dryRun ? DRY_RUN : outcome.replayed() ? REPLAYED : null);
	}

	private Outcome inTransaction(Run run) {
		return this.transactions.execute((status) -> {
			Optional<StoredAnswer> before = (run.key() != null) ? this.keys.lockAndFind(run.key()) : Optional.empty();
			if (before.isPresent() && !run.dryRun()) {
				return new Outcome(before.get(), true);
			}
			ResponseEntity<?> response = run.proceed();
			StoredAnswer answer = answer(response);
			if (run.dryRun()) {
				checkAndForget();
				status.setRollbackOnly();
			}
			else if (run.key() != null && answer.status() < 300) {
				this.entities.flush();
				this.keys.store(run.key(), repeatable(answer, response.getBody()));
			}
			return new Outcome(answer, false);
		});
	}

	/** Lets the database check what a commit would have checked. */
	private void checkAndForget() {
		this.entities.flush();
		this.writes.add("SET CONSTRAINTS ALL IMMEDIATE", List.of());
		this.writes.send();
	}

	/**
	 * Outside of any transaction: makes the calls that the answer waits for. If they
	 * fail, the answer of before stands and a job settles later.
	 */
	private StoredAnswer settle(@Nullable RequestKey key, StoredAnswer answer, UUID subject) {
		Settlement settlement = this.settlement.getIfAvailable();
		if (settlement == null) {
			return answer;
		}
		try {
			settlement.settle(subject);
			StoredAnswer settled = this.retry.of(() -> this.transactions.execute((_) -> {
				Object view = settlement.answer(subject);
				StoredAnswer made = answer.settled(tagOf(view), this.json.writeValueAsBytes(view));
				return (key != null) ? this.keys.settle(key, made) : made;
			}));
			return settled;
		}
		catch (RuntimeException ex) {
			logger.warn("{} is committed but not settled yet; the job will", subject, ex);
			return answer;
		}
	}

	private StoredAnswer answer(ResponseEntity<?> response) {
		Object body = response.getBody();
		HttpHeaders headers = response.getHeaders();
		String tag = headers.getETag();
		UUID awaiting = (body instanceof Unsettled unsettled) ? unsettled.awaitingSettlement() : null;
		UUID about = (body instanceof About quoting) ? quoting.subject() : awaiting;
		byte[] bytes = (body != null) ? this.json.writeValueAsBytes(body) : new byte[0];
		return new StoredAnswer(response.getStatusCode().value(), headers.getFirst(HttpHeaders.LOCATION),
				(tag != null) ? tag : tagOf(body), bytes, about, awaiting);
	}

	/** A secret is not kept, so that nobody can read it or have it sent again. */
	private StoredAnswer repeatable(StoredAnswer answer, @Nullable Object body) {
		return (body instanceof ToldOnce once) ? answer.saying(this.json.writeValueAsBytes(once.repeated())) : answer;
	}

	private static @Nullable String tagOf(@Nullable Object view) {
		return (view instanceof Versioned versioned) ? "\"" + versioned.version() + "\"" : null;
	}

	private static HttpServletRequest currentRequest() {
		if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes attributes) {
			return attributes.getRequest();
		}
		throw new IllegalStateException("A command runs inside of a request");
	}

	private record Outcome(StoredAnswer answer, boolean replayed) {
	}

	private record Run(ProceedingJoinPoint call, @Nullable RequestKey key, boolean dryRun) {

		ResponseEntity<?> proceed() {
			try {
				if (this.call.proceed() instanceof ResponseEntity<?> response) {
					return response;
				}
			}
			catch (RuntimeException | Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
			throw new IllegalStateException("A command answers with a ResponseEntity: " + this.call.getSignature());
		}

	}

}
