package dev.orderprocessing.platform.security;

import java.util.Arrays;
import java.util.List;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.web.AllowedFor;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a caller through to an operation that names the caller's role; to no other. */
@Component
class RoleCheck implements HandlerInterceptor {

	private final CurrentActor actors;

	RoleCheck(CurrentActor actors) {
		this.actors = actors;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (!(handler instanceof HandlerMethod method) || request.getDispatcherType() == DispatcherType.ERROR
				|| OpenPaths.isOpen(request)) {
			return true;
		}
		AllowedFor allowed = method.getMethodAnnotation(AllowedFor.class);
		List<Role> roles = (allowed != null) ? Arrays.asList(allowed.value()) : List.of();
		Actor actor = this.actors.get();
		if (!roles.contains(actor.role())) {
			String who = roles.isEmpty() ? "Nobody may do this"
					: "This is for " + String.join(", ", roles.stream().map(Role::name).toList());
			throw new BusinessException(ProblemCode.FORBIDDEN,
					"%s; your key has the role %s.".formatted(who, actor.role()))
				.with("allowedRoles", roles)
				.with("role", actor.role());
		}
		return true;
	}

}
