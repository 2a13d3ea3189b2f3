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

	private final PaymentSettings settings;

	private final Clock clock;

	Payments(PaymentStore payments, PaymentIntents intents, Receivables receivables, PaymentList list,
			PaymentGateway gateway, PaymentSettings settings, PlatformTransactionManager transactions, Clock clock) {
		this.payments = payments;
		this.intents = intents;
		this.receivables = receivables;
		this.list = list;
		this.gateway = gateway;
		this.settings = settings;
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
		Instant now = now();
		List<Payment> authorizations = this.payments.ofOrder(orderId)
			.stream()
			.filter((payment) -> payment.capturable(now).isPositive())
			.toList();
		Money rest = authorizations.isEmpty() ? Money.zero(amount.currency())
				: amount.min(neededBy(orderId, invoiceId, amount.currency()));
		for (Payment authorization : authorizations) {
			if (rest.isPositive()) {
				Money part = rest.min(authorization.capturable(now));
				Payment capture = this.payments.save(authorization.capture(part, now));
				this.payments.flush();
				this.intents.capture(orderId, capture.id(), part, invoiceId, now);
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
	 * Orders that what is authorised be given up, as far as it is more than the amount
	 * that may still be captured; the oldest first, and whatever can't be captured any
	 * more. What a capture is on its way for counts as kept.
	 * @return whether there was anything to order
	 */
	@Transactional
	public boolean orderRelease(UUID orderId, Money kept) {
		this.receivables.lock(orderId);
		Instant now = now();
		List<Payment> authorizations = this.payments.ofOrder(orderId).stream().filter(Payment::isAuthorized).toList();
		Money excess = Money
			.sum(authorizations.stream()
				.map((payment) -> payment.capturable(now).plus(payment.beingCaptured()))
				.toList(), kept.currency())
			.minus(kept);
		boolean ordered = false;
		for (Payment authorization : authorizations) {
			Money part = authorization.isDead() ? authorization.free() : excess.min(authorization.capturable(now));
			if (part.isPositive()) {
				release(orderId, authorization, part, now);
				excess = authorization.isDead() ? excess : excess.minus(part);
				ordered = true;
			}
		}
		this.payments.flush();
		return ordered;
	}

	private void release(UUID orderId, Payment authorization, Money part, Instant now) {
		this.intents.release(orderId, authorization.id(), authorization.giveUp(part), now);
	}

	/**
	 * Orders once more what the gateway has refused to give up, where it is time.
	 * @return whether there was anything to order
	 */
	@Transactional
	public boolean orderRefusedReleases(UUID orderId) {
		this.receivables.lock(orderId);
		Instant now = now();
		List<Payment> due = this.payments.ofOrder(orderId)
			.stream()
			.filter((payment) -> payment.isVoidDueAgain(now))
			.toList();
		due.forEach((payment) -> release(orderId, payment, payment.nothing(), now));
		this.payments.flush();
		return !due.isEmpty();
	}

	/**
	 * Orders another authorisation in the place of those that expire soon; once it is
	 * there, {@link #orderRelease} gives them up, the oldest first.
	 * @param owed what may be captured at most
	 * @return whether there was anything to order
	 */
	@Transactional
	public boolean orderRenewal(UUID orderId, Money owed, String token) {
		this.receivables.lock(orderId);
		Instant soon = now().plus(this.settings.authorizationRenewal());
		List<Payment> ending = this.payments.ofOrder(orderId)
			.stream()
			.filter((payment) -> payment.isToBeRenewed(soon))
			.toList();
		Money amount = Money.sum(ending.stream().map(Payment::free).toList(), owed.currency()).min(owed);
		ending.forEach(Payment::renewalOrdered);
		this.payments.flush();
		if (amount.isPositive()) {
			orderAuthorization(orderId, amount, token);
		}
		return amount.isPositive();
	}

	/**
	 * Notes which authorisations have expired: they count as given up.
	 * @return whether there were any
	 */
	@Transactional
	public boolean expire(UUID orderId) {
		this.receivables.lock(orderId);
		Instant now = now();
		boolean expired = this.payments.ofOrder(orderId).stream().filter((payment) -> payment.expire(now)).count() > 0;
		this.payments.flush();
		return expired;
	}

	/** Orders for which a refused void is to be asked for again, for the job. */
	public List<UUID> ordersWithRefusedReleases(int limit) {
		return this.list.ordersWithRefusedVoids(now(), limit);
	}

	/** Orders with authorisations that expire soon or have expired, for the job. */
	public List<UUID> ordersWithEndingAuthorizations(int limit) {
		return this.list.ordersWithEndingAuthorizations(now(), now().plus(this.settings.authorizationRenewal()), limit);
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

	/** How an order stands with its cards. */
	public CardStanding cards(UUID orderId, Currency currency) {
		return this.list.cards(orderId, currency, now());
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
			case AUTHORIZE -> authorizationEnded(payment, success, outcome);
			case CAPTURE -> captureEnded(intent, payment, success, outcome);
			case VOID -> payment.voidEnded(intent.amount(), success, outcome.reason(), now());
			case REFUND -> payment.refundEnded(intent.amount(), success);
		}
		this.payments.flush();
		return true;
	}

	private void authorizationEnded(Payment payment, boolean success, GatewayOutcome outcome) {
		if (success) {
			payment.authorized(required(outcome.reference()), this.settings.authorizationValid());
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
