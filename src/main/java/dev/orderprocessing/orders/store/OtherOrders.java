package dev.orderprocessing.orders.store;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.SourceCode;
import dev.orderprocessing.kernel.database.Writes;
import dev.orderprocessing.orders.model.Order;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What placement and verification ask of the other orders; plain SQL. */
@Repository
public class OtherOrders {

	private final JdbcClient jdbc;

	private final Writes writes;

	OtherOrders(JdbcClient jdbc, Writes writes) {
		this.jdbc = jdbc;
		this.writes = writes;
	}

	/** The newest order of the same buyer with the same lines, placed since. */
	public Optional<Named> likelyDuplicate(Order order, Instant since) {
		this.writes.send();
		return this.jdbc.sql("""
				SELECT number, channel FROM orders
				 WHERE fingerprint = :fingerprint AND placed_at > :since AND id <> :order AND status <> 'CANCELLED'
				 ORDER BY placed_at DESC LIMIT 1""")
			.param("fingerprint", order.fingerprint())
			.param("since", Timestamp.from(since))
			.param("order", order.id())
			.query((row, _) -> new Named(row.getString("number"), Channel.valueOf(row.getString("channel"))))
			.optional();
	}

	/**
	 * Lets orders of one customer use the credit one after the other, until the
	 * transaction ends.
	 */
	private void lockCredit(UUID customerId) {
		this.writes.send();
		this.jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('credit:' || :customer, 0))")
			.param("customer", customerId.toString())
			.query((row, n) -> true)
			.list();
	}

	/**
	 * What a customer owes on account over all other orders that are verified and not
	 * paid. Takes a lock on the customer's credit until the transaction ends, so that two
	 * orders cannot use the same credit.
	 */
	public Money openOnAccount(UUID customerId, Order except) {
		lockCredit(customerId);
		BigDecimal open = this.jdbc.sql("""
				SELECT coalesce(sum(greatest(grand_total - paid_amount, 0)), 0) FROM orders
				 WHERE customer_id = :customer AND payment_method = 'INVOICE' AND currency = :currency
				   AND status IN ('VERIFIED', 'FULFILLED', 'SHIPPED', 'INVOICED') AND id <> :order""")
			.param("customer", customerId)
			.param("currency", except.currency().getCurrencyCode())
			.param("order", except.id())
			.query(BigDecimal.class)
			.single();
		return Money.stored(open, except.currency());
	}

	/**
	 * The number of the order that a source of the channel has given this reference, or
	 * one that is the same to people.
	 */
	public Optional<String> withReference(Channel channel, SourceCode source, String reference) {
		this.writes.send();
		return this.jdbc.sql("""
				SELECT number FROM orders
				 WHERE channel = :channel AND reference_form = reference_form(:reference)
				   AND source IS NOT DISTINCT FROM CAST(:source AS text)
				 ORDER BY reference_repetition LIMIT 1""")
			.param("channel", channel.name())
			.param("source", source.isDefaultOf(channel) ? null : source.value())
			.param("reference", reference)
			.query(String.class)
			.optional();
	}

	/**
	 * Another order, and where it came in: who sees one channel is not told its number.
	 */
	public record Named(String number, Channel channel) {
	}

}
