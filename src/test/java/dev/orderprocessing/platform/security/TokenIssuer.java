package dev.orderprocessing.platform.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A small authorisation server on this machine, which may be down. */
class TokenIssuer implements AutoCloseable {

	static final String AUDIENCE = "order-processing";

	private final HttpServer server;

	private final RSAKey key = newKey();

	private volatile boolean down;

	TokenIssuer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/.well-known/openid-configuration", (exchange) -> answer(exchange, """
				{"issuer":"%1$s","jwks_uri":"%1$s/jwks","subject_types_supported":["public"]}""".formatted(url())));
		this.server.createContext("/jwks", (exchange) -> answer(exchange, new JWKSet(this.key).toString()));
		this.server.start();
	}

	String url() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	void down(boolean isDown) {
		this.down = isDown;
	}

	/** The claims of a good token with these scopes. */
	JWTClaimsSet.Builder claims(String scopes) {
		return new JWTClaimsSet.Builder().issuer(url())
			.subject("shop-backend")
			.audience(AUDIENCE)
			.issueTime(Date.from(Instant.now()))
			.expirationTime(Date.from(Instant.now().plusSeconds(300)))
			.claim("scope", scopes);
	}

	String sign(JWTClaimsSet.Builder claims) {
		return sign(claims, this.key);
	}

	/** Signs with a key that the issuer does not publish. */
	String signWithForeignKey(JWTClaimsSet.Builder claims) {
		return sign(claims, newKey());
	}

	/** Under the name of the published key, signed with another one. */
	String forge(JWTClaimsSet.Builder claims) {
		return sign(claims, new RSAKey.Builder(newKey()).keyID(this.key.getKeyID()).build());
	}

	String unsigned(JWTClaimsSet.Builder claims) {
		return new PlainJWT(claims.build()).serialize();
	}

	/** The public key, which anybody can read, taken for a shared secret. */
	String signWithPublicKeyAsSecret(JWTClaimsSet.Builder claims) {
		try {
			RSAPublicKey published = this.key.toRSAPublicKey();
			var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(this.key.getKeyID()).build(),
					claims.build());
			token.sign(new MACSigner(published.getEncoded()));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String sign(JWTClaimsSet.Builder claims, RSAKey key) {
		try {
			var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
					claims.build());
			token.sign(new RSASSASigner(key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static RSAKey newKey() {
		try {
			return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void answer(HttpExchange exchange, String json) throws IOException {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(this.down ? 503 : 200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/** The settings that make the service trust this issuer. */
	Map<String, String> settings() {
		String jwt = "spring.security.oauth2.resourceserver.jwt.";
		return Map.of(jwt + "issuer-uri", url(), jwt + "audiences", AUDIENCE);
	}

}
