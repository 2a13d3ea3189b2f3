package dev.orderprocessing.payments;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
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

	private BigDecimal refunding = BigDecimal.ZERO;

	private BigDecimal refunded = BigDecimal.ZERO;

	private BigDecimal allocated = BigDecimal.ZERO;

	private boolean voidRequested;

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

	void authorized(String reference) {
		expect(Status.AUTHORIZATION_PENDING);
		this.status = Status.AUTHORIZED;
		this.reference = reference;
	}

	void declined(@Nullable String reason) {
		this.status = Status.DECLINED;
		this.reason = reason;
		this.voidRequested = false;
	}

	/** Sets a part of the authorisation aside and returns the capture it is for. */
	Payment capture(Money part, Instant now) {
		expect(Status.AUTHORIZED);
		this.capturing = this.capturing.add(part.amount());
		var capture = new Payment(this.orderId, this.method, Status.CAPTURE_PENDING, part, now);
		capture.authorizationId = this.id;
		return capture;
	}

	/** The other end of {@link #capture}: how it ended. */
	void captureEnded(Money part, boolean success) {
		this.capturing = this.capturing.subtract(part.amount());
		if (success) {
			this.captured = this.captured.add(part.amount());
		}
	}

	void captured(String reference) {
		expect(Status.CAPTURE_PENDING);
		this.status = Status.CAPTURED;
		this.reference = reference;
	}

	/**
	 * Wants what is not captured given up, now or once what is on its way has ended.
	 * @return whether this is new
	 */
	boolean requestVoid() {
		boolean held = this.status == Status.AUTHORIZATION_PENDING
				|| (this.status == Status.AUTHORIZED && this.captured.compareTo(this.amount) < 0);
		if (this.voidRequested || !held) {
			return false;
		}
		this.voidRequested = true;
		return true;
	}

	/** Whether the gateway can be asked to void now: no capture is on its way. */
	boolean voidable() {
		return this.voidRequested && this.status == Status.AUTHORIZED && this.capturing.signum() == 0
				&& uncaptured().isPositive();
	}

	void voidEnded(boolean success, @Nullable String reason) {
		this.voidRequested = false;
		if (success) {
			this.status = Status.VOIDED;
		}
		else {
			this.reason = reason;
		}
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
	Money capturable() {
		return (this.status == Status.AUTHORIZED && !this.voidRequested) ? uncaptured()
				: Money.zero(Currency.getInstance(this.currency));
	}

	Money uncaptured() {
		return money(this.amount.subtract(this.captured).subtract(this.capturing));
	}

	Money refundable() {
		return (this.status == Status.CAPTURED) ? money(this.amount.subtract(this.refunded).subtract(this.refunding))
				: Money.zero(Currency.getInstance(this.currency));
	}

	/** Money that pays no invoice yet and is not given back. */
	Money unallocated() {
		BigDecimal rest = this.amount.subtract(this.allocated).subtract(this.refunded).subtract(this.refunding);
		return (isMoney() && rest.signum() > 0) ? money(rest) : Money.zero(Currency.getInstance(this.currency));
	}

	UUID id() {
		return this.id;
	}

	/** Money that was received. */
	PaymentView view(List<PaymentView.Allocation> allocations) {
		return new PaymentView(this.id, this.orderId, this.method, this.status.name(), money(this.amount), null, null,
				this.reference, this.reason, this.createdAt, allocations);
	}

	UUID authorizationId() {
		if (this.authorizationId == null) {
			throw new IllegalStateException("payment %s is no capture".formatted(this.id));
		}
		return this.authorizationId;
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

		AUTHORIZATION_PENDING, AUTHORIZED, DECLINED, VOIDED,

		CAPTURE_PENDING, CAPTURED,

		RECEIVED

	}

}
