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
 * <li>{@code tok_decline_capture}, {@code tok_decline_void}: approved, but what is asked
 * for afterwards is declined;
 * <li>{@code tok_decline_first_void}: the same, but for the first time only;
 * <li>{@code tok_timeout_capture}, {@code tok_timeout_void}: approved, but the answer to
 * what is asked for afterwards gets lost;
 * <li>{@code tok_once_} and anything: approved once, then declined;
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
			case "tok_approve", "tok_timeout", "tok_decline_capture", "tok_decline_void", "tok_decline_first_void",
					"tok_timeout_capture", "tok_timeout_void" ->
				null;
			case "tok_decline", "tok_timeout_decline" -> "insufficient funds";
			default -> token.startsWith("tok_once_") ? usedBefore(token, key) : "unknown token";
		};
		boolean known = !"unknown token".equals(refusal);
		Booking booking = new Booking(key, Operation.AUTHORIZE, amount, null, known ? token : null);
		boolean first = find(key).isEmpty();
		Answer answer = book(booking, refusal);
		if (first && ("tok_timeout".equals(token) || "tok_timeout_decline".equals(token))) {
			throw new NoAnswer("The gateway did not answer within its time limit.");
		}
		return answer;
	}

	private @Nullable String usedBefore(String token, UUID key) {
		return (count("token = :value AND key <> :key", token, key) > 0) ? "insufficient funds" : null;
	}

	@Override
	public Answer capture(UUID key, Money amount, String authorization) throws NoAnswer {
		boolean declines = "tok_decline_capture".equals(tokenOf(authorization));
		return follow(new Booking(key, Operation.CAPTURE, amount, authorization, null), Operation.AUTHORIZE,
				declines ? "card was blocked" : null, "more than is authorised");
	}

	@Override
	public Answer release(UUID key, Money amount, String authorization) throws NoAnswer {
		String token = tokenOf(authorization);
		boolean declines = "tok_decline_void".equals(token) || ("tok_decline_first_void".equals(token)
				&& count("parent = :value AND operation = 'VOID' AND key <> :key", authorization, key) == 0);
		return follow(new Booking(key, Operation.VOID, amount, authorization, null), Operation.AUTHORIZE,
				declines ? "not possible now" : null, "more than is authorised");
	}

	private String tokenOf(String authorization) {
		return this.jdbc.sql("SELECT coalesce(token, '') FROM simulated_gateway_operation WHERE reference = :reference")
			.param("reference", authorization)
			.query(String.class)
			.optional()
			.orElse("");
	}

	private int count(String condition, String value, UUID key) {
		return this.jdbc.sql("SELECT count(*) FROM simulated_gateway_operation WHERE " + condition)
			.param("value", value)
			.param("key", key)
			.query(Integer.class)
			.single();
	}

	@Override
	public Answer refund(UUID key, Money amount, String capture) throws NoAnswer {
		return follow(new Booking(key, Operation.REFUND, amount, capture, null), Operation.CAPTURE, null,
				"more than was captured");
	}

	@Override
	public Optional<Answer> ask(UUID key) {
		return find(key);
	}

	/** What captures, voids and refunds take may not exceed what they build on. */
	private Answer follow(Booking booking, Operation on, @Nullable String refusal, String tooMuch) throws NoAnswer {
		boolean first = find(booking.key()).isEmpty();
		Answer answer = required(this.ownTransaction.execute((status) -> {
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
			return insert(booking, enough ? refusal : tooMuch);
		}));
		String token = tokenOf(required(booking.parent()));
		if (first && token.equals("tok_timeout_" + booking.operation().name().toLowerCase(Locale.ROOT))) {
			throw new NoAnswer("The gateway did not answer within its time limit.");
		}
		return answer;
	}

	private Answer book(Booking booking, @Nullable String refusal) {
		return required(this.ownTransaction.execute((status) -> insert(booking, refusal)));
	}

	/** Books under the key, or answers what is booked there already. */
	private Answer insert(Booking booking, @Nullable String refusal) {
		this.jdbc.sql("""
				INSERT INTO simulated_gateway_operation
					(key, operation, reference, parent, token, amount, currency, approved, reason, created_at)
				VALUES (:key, :operation, :reference, :parent, :token, :amount, :currency, :approved, :reason, :now)
				ON CONFLICT (key) DO NOTHING
				""")
			.param("key", booking.key())
			.param("operation", booking.operation().name())
			.param("reference", "sim_" + booking.key().toString().replace("-", "").toLowerCase(Locale.ROOT))
			.param("parent", booking.parent())
			.param("token", booking.token())
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

	private static <T> T required(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("a booking always answers, and names what it builds on");
		}
		return value;
	}

	/**
	 * One entry in the gateway's books.
	 *
	 * @param token of the simulation, never a real one
	 */
	private record Booking(UUID key, Operation operation, Money amount, @Nullable String parent,
			@Nullable String token) {
	}

}
