package dev.orderprocessing.platform.limits;

import java.io.IOException;
import java.util.Optional;

import dev.orderprocessing.platform.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request whose caller is known and whose body has been read go to work, as soon
 * as there is a place. Slow senders therefore hold no place, and neither do slow readers:
 * it is given back before the answer is sent ({@link WorkPlaceRelease}).
 */
@Component
@Order(WorkPlaces.AFTER_THE_BODY)
class WorkPlaces extends OncePerRequestFilter {

	static final int AFTER_THE_BODY = 10;

	private static final String ATTRIBUTE = WorkPlaces.class.getName();

	private final Admission admission;

	private final WorkKinds kinds;

	private final Problems problems;

	WorkPlaces(Admission admission, WorkKinds kinds, Problems problems) {
		this.admission = admission;
		this.kinds = kinds;
		this.problems = problems;
	}

	/** The request needs the database no more. */
	static void leave(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof Admission.Place place) {
			place.leave();
		}
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !WorkKind.isWork(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<Admission.Place> place = enter(request);
		if (place.isEmpty()) {
			this.problems.write(request, response, FrontDoor.tooMuchWork());
			return;
		}
		request.setAttribute(ATTRIBUTE, place.get());
		try {
			chain.doFilter(request, response);
		}
		finally {
			place.get().leave();
		}
	}

	private Optional<Admission.Place> enter(HttpServletRequest request) {
		try {
			return this.admission.enter(this.kinds.of(request));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

}
