package dev.orderprocessing.platform.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Callers with an OAuth2 access token (RFC 9068). The scope {@code orders:ops} makes a
 * token stand for the role OPS, and so on; the claim {@code channel} binds it to one
 * channel. A token with the scopes of several roles stands for none of them.
 * <p>
 * The issuer is asked for its keys when the first token comes, not at the start of the
 * service.
 */
class TokenCallers {

	/** The scopes of all roles, as RFC 6750 wants them listed. */
	static final String SCOPES = Arrays.stream(Role.values()).map(TokenCallers::scope).collect(Collectors.joining(" "));

	private static final Logger log = LoggerFactory.getLogger(TokenCallers.class);

	/** As OpenID Connect defines a subject. */
	private static final Pattern SUBJECT = Pattern.compile("[ -~]{1,255}");

	private final JwtDecoder decoder;

	TokenCallers(JwtDecoder decoder) {
		this.decoder = decoder;
	}

	/**
	 * Who holds the token; nobody when it is not a valid one of our issuer.
	 * @throws BusinessException FORBIDDEN for a valid token that stands for no single
	 * role, OVERLOADED when the issuer cannot be asked for its keys
	 */
	Optional<Actor> callerWith(String token) {
		try {
			return actor(this.decoder.decode(token));
		}
		catch (BadJwtException ex) {
			return Optional.empty();
		}
		catch (JwtException | JwtDecoderInitializationException ex) {
			log.warn("Tokens cannot be checked: {}", NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
			throw new BusinessException(ProblemCode.OVERLOADED,
					"The issuer of your token cannot be reached to check it; repeat the request.");
		}
	}

	private static Optional<Actor> actor(Jwt jwt) {
		Collection<String> scopes = scopes(jwt);
		List<Role> roles = Arrays.stream(Role.values()).filter((role) -> scopes.contains(scope(role))).toList();
		String subject = jwt.getSubject();
		if (subject == null || !SUBJECT.matcher(subject).matches()) {
			return Optional.empty();
		}
		if (roles.size() != 1) {
			throw new BusinessException(ProblemCode.FORBIDDEN,
					"A token needs exactly one of the scopes %s; yours has %d of them.".formatted(SCOPES,
							roles.size()));
		}
		String channel = jwt.getClaimAsString("channel");
		if (channel == null) {
			return Optional.of(new Actor(ReservedNames.TOKEN_PREFIX + subject, roles.getFirst(), null));
		}
		return Arrays.stream(Channel.values())
			.filter((known) -> known.name().equals(channel))
			.findFirst()
			.map((known) -> new Actor(ReservedNames.TOKEN_PREFIX + subject, roles.getFirst(), known));
	}

	private static String scope(Role role) {
		return "orders:" + role.name().toLowerCase(Locale.ROOT);
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
