package dev.orderprocessing.platform.security;

import java.io.IOException;
import java.util.Optional;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.platform.limits.WrongKeys;
import dev.orderprocessing.platform.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who calls. Whether the operation is open to them is decided later; an unknown
 * key counts as none.
 */
class BearerAuthentication extends OncePerRequestFilter {

	private static final String SCHEME = "bearer ";

	private static final int LONGEST_KEY = 200;

	private final ApiKeys keys;

	private final @Nullable DemoCallers demoCallers;

	private final @Nullable TokenCallers tokens;

	private final WrongKeys wrongKeys;

	private final Problems problems;

	BearerAuthentication(ApiKeys keys, @Nullable DemoCallers demoCallers, @Nullable TokenCallers tokens,
			WrongKeys wrongKeys, Problems problems) {
		this.keys = keys;
		this.demoCallers = demoCallers;
		this.tokens = tokens;
		this.wrongKeys = wrongKeys;
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return OpenPaths.isOpen(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			try {
				identify(request.getRemoteAddr(), header.substring(SCHEME.length()).strip());
			}
			catch (BusinessException ex) {
				if (ex.code() == ProblemCode.FORBIDDEN) {
					response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
							"Bearer realm=\"orders\", error=\"insufficient_scope\", scope=\"%s\""
								.formatted(TokenCallers.SCOPES));
				}
				this.problems.write(request, response, ex);
				return;
			}
		}
		chain.doFilter(request, response);
	}

	private void identify(String address, String credential) {
		String hash = ApiKeys.hashOf(credential);
		if (!this.wrongKeys.mayTry(address, hash)) {
			throw new BusinessException(ProblemCode.RATE_LIMITED,
					"Too many wrong keys have come from your address; check your key and send it again after the seconds "
							+ "that Retry-After names.")
				.with(Problems.RETRY_AFTER_MEMBER, this.wrongKeys.secondsToWait());
		}
		Optional<Actor> caller = callerWith(credential);
		if (caller.isPresent()) {
			this.wrongKeys.right(hash);
			enter(caller.get());
		}
		else {
			this.wrongKeys.wrong(address);
		}
	}

	private static void enter(Actor actor) {
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(new Caller(actor));
		SecurityContextHolder.setContext(context);
	}

	private Optional<Actor> callerWith(String credential) {
		if (this.tokens != null && credential.chars().filter((c) -> c == '.').count() == 2) {
			Optional<Actor> holder = this.tokens.callerWith(credential);
			if (holder.isPresent()) {
				return holder;
			}
		}
		if (credential.isEmpty() || credential.length() > LONGEST_KEY) {
			return Optional.empty();
		}
		Optional<Actor> demo = (this.demoCallers != null) ? this.demoCallers.callerWith(credential) : Optional.empty();
		return demo.isPresent() ? demo : this.keys.callerWith(credential);
	}

}
