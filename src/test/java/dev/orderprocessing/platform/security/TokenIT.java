package dev.orderprocessing.platform.security;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.support.Answer;
import dev.orderprocessing.support.Api;
import dev.orderprocessing.support.Caller;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Callers with tokens of a configured issuer, and with tokens that only look like it. */
@IntegrationTest
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TokenIT {

	private static final TokenIssuer ISSUER = new TokenIssuer();

	@Autowired
	Api api;

	@DynamicPropertySource
	static void trustTheIssuerWhichIsDown(DynamicPropertyRegistry registry) {
		ISSUER.down(true);
		ISSUER.settings().forEach((name, value) -> registry.add(name, () -> value));
	}

	@AfterAll
	static void stopTheIssuer() {
		ISSUER.close();
	}

	@Test
	@Order(1)
	void startsWithoutTheIssuerAndTakesTokensOnceItIsThere() {
		String token = ISSUER.sign(ISSUER.claims("orders:ops"));
		Answer refused = get(token).refused(503, "OVERLOADED");
		assertThat(refused.header("Retry-After")).isPresent();
		assertThat(new Caller(this.api.url(), "demo-ops").get("/orders?limit=1").status()).isEqualTo(200);
		ISSUER.down(false);
		get(token).ok();
	}

	@ParameterizedTest
	@EnumSource
	void aScopeStandsForARole(Role role) {
		String token = ISSUER.sign(ISSUER.claims("openid orders:" + role.name().toLowerCase(Locale.ROOT)));
		Answer keys = new Caller(this.api.url(), token).get("/api-keys");
		if (role == Role.ADMIN) {
			keys.ok();
		}
		else {
			keys.refused(403, "FORBIDDEN");
			assertThat(keys.at("/role")).isEqualTo(role.name());
		}
	}

	@Test
	void scopesMayComeAsAListAndTheChannelBinds() {
		JWTClaimsSet.Builder claims = ISSUER.claims("").claim("scope", null).claim("scp", List.of("orders:ops"));
		get(ISSUER.sign(claims)).ok();
		Answer bound = get(ISSUER.sign(claims.claim("channel", "PHONE"))).ok();
		assertThat(bound.each("/items", "/channel")).allMatch("PHONE"::equals);
		get(ISSUER.sign(claims.claim("channel", "TELEX"))).refused(401, "UNAUTHENTICATED");
	}

	static Stream<Arguments> worthless() {
		return Stream.of(
				token("expired",
						(issuer, claims) -> issuer
							.sign(claims.expirationTime(Date.from(Instant.now().minusSeconds(120))))),
				token("not valid yet",
						(issuer, claims) -> issuer
							.sign(claims.notBeforeTime(Date.from(Instant.now().plusSeconds(120))))),
				token("of another issuer", (issuer, claims) -> issuer.sign(claims.issuer("https://issuer.example"))),
				token("for another audience", (issuer, claims) -> issuer.sign(claims.audience("billing"))),
				token("for nobody", (issuer, claims) -> issuer.sign(claims.audience((String) null))),
				token("without a subject", (issuer, claims) -> issuer.sign(claims.subject(null))),
				token("with an endless subject", (issuer, claims) -> issuer.sign(claims.subject("x".repeat(4000)))),
				token("with a subject the database cannot keep",
						(issuer, claims) -> issuer.sign(claims.subject("a\u0000b"))),
				token("unsigned", TokenIssuer::unsigned), token("of an unknown key", TokenIssuer::signWithForeignKey),
				token("forged", TokenIssuer::forge),
				token("HS256 with the public key", TokenIssuer::signWithPublicKeyAsSecret),
				token("tampered with", (issuer, claims) -> {
					String[] parts = issuer.sign(claims).split("\\.", -1);
					return parts[0] + "." + issuer.sign(issuer.claims("orders:admin")).split("\\.", -1)[1] + "."
							+ parts[2];
				}), token("no JSON", (_, _) -> "eyJ.eyJ.eyJ"));
	}

	private static Arguments token(String name, BiFunction<TokenIssuer, JWTClaimsSet.Builder, String> made) {
		return Arguments.of(name, made);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void worthless(String name, BiFunction<TokenIssuer, JWTClaimsSet.Builder, String> made) {
		Answer answer = get(made.apply(ISSUER, ISSUER.claims("orders:ops"))).refused(401, "UNAUTHENTICATED");
		assertThat(answer.header("WWW-Authenticate").orElse("")).as(name).contains("error=\"invalid_token\"");
		assertProblem(answer);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "openid profile", "orders", "orders:OPS", "orders:ops orders:admin", "xorders:ops" })
	void aGoodTokenThatStandsForNoSingleRoleIsForbidden(String scopes) {
		Answer answer = get(ISSUER.sign(ISSUER.claims(scopes))).refused(403, "FORBIDDEN");
		assertThat(answer.at("/detail")).contains("orders:storefront", "orders:ops");
		assertThat(answer.header("WWW-Authenticate").orElse("")).contains("error=\"insufficient_scope\"",
				"orders:storefront");
		assertProblem(answer);
	}

	@Test
	void apiKeysWorkBesideTokensEvenWhenTheyLookLikeOne() {
		new Caller(this.api.url(), "demo-ops").get("/orders?limit=1").ok();
		new Caller(this.api.url(), "looks.like.one").get("/orders?limit=1").refused(401, "UNAUTHENTICATED");
	}

	private Answer get(String token) {
		return new Caller(this.api.url(), token).get("/orders?limit=50");
	}

	private static void assertProblem(Answer answer) {
		assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(answer.text()).doesNotContain("Exception", "JWT", "Jwt", "nimbus");
	}

}
