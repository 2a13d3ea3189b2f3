package dev.orderprocessing.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.database.Conditions;
import dev.orderprocessing.kernel.database.PageQuery;
import dev.orderprocessing.kernel.web.IfMatch;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The coupons that staff hand out. */
@Service
@Transactional(readOnly = true)
public class Coupons {

	private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9_-]{0,39}");

	private final JdbcClient jdbc;

	private final CouponUses uses;

	Coupons(JdbcClient jdbc, CouponUses uses) {
		this.jdbc = jdbc;
		this.uses = uses;
	}

	public Optional<CouponView> find(String code) {
		return this.jdbc.sql("SELECT * FROM coupon WHERE code = :code")
			.param("code", Pricing.normalized(code))
			.query(PriceTables::coupon)
			.optional()
			.map(this.uses::counted);
	}

	/** Coupons by code, ascending. */
	public Slice<CouponView> list(@Nullable Boolean active, PageRequest page) {
		var conditions = new Conditions().after("code > :after", page.after())
			.parameter("active = :active", "active", active);
		var rows = PageQuery.of("SELECT * FROM coupon", conditions, "code")
			.fetch(page.fetch(), this.jdbc)
			.query(PriceTables::coupon)
			.list();
		return Slice.of(this.uses.counted(rows), page, CouponView::code);
	}

	/**
	 * Adds a coupon that nobody has used yet.
	 * @throws BusinessException ALREADY_EXISTS
	 */
	@Transactional
	public CouponView create(String code, CouponDefinition definition) {
		String key = Pricing.normalized(code);
		if (!CODE.matcher(key).matches()) {
			throw BusinessException.atField(ProblemCode.INVALID_REQUEST, "/code",
					"A coupon code is 1 to 40 letters, digits, dashes or underscores, such as WELCOME10.");
		}
		return bind(this.jdbc.sql("""
				INSERT INTO coupon (code, description, kind, percent, amount, minimum_items, currency, valid_from,
					valid_until, max_uses, active, version)
				VALUES (:code, :description, :kind, :percent, :amount, :minimumItems, :currency, :validFrom,
					:validUntil, :maxUses, :active, 0)
				ON CONFLICT ON CONSTRAINT coupon_pk DO NOTHING
				RETURNING *
				"""), key, definition).query(PriceTables::coupon)
			.optional()
			.orElseThrow(() -> BusinessException.atField(ProblemCode.ALREADY_EXISTS, "/code",
					"There is already a coupon %s; change it with PUT /api/v1/coupons/%s.".formatted(key, key)));
	}

	/**
	 * Replaces all of a coupon but its code and its count of uses. One that gets a limit
	 * starts with the uses by all orders that were placed until now.
	 * @param expectedVersion the version the caller has seen, or null to replace any
	 * @throws BusinessException NOT_FOUND, STALE_VERSION, RULE_VIOLATED when it was used
	 * more often than it now may be
	 */
	@Transactional
	public CouponView replace(String code, CouponDefinition definition, @Nullable Long expectedVersion) {
		String key = Pricing.normalized(code);
		this.uses.lockTerms(key);
		CouponView current = this.jdbc.sql("SELECT * FROM coupon WHERE code = :code FOR NO KEY UPDATE")
			.param("code", key)
			.query(PriceTables::coupon)
			.optional()
			.map(this.uses::counted)
			.orElseThrow(() -> BusinessException.notFound("coupon", key, "/api/v1/coupons"));
		IfMatch.check(expectedVersion, current.version(), "coupon " + key);
		if (definition.maxUses() != null && definition.maxUses() < current.used()) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/maxUses",
					"The coupon %s was used %d times already; allow at least as many, or set active to false."
						.formatted(key, current.used()));
		}
		return bind(this.jdbc.sql("""
				UPDATE coupon SET description = :description, kind = :kind, percent = :percent, amount = :amount,
					minimum_items = :minimumItems, currency = :currency, valid_from = :validFrom,
					valid_until = :validUntil, max_uses = :maxUses, used = :used, active = :active,
					version = version + 1
				WHERE code = :code
				RETURNING *
				"""), key, definition).param("used", (definition.maxUses() != null) ? current.used() : 0)
			.query(PriceTables::coupon)
			.single()
			.withUsed(current.used());
	}

	private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, String code,
			CouponDefinition definition) {
		Money stated = (definition.amount() != null) ? definition.amount() : definition.minimumItems();
		return statement.param("code", code)
			.param("description", definition.description())
			.param("kind", definition.kind().name())
			.param("percent", definition.percent())
			.param("amount", amount(definition.amount()))
			.param("minimumItems", amount(definition.minimumItems()))
			.param("currency", (stated != null) ? stated.currency().getCurrencyCode() : null)
			.param("validFrom", time(definition.validFrom()))
			.param("validUntil", time(definition.validUntil()))
			.param("maxUses", definition.maxUses())
			.param("active", definition.active());
	}

	private static @Nullable BigDecimal amount(@Nullable Money money) {
		return (money != null) ? money.amount() : null;
	}

	private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

}
