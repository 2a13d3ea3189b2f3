package dev.orderprocessing.platform.limits;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.platform.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away what cannot be worked on, before the caller's key is looked at or the body
 * is read, so that saying no stays cheap. Also turns away what comes while the service
 * stops.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class FrontDoor extends OncePerRequestFilter {

	private static final int LATEST_RETRY = 3;

	private final Admission admission;

	private final WorkKinds kinds;

	private final Departure departure;

	private final Problems problems;

	FrontDoor(Admission admission, WorkKinds kinds, Departure departure, Problems problems) {
		this.admission = admission;
		this.kinds = kinds;
		this.departure = departure;
		this.problems = problems;
	}

	/** The refusal of work there is no room for; clients do not come back all at once. */
	static BusinessException tooMuchWork() {
		return new BusinessException(ProblemCode.OVERLOADED,
				"The service is fully busy; send the same request again after the seconds that Retry-After "
						+ "names, with the same Idempotency-Key if it has one.")
			.with(Problems.RETRY_AFTER_MEMBER, ThreadLocalRandom.current().nextInt(1, LATEST_RETRY + 1));
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !WorkKind.isWork(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.departure.hasBegun()) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
			this.problems.write(request, response, new BusinessException(ProblemCode.OVERLOADED,
					"This instance of the service is being stopped; send the same request again, over a new connection."));
		}
		else if (this.admission.isFull(this.kinds.of(request))) {
			this.problems.write(request, response, tooMuchWork());
		}
		else {
			chain.doFilter(request, response);
		}
	}

}
