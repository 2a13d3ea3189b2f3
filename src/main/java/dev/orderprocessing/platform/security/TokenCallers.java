package dev.orderprocessing.platform.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Callers with an OAuth2 access token (RFC 9068). The scope {@code orders:ops} makes a
 * token stand for the role OPS, and so on; the claim {@code channel} binds it to one
 * channel. A token with the scopes of several roles stands for none of them.
 */
class TokenCallers {

	private final JwtDecoder decoder;

	TokenCallers(JwtDecoder decoder) {
		this.decoder = decoder;
	}

	Optional<Actor> callerWith(String token) {
		try {
			return actor(this.decoder.decode(token));
		}
		catch (JwtException ex) {
			return Optional.empty();
		}
	}

	private static Optional<Actor> actor(Jwt jwt) {
		Collection<String> scopes = scopes(jwt);
		List<Role> roles = Arrays.stream(Role.values())
			.filter((role) -> scopes.contains("orders:" + role.name().toLowerCase(Locale.ROOT)))
			.toList();
		String subject = jwt.getSubject();
		if (roles.size() != 1 || subject == null) {
			return Optional.empty();
		}
		String channel = jwt.getClaimAsString("channel");
		if (channel == null) {
			return Optional.of(new Actor("oauth:" + subject, roles.getFirst(), null));
		}
		return Arrays.stream(Channel.values())
			.filter((known) -> known.name().equals(channel))
			.findFirst()
			.map((known) -> new Actor("oauth:" + subject, roles.getFirst(), known));
	}

	private static Collection<String> scopes(Jwt jwt) {
		Object claim = jwt.hasClaim("scope") ? jwt.getClaim("scope") : jwt.getClaim("scp");
		return switch ((@Nullable Object) claim) {
			case String text -> List.of(text.split(" "));
			case Collection<?> list -> list.stream().map(String::valueOf).toList();
			case null, default -> List.of();
		};
	}

}
