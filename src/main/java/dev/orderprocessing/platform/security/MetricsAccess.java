package dev.orderprocessing.platform.security;

import java.util.List;
import java.util.function.Supplier;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Who may read the metrics. They tell how the whole business goes, so they are for those
 * who may see all orders: a scraper gets a PARTNER key, which changes nothing.
 */
final class MetricsAccess implements AuthorizationManager<RequestAuthorizationContext> {

	static final String PATH = "/actuator/prometheus";

	private static final List<Role> ROLES = List.of(Role.OPS, Role.FINANCE, Role.PARTNER, Role.ADMIN);

	@Override
	public AuthorizationDecision authorize(Supplier<? extends @Nullable Authentication> authentication,
			RequestAuthorizationContext context) {
		return new AuthorizationDecision(
				authentication.get() instanceof Caller caller && mayRead(caller.getPrincipal()));
	}

	private static boolean mayRead(Actor actor) {
		return ROLES.contains(actor.role()) && actor.channel() == null;
	}

	/** What is said to those who may not. */
	static BusinessException refusal(Actor actor) {
		String bound = (actor.channel() != null) ? " and is bound to the channel " + actor.channel() : "";
		return new BusinessException(ProblemCode.FORBIDDEN,
				"The metrics are for %s, with a key that is not bound to a channel; yours has the role %s%s."
					.formatted(String.join(", ", ROLES.stream().map(Role::name).toList()), actor.role(), bound))
			.with("allowedRoles", ROLES)
			.with("role", actor.role());
	}

}
