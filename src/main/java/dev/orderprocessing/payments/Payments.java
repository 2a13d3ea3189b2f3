package dev.orderprocessing.payments;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.orderprocessing.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to payments. What reaches the gateway is first committed as an intent with a
 * key of its own, then called outside of any transaction, then recorded: {@code order…} →
 * commit → {@link #call} → {@link #record}.
 */
@Service
@Transactional(readOnly = true)
public class Payments {

	/** Orders the authorisation of an amount on a card token. */
	@Transactional
	public void orderAuthorization(UUID orderId, Money amount, String token) {
		throw new UnsupportedOperationException();
	}

	/** Orders the capture of a part of the order's authorised amount for an invoice. */
	@Transactional
	public void orderCapture(UUID orderId, UUID invoiceId, Money amount) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Orders that what is authorised and not captured be given up; does nothing without
	 * an authorisation.
	 */
	@Transactional
	public void orderVoid(UUID orderId) {
		throw new UnsupportedOperationException();
	}

	/** Orders the refund of money captured by card; other money is refunded by hand. */
	@Transactional
	public void orderRefund(UUID orderId, Money amount) {
		throw new UnsupportedOperationException();
	}

	/** What is authorised on the order and neither captured nor voided. */
	public Money authorized(UUID orderId, java.util.Currency currency) {
		throw new UnsupportedOperationException();
	}

	/** The intents of an order that have no final outcome, oldest first. */
	public List<UUID> pendingIntents(UUID orderId) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Orders with intents that have had no final outcome since before this instant; for
	 * the job that resolves them.
	 */
	public List<UUID> ordersWithPendingIntents(Instant before, int limit) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Calls the gateway for an intent, outside of any transaction: the first time with
	 * the operation, afterwards with the question how it ended. Never throws for what the
	 * gateway does; a time-out is UNKNOWN.
	 */
	@Transactional(propagation = Propagation.NEVER)
	public GatewayOutcome call(UUID intentId) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Records how a call ended. Final outcomes are recorded once.
	 * @return whether this call changed anything, so that the caller reacts to each
	 * outcome once
	 */
	@Transactional
	public boolean record(GatewayOutcome outcome) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Records money that arrived outside of the gateway (transfer, cash) and allocates it
	 * to open invoices, oldest first.
	 */
	@Transactional
	public PaymentView receive(UUID orderId, PaymentMethod method, Money amount, @Nullable String reference) {
		throw new UnsupportedOperationException();
	}

	/** Applies money that arrived before the invoice to it. */
	@Transactional
	public void allocateTo(UUID orderId, UUID invoiceId) {
		throw new UnsupportedOperationException();
	}

	/** The payments of an order, oldest first. */
	public List<PaymentView> paymentsOf(UUID orderId) {
		throw new UnsupportedOperationException();
	}

}
