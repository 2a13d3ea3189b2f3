package dev.orderprocessing.payments;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * An authorisation, a capture of a part of one, or money received. What is ordered of the
 * gateway is set aside at once, so that nothing is captured or refunded twice while an
 * outcome is unknown.
 */
@Entity
@Table(name = "payment")
class Payment {

	/** How often the gateway is asked to give up the same money. */
	private static final int MOST_VOIDS = 5;

	/** After a refusal, and each time longer: 10 minutes, 1, 6 and 36 hours. */
	private static final Duration FIRST_PAUSE = Duration.ofMinutes(10);

	private static final int PAUSE_GROWTH = 6;

	@Id
	private UUID id;

	@Version
	private @Nullable Long version;

	private UUID orderId;

	@Enumerated(EnumType.STRING)
	private PaymentMethod method;

	@Enumerated(EnumType.STRING)
	private Status status;

	private String currency;

	private BigDecimal amount;

	private @Nullable UUID authorizationId;

	private BigDecimal capturing = BigDecimal.ZERO;

	private BigDecimal captured = BigDecimal.ZERO;

	private BigDecimal voiding = BigDecimal.ZERO;

	private BigDecimal voided = BigDecimal.ZERO;

	private BigDecimal voidRefused = BigDecimal.ZERO;

	private int voidRefusals;

	private @Nullable Instant voidAgainAt;

	private boolean dead;

	private @Nullable Instant expiresAt;

	private boolean renewalOrdered;

	private BigDecimal refunding = BigDecimal.ZERO;

	private BigDecimal refunded = BigDecimal.ZERO;

	private BigDecimal allocated = BigDecimal.ZERO;

	private @Nullable String reference;

	private @Nullable String reason;

	private Instant createdAt;

	protected Payment() {
	}

	private Payment(UUID orderId, PaymentMethod method, Status status, Money amount, Instant now) {
		this.id = Ids.next();
		this.orderId = orderId;
		this.method = method;
		this.status = status;
		this.currency = amount.currency().getCurrencyCode();
		this.amount = amount.amount();
		this.createdAt = now;
	}

	static Payment authorization(UUID orderId, Money amount, Instant now) {
		return new Payment(orderId, PaymentMethod.CARD, Status.AUTHORIZATION_PENDING, amount, now);
	}

	static Payment received(UUID orderId, PaymentMethod method, Money amount, @Nullable String reference, Instant now) {
		var payment = new Payment(orderId, method, Status.RECEIVED, amount, now);
		payment.reference = reference;
		return payment;
	}

	void authorized(String reference, Duration valid) {
		expect(Status.AUTHORIZATION_PENDING);
		this.status = Status.AUTHORIZED;
		this.reference = reference;
		this.expiresAt = this.createdAt.plus(valid);
	}

	void declined(@Nullable String reason) {
		this.status = Status.DECLINED;
		this.reason = reason;
	}

	/** Sets a part of the authorisation aside and returns the capture it is for. */
	Payment capture(Money part, Instant now) {
		expect(Status.AUTHORIZED);
		this.capturing = this.capturing.add(part.amount());
		var capture = new Payment(this.orderId, this.method, Status.CAPTURE_PENDING, part, now);
		capture.authorizationId = this.id;
		return capture;
	}

	/**
	 * The other end of {@link #capture}: how it ended. What the issuer declined to pay it
	 * will not pay next time: nothing more is captured of such an authorisation.
	 */
	void captureEnded(Money part, boolean success) {
		this.capturing = this.capturing.subtract(part.amount());
		if (success) {
			this.captured = this.captured.add(part.amount());
			settled();
		}
		else {
			this.dead = true;
		}
	}

	void captured(String reference) {
		expect(Status.CAPTURE_PENDING);
		this.status = Status.CAPTURED;
		this.reference = reference;
	}

	/**
	 * Wants a part of what is free given up, and what the gateway has refused to give up
	 * before along with it.
	 * @return what to ask the gateway for
	 */
	Money giveUp(Money part) {
		expect(Status.AUTHORIZED);
		BigDecimal all = part.amount().add(this.voidRefused);
		this.voiding = this.voiding.add(all);
		this.voidRefused = BigDecimal.ZERO;
		this.voidAgainAt = null;
		return money(all);
	}

	boolean isVoidDueAgain(Instant now) {
		return this.status == Status.AUTHORIZED && this.voidAgainAt != null && !this.voidAgainAt.isAfter(now);
	}

