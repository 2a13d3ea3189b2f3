package dev.orderprocessing.payments;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.payments.GatewayOutcome.Operation;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A gateway to try things out with. It stands for the outside world: its books are a
 * table of its own, written in transactions of its own, and it forgets no key. The token
 * decides how it answers:
 * <ul>
 * <li>{@code tok_approve}: approved;
 * <li>{@code tok_decline}: declined, insufficient funds;
 * <li>{@code tok_timeout}: approved, but the answer gets lost;
 * <li>{@code tok_timeout_decline}: declined, and the answer gets lost;
 * <li>any other: declined, unknown token.
 * </ul>
 */
@Component
class SimulatedGateway implements PaymentGateway {

	private final JdbcClient jdbc;

	private final TransactionTemplate ownTransaction;

	private final Clock clock;

	SimulatedGateway(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
		this.jdbc = jdbc;
		this.ownTransaction = new TransactionTemplate(transactions);
		this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.clock = clock;
	}

	@Override
	public Answer authorize(UUID key, Money amount, String token) throws NoAnswer {
		String refusal = switch (token) {
			case "tok_approve", "tok_timeout" -> null;
			case "tok_decline", "tok_timeout_decline" -> "insufficient funds";
			default -> "unknown token";
		};
		Booking booking = new Booking(key, Operation.AUTHORIZE, amount, null);
		boolean first = find(key).isEmpty();
		Answer answer = book(booking, refusal);
		if (first && token.startsWith("tok_timeout")) {
			throw new NoAnswer("The gateway did not answer within its time limit.");
		}
		return answer;
	}

	@Override
	public Answer capture(UUID key, Money amount, String authorization) {
		return follow(new Booking(key, Operation.CAPTURE, amount, authorization), Operation.AUTHORIZE,
				"more than is authorised");
	}

	@Override
	public Answer release(UUID key, Money amount, String authorization) {
		return follow(new Booking(key, Operation.VOID, amount, authorization), Operation.AUTHORIZE,
				"more than is authorised");
	}

	@Override
	public Answer refund(UUID key, Money amount, String capture) {
		return follow(new Booking(key, Operation.REFUND, amount, capture), Operation.CAPTURE, "more than was captured");
	}

	@Override
	public Optional<Answer> ask(UUID key) {
		return find(key);
	}

	/** What captures, voids and refunds take may not exceed what they build on. */
	private Answer follow(Booking booking, Operation on, String refusal) {
		return required(this.ownTransaction.execute((status) -> {
			BigDecimal total = this.jdbc.sql("""
					SELECT amount FROM simulated_gateway_operation
					WHERE reference = :parent AND operation = :on AND approved AND currency = :currency FOR UPDATE
					""")
				.param("parent", booking.parent())
				.param("on", on.name())
				.param("currency", booking.amount().currency().getCurrencyCode())
				.query(BigDecimal.class)
				.optional()
				.orElse(BigDecimal.ZERO);
			BigDecimal taken = this.jdbc.sql("""
					SELECT coalesce(sum(amount), 0) FROM simulated_gateway_operation
					WHERE parent = :parent AND approved AND key <> :key
					""").param("parent", booking.parent()).param("key", booking.key()).query(BigDecimal.class).single();
			boolean enough = taken.add(booking.amount().amount()).compareTo(total) <= 0;
			return insert(booking, enough ? null : refusal);
		}));
	}

	private Answer book(Booking booking, @Nullable String refusal) {
		return required(this.ownTransaction.execute((status) -> insert(booking, refusal)));
	}

	/** Books under the key, or answers what is booked there already. */
	private Answer insert(Booking booking, @Nullable String refusal) {
		this.jdbc.sql("""
				INSERT INTO simulated_gateway_operation
					(key, operation, reference, parent, amount, currency, approved, reason, created_at)
				VALUES (:key, :operation, :reference, :parent, :amount, :currency, :approved, :reason, :now)
				ON CONFLICT (key) DO NOTHING
				""")
			.param("key", booking.key())
			.param("operation", booking.operation().name())
			.param("reference", "sim_" + booking.key().toString().replace("-", "").toLowerCase(Locale.ROOT))
			.param("parent", booking.parent())
			.param("amount", booking.amount().amount())
			.param("currency", booking.amount().currency().getCurrencyCode())
			.param("approved", refusal == null)
			.param("reason", refusal)
			.param("now", this.clock.instant().atOffset(ZoneOffset.UTC))
			.update();
		return find(booking.key()).orElseThrow();
	}

	private Optional<Answer> find(UUID key) {
		return this.jdbc.sql("SELECT approved, reference, reason FROM simulated_gateway_operation WHERE key = :key")
			.param("key", key)
			.query(SimulatedGateway::answer)
			.optional();
	}

	private static Answer answer(ResultSet row, int number) throws SQLException {
		return new Answer(row.getBoolean("approved"), row.getString("reference"), row.getString("reason"));
	}

	private static Answer required(@Nullable Answer answer) {
		if (answer == null) {
			throw new IllegalStateException("a booking always answers");
		}
		return answer;
	}

	/** One entry in the gateway's books. */
	private record Booking(UUID key, Operation operation, Money amount, @Nullable String parent) {
	}

}
