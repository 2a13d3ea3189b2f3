package dev.orderprocessing.platform.limits;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.platform.web.Problems;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts the requests of each caller, refuses those beyond its quota, and tells on each
 * answer how much is left (draft-ietf-httpapi-ratelimit-headers). When the quota is not
 * known because the database is away, requests are refused with 503: they could not be
 * done anyway.
 */
@Component
@Order(RateLimit.AFTER_SECURITY)
class RateLimit extends OncePerRequestFilter {

	/** Behind the filters of Spring Security and before the body is read. */
	static final int AFTER_SECURITY = -50;

	private static final Logger log = LoggerFactory.getLogger(RateLimit.class);

	private static final int MOST_CALLERS = 10_000;

	private final RateLimitSettings settings;

	private final SharedQuotas source;

	private final Clock clock;

	private final CurrentActor actors;

	private final Problems problems;

	private final ExecutorService leases = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("lease-", 0).factory());

	private final Cache<String, Quota> quotas;

	RateLimit(RateLimitSettings settings, SharedQuotas source, Clock clock, CurrentActor actors, Problems problems) {
		this.settings = settings;
		this.source = source;
		this.clock = clock;
		this.actors = actors;
		this.problems = problems;
		this.quotas = Caffeine.newBuilder()
			.maximumSize(MOST_CALLERS)
			.expireAfterAccess(settings.window().multipliedBy(2))
			.build();
	}

	@PreDestroy
	void close() {
		this.leases.shutdownNow();
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.settings.enabled() || !WorkKind.isWork(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Actor caller = this.actors.get();
		int requests = this.settings.requestsOf(caller);
		Quota.Verdict verdict;
		try {
			verdict = quota(caller, requests).spend();
		}
		catch (Quota.Unknown ex) {
			log.warn("Quotas cannot be read: {}", String.valueOf(ex.getCause()));
			this.problems.write(request, response, new BusinessException(ProblemCode.OVERLOADED,
					"The service has lost its database for a moment; send the same request again after the seconds that "
							+ "Retry-After names, with the same Idempotency-Key if it has one."));
			return;
		}
		long window = this.settings.window().toSeconds();
		response.setHeader("RateLimit-Policy", "\"default\";q=%d;w=%d".formatted(requests, window));
		response.setHeader("RateLimit", "\"default\";r=%d;t=%d".formatted(verdict.left(), verdict.secondsToNext()));
		if (!verdict.allowed()) {
			this.problems.write(request, response, new BusinessException(ProblemCode.RATE_LIMITED,
					"You have used your %d requests per %d seconds; wait for the seconds that Retry-After names."
						.formatted(requests, window))
				.with(Problems.RETRY_AFTER_MEMBER, verdict.secondsToNext()));
			return;
		}
		chain.doFilter(request, response);
	}

	private Quota quota(Actor caller, int requests) {
		return this.quotas.get(caller.name() + " " + requests, (_) -> new Quota(caller.name(), requests,
				this.settings.window(), this.source, this.clock, this.leases));
	}

}
