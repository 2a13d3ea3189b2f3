package dev.orderprocessing.payments;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.kernel.web.Slice;
import dev.orderprocessing.payments.PaymentGateway.Answer;
import dev.orderprocessing.payments.PaymentGateway.NoAnswer;
import dev.orderprocessing.payments.Receivables.Receivable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door to payments. What reaches the gateway is first committed as an intent with a
 * key of its own, then called outside of any transaction, then recorded: {@code order…} →
 * commit → {@link #call} → {@link #record}.
 * <p>
 * Whoever also locks the order locks it before calling here: every writing method takes a
 * lock on the order's money that lasts until the transaction ends.
 */
@Service
@Transactional(readOnly = true)
public class Payments {

	private static final Logger log = LoggerFactory.getLogger(Payments.class);

	private final PaymentStore payments;

	private final PaymentIntents intents;

	private final Receivables receivables;

	private final PaymentList list;

	private final PaymentGateway gateway;

	private final TransactionTemplate shortTransaction;

	private final Clock clock;

	Payments(PaymentStore payments, PaymentIntents intents, Receivables receivables, PaymentList list,
			PaymentGateway gateway, PlatformTransactionManager transactions, Clock clock) {
		this.payments = payments;
		this.intents = intents;
		this.receivables = receivables;
		this.list = list;
		this.gateway = gateway;
		this.shortTransaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/** Orders the authorisation of an amount on a card token. */
	@Transactional
	public void orderAuthorization(UUID orderId, Money amount, String token) {
		Instant now = now();
		var payment = this.payments.save(Payment.authorization(orderId, amount, now));
		this.payments.flush();
		this.intents.authorize(orderId, payment.id(), amount, token, now);
	}

	/**
	 * Orders the capture of a part of the order's authorised amount for an invoice. Never
	 * captures more than is authorised, nor more than the invoice still needs: what is
	 * missing stays open.
	 */
	@Transactional
	public void orderCapture(UUID orderId, UUID invoiceId, Money amount) {
		this.receivables.lock(orderId);
		List<Payment> authorizations = this.payments.ofOrder(orderId)
			.stream()
			.filter((payment) -> payment.capturable().isPositive())
			.toList();
		Money rest = authorizations.isEmpty() ? Money.zero(amount.currency())
				: amount.min(neededBy(orderId, invoiceId, amount.currency()));
		for (Payment authorization : authorizations) {
			if (rest.isPositive()) {
				Money part = rest.min(authorization.capturable());
				Payment capture = this.payments.save(authorization.capture(part, now()));
				this.payments.flush();
				this.intents.capture(orderId, capture.id(), part, invoiceId, now());
				rest = rest.minus(part);
			}
		}
	}

	private Money neededBy(UUID orderId, UUID invoiceId, Currency currency) {
		return this.receivables.open(orderId, currency)
			.stream()
			.filter((receivable) -> receivable.invoiceId().equals(invoiceId))
			.map((receivable) -> receivable.open().minus(receivable.onItsWay()))
			.findFirst()
			.orElse(Money.zero(currency));
	}

	/**
	 * Orders that what is authorised and not captured be given up; does nothing without
	 * an authorisation. While an authorisation or a capture is on its way, the void is
	 * ordered as soon as its outcome is recorded.
	 */
	@Transactional
	public void orderVoid(UUID orderId) {
		this.receivables.lock(orderId);
		for (Payment payment : this.payments.ofOrder(orderId)) {
			if (payment.requestVoid()) {
				orderVoidIfPossible(orderId, payment);
			}
		}
		this.payments.flush();
	}

	/**
	 * Orders the refund of money captured by card, oldest capture first and at most what
	 * was captured; other money is refunded by hand.
	 */
	@Transactional
	public void orderRefund(UUID orderId, Money amount) {
		this.receivables.lock(orderId);
		Money rest = amount;
		for (Payment capture : this.payments.ofOrder(orderId)) {
			if (rest.isPositive() && capture.refundable().isPositive()) {
				Money part = rest.min(capture.refundable());
				capture.refund(part);
				this.intents.refund(orderId, capture.id(), part, now());
				rest = rest.minus(part);
			}
		}
		this.payments.flush();
	}

	/** What is authorised on the order and neither captured nor voided. */
	public Money authorized(UUID orderId, Currency currency) {
		return this.list.authorized(orderId, currency);
	}

	/** What was captured or received for the order, less what was given back. */
	public Money paid(UUID orderId, Currency currency) {
		return this.list.paid(orderId, currency);
	}

	/** The intents of an order that have no final outcome, oldest first. */
	public List<UUID> pendingIntents(UUID orderId) {
		return this.intents.pending(orderId);
	}

	/**
	 * Orders with intents that have had no final outcome since before this instant; for
	 * the job that resolves them. Those that were called or asked least recently come
	 * first.
	 */
	public List<UUID> ordersWithPendingIntents(Instant before, int limit) {
		return this.intents.ordersWithPending(before, limit);
	}

	/** Intents of orders that the caller may see, newest first. */
	public Slice<PaymentIntentView> listIntents(@Nullable PaymentIntentState state, PageRequest page) {
		return this.intents.list(state, page);
	}

	/**
	 * Calls the gateway for an intent, outside of any transaction: the first time with
	 * the operation, afterwards with the question how it ended. Never throws for what the
	 * gateway does; a time-out is UNKNOWN.
	 */
	@Transactional(propagation = Propagation.NEVER)
	public GatewayOutcome call(UUID intentId) {
		Optional<Intent> called = this.shortTransaction.execute((status) -> this.intents.markCalled(intentId, now()));
		if (called == null || called.isEmpty()) {
			return this.intents.find(intentId)
				.orElseThrow(() -> new IllegalArgumentException("There is no payment intent " + intentId))
				.outcome();
		}
		Intent intent = called.get();
		try {
			return intent.outcome(reach(intent));
		}
		catch (NoAnswer ex) {
			return intent.unknown(String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException ex) {
			log.warn("The payment gateway failed for intent {}; it will be asked again", intentId, ex);
			return intent.unknown("The gateway could not be reached.");
		}
	}

	/**
	 * A call that may have reached the gateway before is first asked about. If the
	 * gateway never heard of it, it is safe to send it again: under the same key.
	 */
	private Answer reach(Intent intent) throws NoAnswer {
		if (intent.attempts() > 1) {
			Optional<Answer> known = this.gateway.ask(intent.id());
			if (known.isPresent()) {
				return known.get();
			}
		}
		return switch (intent.operation()) {
			case AUTHORIZE -> this.gateway.authorize(intent.id(), intent.amount(), required(intent.token()));
			case CAPTURE -> this.gateway.capture(intent.id(), intent.amount(), required(intent.buildsOn()));
			case VOID -> this.gateway.release(intent.id(), intent.amount(), required(intent.buildsOn()));
			case REFUND -> this.gateway.refund(intent.id(), intent.amount(), required(intent.buildsOn()));
		};
	}

	/**
	 * Records how a call ended. Final outcomes are recorded once; an unknown one changes
	 * nothing.
	 * @return whether this call changed anything, so that the caller reacts to each
	 * outcome once
	 */
	@Transactional
	public boolean record(GatewayOutcome outcome) {
		if (outcome.result() == GatewayOutcome.Result.UNKNOWN) {
			return false;
		}
		this.receivables.lock(outcome.orderId());
		Intent intent = this.intents.lock(outcome.intentId())
			.orElseThrow(() -> new IllegalArgumentException("There is no payment intent " + outcome.intentId()));
		if (intent.state().isFinal()) {
			return false;
		}
		boolean success = outcome.result() == GatewayOutcome.Result.SUCCEEDED;
		this.intents.finish(intent.id(), success ? PaymentIntentState.SUCCEEDED : PaymentIntentState.DECLINED,
				outcome.reason(), outcome.reference(), now());
		Payment payment = this.payments.findById(intent.paymentId()).orElseThrow();
		switch (intent.operation()) {
			case AUTHORIZE -> authorizationEnded(intent, payment, success, outcome);
			case CAPTURE -> captureEnded(intent, payment, success, outcome);
			case VOID -> payment.voidEnded(success, outcome.reason());
			case REFUND -> payment.refundEnded(intent.amount(), success);
		}
		this.payments.flush();
		return true;
	}

	private void authorizationEnded(Intent intent, Payment payment, boolean success, GatewayOutcome outcome) {
		if (success) {
			payment.authorized(required(outcome.reference()));
			orderVoidIfPossible(intent.orderId(), payment);
		}
		else {
			payment.declined(outcome.reason());
		}
	}

	private void captureEnded(Intent intent, Payment capture, boolean success, GatewayOutcome outcome) {
		Payment authorization = this.payments.findById(capture.authorizationId()).orElseThrow();
		authorization.captureEnded(intent.amount(), success);
		if (success) {
			capture.captured(required(outcome.reference()));
			Money open = this.receivables.open(intent.orderId(), intent.amount().currency())
				.stream()
				.filter((receivable) -> receivable.invoiceId().equals(intent.invoiceId()))
				.map(Receivable::open)
				.findFirst()
				.orElse(Money.zero(intent.amount().currency()));
			allocate(intent.orderId(), capture, required(intent.invoiceId()), open);
		}
		else {
			capture.declined(outcome.reason());
		}
		orderVoidIfPossible(intent.orderId(), authorization);
	}

	private void orderVoidIfPossible(UUID orderId, Payment authorization) {
		if (authorization.voidable()) {
			this.intents.release(orderId, authorization.id(), authorization.uncaptured(), now());
		}
	}

	/**
	 * Records money that arrived outside of the gateway (transfer, cash) and allocates it
	 * to open invoices, oldest first. What is left over is kept on the order for invoices
	 * to come.
	 * @throws BusinessException PAYMENT_METHOD_NOT_AVAILABLE for cards, RULE_VIOLATED for
	 * an amount that is not positive
	 */
	@Transactional
	public PaymentView receive(UUID orderId, PaymentMethod method, Money amount, @Nullable String reference) {
		if (method == PaymentMethod.CARD) {
			throw BusinessException.atField(ProblemCode.PAYMENT_METHOD_NOT_AVAILABLE, "/method",
					"Cards are charged through the gateway when the invoice is issued; record BANK_TRANSFER, INVOICE or CASH_ON_DELIVERY.");
		}
		if (!amount.isPositive()) {
			throw BusinessException.atField(ProblemCode.RULE_VIOLATED, "/amount/amount",
					"A payment is more than zero, not %s.".formatted(amount));
		}
		this.receivables.lock(orderId);
		Payment payment = Payment.received(orderId, method, amount, reference, now());
		Map<Receivable, Money> parts = new LinkedHashMap<>();
		for (Receivable receivable : this.receivables.open(orderId, amount.currency())) {
			Money part = payment.allocate(receivable.open());
			if (part.isPositive()) {
				parts.put(receivable, part);
			}
		}
		this.payments.save(payment);
		this.payments.flush();
		parts.forEach(
				(receivable, part) -> this.receivables.allocate(orderId, payment.id(), receivable.invoiceId(), part));
		return payment.view(parts.entrySet()
			.stream()
			.map((part) -> new PaymentView.Allocation(part.getKey().invoiceNumber(), part.getValue()))
			.toList());
	}

	/** Applies money that arrived before the invoice to it. */
	@Transactional
	public void allocateTo(UUID orderId, UUID invoiceId) {
		this.receivables.lock(orderId);
		List<Payment> kept = this.payments.ofOrder(orderId)
			.stream()
			.filter((payment) -> payment.unallocated().isPositive())
			.toList();
		for (Payment payment : kept) {
			Currency currency = payment.unallocated().currency();
			allocate(orderId, payment, invoiceId, neededBy(orderId, invoiceId, currency));
		}
		this.payments.flush();
	}

	private void allocate(UUID orderId, Payment payment, UUID invoiceId, Money open) {
		Money part = payment.allocate(open);
		if (part.isPositive()) {
			this.receivables.allocate(orderId, payment.id(), invoiceId, part);
		}
	}

	/** The payments of an order, oldest first. */
	public List<PaymentView> paymentsOf(UUID orderId) {
		return this.list.ofOrder(orderId);
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	private static <T> T required(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("the intent lacks what its operation needs");
		}
		return value;
	}

}
