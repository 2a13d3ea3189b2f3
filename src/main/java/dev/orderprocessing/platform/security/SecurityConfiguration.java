package dev.orderprocessing.platform.security;

import java.util.Collections;
import java.util.Optional;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.CurrentActor;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.platform.limits.WrongKeys;
import dev.orderprocessing.platform.web.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Nobody gets in without a key but to the open paths; what a key opens is said by each
 * operation and checked by {@link RoleCheck}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	/**
	 * Swagger UI runs its own scripts and asks this service alone. It sets styles in its
	 * elements and draws its icons from data.
	 */
	private static final String POLICY_OF_THE_PAGE = "default-src 'none'; script-src 'self'; "
			+ "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
			+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	@Bean
	SecurityFilterChain security(HttpSecurity http, ApiKeys keys, ObjectProvider<DemoCallers> demoCallers,
			ObjectProvider<JwtDecoder> decoder, WrongKeys wrongKeys, Problems problems) {
		JwtDecoder jwt = decoder.getIfAvailable();
		BearerAuthentication bearer = new BearerAuthentication(keys, demoCallers.getIfAvailable(),
				(jwt != null) ? new TokenCallers(jwt) : null, wrongKeys, problems);
		return http
			.authorizeHttpRequests((requests) -> requests
				.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
				.permitAll()
				.requestMatchers(OpenPaths.PATTERNS)
				.permitAll()
				.requestMatchers(MetricsAccess.PATH)
				.access(new MetricsAccess())
				.requestMatchers("/actuator/**")
				.hasRole("ADMIN")
				.anyRequest()
				.authenticated())
			.addFilterBefore(bearer, AnonymousAuthenticationFilter.class)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.headers((headers) -> headers.addHeaderWriter(
					new DelegatingRequestMatcherHeaderWriter(PathPatternRequestMatcher.pathPattern("/swagger-ui/**"),
							new ContentSecurityPolicyHeaderWriter(POLICY_OF_THE_PAGE))))
			.csrf(AbstractHttpConfigurer::disable)
			.httpBasic(AbstractHttpConfigurer::disable)
			.formLogin(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint((request, response, _) -> {
				boolean sent = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
				response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
						sent ? "Bearer realm=\"orders\", error=\"invalid_token\"" : "Bearer realm=\"orders\"");
				problems.write(request, response, ProblemCode.UNAUTHENTICATED, sent
						? "The key is unknown, expired or revoked; send a valid one as Authorization: Bearer <key>."
						: "Send your key as Authorization: Bearer <key>.");
			}).accessDeniedHandler((request, response, _) -> problems.write(request, response, refusal(request))))
			.build();
	}

	private static BusinessException refusal(HttpServletRequest request) {
		return (request.getUserPrincipal() instanceof Caller caller
				&& MetricsAccess.PATH.equals(request.getRequestURI())) ? MetricsAccess.refusal(caller.getPrincipal())
						: new BusinessException(ProblemCode.FORBIDDEN, "Your key does not open this path.");
	}

	/** Requests that hide something in their path or headers. */
	@Bean
	RequestRejectedHandler requestRejectedHandler(Problems problems) {
		return (request, response, _) -> problems.write(request, response,
				headerWithControls(request)
					.map((header) -> BusinessException.atParameter(ProblemCode.INVALID_REQUEST, header,
							"The header %s holds a control character; leave it out.".formatted(header)))
					.orElseGet(() -> BusinessException.atParameter(ProblemCode.INVALID_REQUEST, "path",
							"The path holds something that is not allowed there, such as // .. ; %25 or a control "
									+ "character; leave it out.")));
	}

	private static Optional<String> headerWithControls(HttpServletRequest request) {
		return Collections.list(request.getHeaderNames())
			.stream()
			.filter((name) -> Collections.list(request.getHeaders(name))
				.stream()
				.anyMatch((value) -> value.chars().anyMatch(Character::isISOControl)))
			.findFirst();
	}

	@Bean
	CurrentActor currentActor() {
		return () -> (SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller)
				? caller.getPrincipal() : Actor.SYSTEM;
	}

	/** There are no passwords; without this bean Spring Boot would make one up. */
	@Bean
	AuthenticationManager noPasswords() {
		return (_) -> {
			throw new BadCredentialsException("There are no passwords");
		};
	}

	@Bean
	WebMvcConfigurer roleCheckFirst(RoleCheck check) {
		return new WebMvcConfigurer() {
			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(check).order(Ordered.HIGHEST_PRECEDENCE);
			}
		};
	}

}
