package dev.orderprocessing.platform.security;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Role;

import org.springframework.security.core.context.SecurityContextHolder;

/** Calls doors as somebody, as a request of theirs would. */
public final class Acting {

	private Acting() {
	}

	public static void boundTo(Channel channel, Runnable calls) {
		var before = SecurityContextHolder.getContext();
		var context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(new Caller(new Actor("test", Role.FINANCE, channel)));
		SecurityContextHolder.setContext(context);
		try {
			calls.run();
		}
		finally {
			SecurityContextHolder.setContext(before);
		}
	}

}
