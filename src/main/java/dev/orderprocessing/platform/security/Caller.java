package dev.orderprocessing.platform.security;

import java.util.List;

import dev.orderprocessing.kernel.Actor;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An authenticated caller as Spring Security sees it. */
final class Caller extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private final transient Actor actor;

	Caller(Actor actor) {
		super(List.of(new SimpleGrantedAuthority("ROLE_" + actor.role().name())));
		this.actor = actor;
		setAuthenticated(true);
	}

	@Override
	public @Nullable Object getCredentials() {
		return null;
	}

	@Override
	public Actor getPrincipal() {
		return this.actor;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Caller caller && this.actor.equals(caller.actor);
	}

	@Override
	public int hashCode() {
		return this.actor.hashCode();
	}

}
