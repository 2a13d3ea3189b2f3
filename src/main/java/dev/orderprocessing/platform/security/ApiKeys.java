package dev.orderprocessing.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.Actor;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Role;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The keys that callers show. Only their SHA-256 is stored: they are random, so nobody
 * can guess one from its hash, and a lookup by hash takes the same time for every wrong
 * key.
 */
@Service
@Transactional(readOnly = true)
class ApiKeys {

	/** How long a revoked key may still be accepted by another instance. */
	private static final Duration REMEMBERED = Duration.ofSeconds(5);

	private static final int SECRET_BYTES = 32;

	private final JdbcClient jdbc;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	private final KeyLookups<Optional<StoredKey>> lookups = new KeyLookups<>(REMEMBERED);

	ApiKeys(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Who shows the key, if it is known, not expired and not revoked. Begins no
	 * transaction, since most of the time nothing is read.
	 * @throws BusinessException OVERLOADED when the key cannot be looked up in time
	 */
	@Transactional(propagation = Propagation.SUPPORTS)
	Optional<Actor> callerWith(String key) {
		byte[] hash = hash(key);
		Optional<StoredKey> stored = this.lookups.find(HexFormat.of().formatHex(hash), () -> find(hash));
		Instant now = this.clock.instant();
		return stored.filter((found) -> found.isValidAt(now)).map(StoredKey::actor);
	}

	@PreDestroy
	void close() {
		this.lookups.close();
	}

	/**
	 * Issues a key on behalf of a caller, who gives no more rights than it has.
	 * @throws BusinessException FORBIDDEN for another channel than the caller's own,
	 * ALREADY_EXISTS for a name that is in use beyond it
	 */
	@Transactional
	IssuedApiKey issue(Actor by, String name, Role role, @Nullable Channel channel, @Nullable Instant expiresAt) {
		ReservedNames.refuse(name);
		if (!by.mayActFor(channel)) {
			throw BusinessException.atField(ProblemCode.FORBIDDEN, "/channel",
					"Your key is bound to %s and issues keys that are bound to it; send \"channel\": \"%s\"."
						.formatted(by.channel(), by.channel()));
		}
		if (by.channel() != null && isUsedBeyond(by.channel(), name)) {
			throw BusinessException.atField(ProblemCode.ALREADY_EXISTS, "/name",
					"This name belongs to a caller that your key may not act for; choose another.");
		}
		return issue(name, role, channel, expiresAt);
	}

	/** Keys of one name are one caller, so a name says what has been done by whom. */
	private boolean isUsedBeyond(Channel channel, String name) {
		return this.jdbc
			.sql("SELECT EXISTS (SELECT 1 FROM api_key WHERE name = :name AND channel IS DISTINCT FROM :channel)")
			.param("name", name)
			.param("channel", channel.name())
			.query(Boolean.class)
			.single();
	}

	/** Issues a key; the secret is in the answer and nowhere else. */
	@Transactional
	IssuedApiKey issue(String name, Role role, @Nullable Channel channel, @Nullable Instant expiresAt) {
		return issue(Ids.next(), name, role, channel, expiresAt);
	}

	/** Issues a key under an id that is known beforehand. */
	@Transactional
	IssuedApiKey issue(UUID id, String name, Role role, @Nullable Channel channel, @Nullable Instant expiresAt) {
		byte[] bytes = new byte[SECRET_BYTES];
		this.random.nextBytes(bytes);
		String secret = "op_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		insert(id, name, role, channel, expiresAt, secret);
		return IssuedApiKey.told(get(id), secret);
	}

	/**
	 * Stores a key that the operator chose and revokes the one it replaces, unless it is
	 * stored already.
	 */
	@Transactional
	void ensure(String name, Role role, String secret) {
		UUID id = Ids.next();
		if (insert(id, name, role, null, null, secret)) {
			this.jdbc.sql("""
					UPDATE api_key SET revoked_at = :now WHERE name = :name AND id <> :id AND revoked_at IS NULL
					""").param("now", utc(this.clock.instant())).param("name", name).param("id", id).update();
		}
	}

	/** Revokes a key that the caller could have issued. */
	@Transactional
	ApiKeyView revoke(Actor by, UUID id) {
		if (!by.mayActFor(get(id).channel())) {
			throw unknown(id);
		}
		return revoke(id);
	}

	/** Revokes a key from now on; repeating it changes nothing. */
	@Transactional
	ApiKeyView revoke(UUID id) {
		this.jdbc.sql("UPDATE api_key SET revoked_at = coalesce(revoked_at, :now) WHERE id = :id")
			.param("now", utc(this.clock.instant()))
			.param("id", id)
			.update();
		forgetAfterCommit();
		return get(id);
	}

	/** Not before: who shows the key until then would have it remembered again. */
	private void forgetAfterCommit() {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				ApiKeys.this.lookups.forget();
			}
		});
	}

	/** The keys that the caller could have issued, newest first. */
	Slice<ApiKeyView> list(Actor by, PageRequest page) {
		Conditions conditions = new Conditions().after("id < :after", page.afterId()).literal("channel", by.channel());
		List<ApiKeyView> rows = PageQuery.of("SELECT * FROM api_key", conditions, "id DESC")
			.fetch(page.fetch(), this.jdbc)
			.query((row, _) -> view(row))
			.list();
		return Slice.of(rows, page, (key) -> key.id().toString());
	}

	private ApiKeyView get(UUID id) {
		return this.jdbc.sql("SELECT * FROM api_key WHERE id = :id")
			.param("id", id)
			.query((row, _) -> view(row))
			.optional()
			.orElseThrow(() -> unknown(id));
	}

	private static BusinessException unknown(UUID id) {
		return BusinessException.notFound("API key", id, "/api/v1/api-keys");
	}

	/** Whether it was not stored yet. */
	private boolean insert(UUID id, String name, Role role, @Nullable Channel channel, @Nullable Instant expiresAt,
			String secret) {
		return this.jdbc.sql("""
				INSERT INTO api_key (id, name, key_hash, role, channel, created_at, expires_at)
				VALUES (:id, :name, :hash, :role, :channel, :now, :expiresAt)
				ON CONFLICT (key_hash) DO NOTHING
				""")
			.param("id", id)
			.param("name", name)
			.param("hash", hash(secret))
			.param("role", role.name())
			.param("channel", (channel != null) ? channel.name() : null)
			.param("now", utc(this.clock.instant()))
			.param("expiresAt", (expiresAt != null) ? utc(expiresAt) : null)
			.update() == 1;
	}

	private Optional<StoredKey> find(byte[] hash) {
		return this.jdbc.sql("SELECT * FROM api_key WHERE key_hash = :hash").param("hash", hash).query((row, _) -> {
			ApiKeyView key = view(row);
			return new StoredKey(new Actor(key.name(), key.role(), key.channel()), key.expiresAt(), key.revokedAt());
		}).optional();
	}

	private static ApiKeyView view(ResultSet row) throws SQLException {
		String channel = row.getString("channel");
		return new ApiKeyView(row.getObject("id", UUID.class), row.getString("name"),
				Role.valueOf(row.getString("role")), (channel != null) ? Channel.valueOf(channel) : null,
				row.getObject("created_at", OffsetDateTime.class).toInstant(), instant(row, "expires_at"),
				instant(row, "revoked_at"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	private static OffsetDateTime utc(Instant time) {
		return time.atOffset(ZoneOffset.UTC);
	}

	/** What stands for a key where the key itself must not be kept. */
	static String hashOf(String key) {
		return HexFormat.of().formatHex(hash(key));
	}

	private static byte[] hash(String key) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record StoredKey(Actor actor, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {

		boolean isValidAt(Instant now) {
			return this.revokedAt == null && (this.expiresAt == null || now.isBefore(this.expiresAt));
		}

	}

}
