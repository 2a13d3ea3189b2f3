package dev.orderprocessing.orders.model;

import java.time.Instant;
import java.util.UUID;

import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A reason why an order must not go on until somebody with the right lifts it. */
@Entity
@Table(name = "order_hold")
@SuppressWarnings("UnusedVariable") // written for the database and its readers
public class Hold {

	/** What is said of suspicion to those whom it does not concern. */
	public static final String REVIEW = "Under review";

	@Id
	private UUID id;

	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "order_id")
	private Order order;

	@Enumerated(EnumType.STRING)
	private HoldType type;

	private String reason;

	private String placedBy;

	/** Unknown of holds from before it was kept. */
	@Enumerated(EnumType.STRING)
	private @Nullable Role placedByRole;

	private Instant placedAt;

	private @Nullable Instant remindedAt;

	private @Nullable String releasedBy;

	private @Nullable Instant releasedAt;

	private @Nullable String releaseReason;

	protected Hold() {
	}

	Hold(Order order, HoldType type, String reason, Act act) {
		this.id = Ids.next();
		this.order = order;
		this.type = type;
		this.reason = reason;
		this.placedBy = act.actor();
		this.placedByRole = act.by().role();
		this.placedAt = act.at();
	}

	public void release(String why, Act act) {
		this.releasedBy = act.actor();
		this.releasedAt = act.at();
		this.releaseReason = why;
	}

	/** A hold of the service itself tells its latest reason: a declined card, say. */
	public void explain(String newReason) {
		this.reason = newReason;
	}

	/** Notes that the buyer is told what the order waits for. */
	public void remind(Instant now) {
		this.remindedAt = now;
	}

	public @Nullable Instant remindedAt() {
		return this.remindedAt;
	}

	boolean isActive() {
		return this.releasedAt == null;
	}

	/**
	 * Whether only finance may release it: what finance suspects is not for those to
	 * settle who want the goods to go out.
	 */
	public boolean isForFinance() {
		return switch (this.type) {
			case PAYMENT -> true;
			case FRAUD -> this.placedByRole != Role.OPS;
			case VERIFICATION, CUSTOMER_REQUEST, STOCK, OTHER -> false;
		};
	}

	public UUID id() {
		return this.id;
	}

	public HoldType type() {
		return this.type;
	}

	public String reason() {
		return this.reason;
	}

	public String placedBy() {
		return this.placedBy;
	}

	public @Nullable Role placedByRole() {
		return this.placedByRole;
	}

	public Instant placedAt() {
		return this.placedAt;
	}

}