	/** A refused void is not captured either; it is wanted again later, a few times. */
	void voidEnded(Money part, boolean success, @Nullable String why, Instant now) {
		this.voiding = this.voiding.subtract(part.amount());
		if (success) {
			this.voided = this.voided.add(part.amount());
			settled();
			return;
		}
		this.voidRefused = this.voidRefused.add(part.amount());
		this.voidRefusals++;
		this.voidAgainAt = (this.voidRefusals < MOST_VOIDS)
				? now.plus(FIRST_PAUSE.multipliedBy((long) Math.pow(PAUSE_GROWTH, this.voidRefusals - 1.0))) : null;
		this.reason = "The gateway refuses to give up %s: %s".formatted(money(this.voidRefused),
				(why != null) ? why : "no reason given");
	}

	/** Nothing is left that could be captured or given up. */
	private void settled() {
		boolean over = this.captured.add(this.voided).compareTo(this.amount) == 0;
		if (over && this.status == Status.AUTHORIZED && this.voided.signum() > 0) {
			this.status = Status.VOIDED;
		}
	}

	/** Notes that another authorisation is asked for to take the place of this one. */
	void renewalOrdered() {
		this.renewalOrdered = true;
	}

	boolean isToBeRenewed(Instant before) {
		return this.status == Status.AUTHORIZED && !this.dead && !this.renewalOrdered && free().isPositive()
				&& !expires().isAfter(before);
	}

	/** The issuer holds the money back no longer: the same as given up. */
	boolean expire(Instant now) {
		boolean due = this.status == Status.AUTHORIZED && this.capturing.add(this.voiding).signum() == 0
				&& this.captured.add(this.voided).compareTo(this.amount) < 0 && !expires().isAfter(now);
		if (due) {
			this.status = Status.EXPIRED;
			this.voidAgainAt = null;
		}
		return due;
	}

	private Instant expires() {
		return Objects.requireNonNull(this.expiresAt);
	}

	void refund(Money part) {
		this.refunding = this.refunding.add(part.amount());
	}

	void refundEnded(Money part, boolean success) {
		this.refunding = this.refunding.subtract(part.amount());
		if (success) {
			this.refunded = this.refunded.add(part.amount());
		}
	}

	/** Sets money aside for an invoice, at most what is open, and returns how much. */
	Money allocate(Money open) {
		Money part = open.min(unallocated());
		this.allocated = this.allocated.add(part.amount());
		return part;
	}

	boolean isMoney() {
		return this.status == Status.CAPTURED || this.status == Status.RECEIVED;
	}

	/** What may still be captured. */
	Money capturable(Instant now) {
		return (this.status == Status.AUTHORIZED && !this.dead && now.isBefore(expires())) ? free() : nothing();
	}

	/** Neither captured nor given up, and neither of both on its way. */
	Money free() {
		return money(this.amount.subtract(this.captured)
			.subtract(this.capturing)
			.subtract(this.voided)
			.subtract(this.voiding)
			.subtract(this.voidRefused));
	}

	Money beingCaptured() {
		return money(this.capturing);
	}

	boolean isAuthorized() {
		return this.status == Status.AUTHORIZED;
	}

	/** Whether nothing more may be captured although something is authorised. */
	boolean isDead() {
		return this.dead;
	}

	Money refundable() {
		return (this.status == Status.CAPTURED) ? money(this.amount.subtract(this.refunded).subtract(this.refunding))
				: nothing();
	}

	/** Money that pays no invoice yet and is not given back. */
	Money unallocated() {
		BigDecimal rest = this.amount.subtract(this.allocated).subtract(this.refunded).subtract(this.refunding);
		return (isMoney() && rest.signum() > 0) ? money(rest) : nothing();
	}

	UUID id() {
		return this.id;
	}

	/** Money that was received. */
	PaymentView view(List<PaymentView.Allocation> allocations) {
		return new PaymentView(this.id, this.orderId, null, this.method, this.status.name(), money(this.amount), null,
				null, null, null, null, this.reference, this.reason, this.createdAt, allocations);
	}

	UUID authorizationId() {
		if (this.authorizationId == null) {
			throw new IllegalStateException("payment %s is no capture".formatted(this.id));
		}
		return this.authorizationId;
	}

	Money nothing() {
		return Money.zero(Currency.getInstance(this.currency));
	}

	private Money money(BigDecimal value) {
		return Money.stored(value, Currency.getInstance(this.currency));
	}

	private void expect(Status expected) {
		if (this.status != expected) {
			throw new IllegalStateException("payment %s is %s, not %s".formatted(this.id, this.status, expected));
		}
	}

	/** Cards: first three lines. Transfers and cash: RECEIVED. */
	enum Status {

		AUTHORIZATION_PENDING, AUTHORIZED, DECLINED, VOIDED, EXPIRED,

		CAPTURE_PENDING, CAPTURED,

		RECEIVED

	}

}
