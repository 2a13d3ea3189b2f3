package dev.orderprocessing.payments;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import dev.orderprocessing.invoicing.InvoiceView;
import dev.orderprocessing.invoicing.Invoicing;
import dev.orderprocessing.invoicing.IssueInvoice;
import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.Channel;
import dev.orderprocessing.kernel.CountryCode;
import dev.orderprocessing.kernel.Ids;
import dev.orderprocessing.kernel.Money;
import dev.orderprocessing.kernel.PostalAddress;
import dev.orderprocessing.kernel.ProblemCode;
import dev.orderprocessing.kernel.Sku;
import dev.orderprocessing.kernel.web.PageRequest;
import dev.orderprocessing.payments.GatewayOutcome.Operation;
import dev.orderprocessing.payments.GatewayOutcome.Result;
import dev.orderprocessing.support.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@IntegrationTest
class PaymentsIT {

	private static final Currency EUR = Currency.getInstance("EUR");

	@Autowired
	private Payments payments;

	@Autowired
	private Invoicing invoicing;

	@Autowired
	private PaymentsInvariants invariants;

	@Autowired
	private PaymentStore store;

	@Autowired
	private PaymentIntents intents;

	@Autowired
	private Receivables receivables;

	@Autowired
	private PaymentList list;

	@Autowired
	private SimulatedGateway gateway;

	@Autowired
	private PaymentSettings settings;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private Clock clock;

	@Autowired
	private JdbcClient jdbc;

	private final UUID order = Ids.next();

	@AfterEach
	void theBooksAreSound() {
		this.invariants.list()
			.forEach((invariant) -> assertThat(this.jdbc.sql(invariant.violations()).query(String.class).list())
				.as(invariant.statement())
				.isEmpty());
	}

	@Test
	void anApprovedCardIsAuthorizedAndNothingIsPaidYet() {
		List<GatewayOutcome> outcomes = authorize("100.00", "tok_approve");

		assertThat(outcomes).extracting(GatewayOutcome::result).containsExactly(Result.SUCCEEDED);
		assertThat(authorized()).isEqualTo(eur("100.00"));
		assertThat(paid()).isEqualTo(eur("0.00"));
		assertThat(statuses()).containsExactly("AUTHORIZED");
	}

	@Test
	void aDeclinedCardSaysWhy() {
		List<GatewayOutcome> outcomes = authorize("100.00", "tok_decline");

		assertThat(outcomes).extracting(GatewayOutcome::result, GatewayOutcome::reason)
			.containsExactly(org.assertj.core.groups.Tuple.tuple(Result.DECLINED, "insufficient funds"));
		assertThat(authorized()).isEqualTo(eur("0.00"));
		assertThat(this.payments.paymentsOf(this.order).getFirst().reason()).isEqualTo("insufficient funds");
	}

	@Test
	void anUnknownTokenIsDeclined() {
		assertThat(authorize("1.00", "4111111111111111")).extracting(GatewayOutcome::reason)
			.containsExactly("unknown token");
	}

	@Test
	void anAnswerThatGotLostIsAskedForAndNothingIsAuthorizedTwice() {
		this.payments.orderAuthorization(this.order, eur("100.00"), "tok_timeout");
		UUID intent = this.payments.pendingIntents(this.order).getFirst();

		GatewayOutcome first = this.payments.call(intent);
		assertThat(first.result()).isEqualTo(Result.UNKNOWN);
		assertThat(this.payments.record(first)).isFalse();
		assertThat(this.payments.pendingIntents(this.order)).containsExactly(intent);
		assertThat(authorized()).isEqualTo(eur("0.00"));

		GatewayOutcome second = this.payments.call(intent);
		assertThat(second.result()).isEqualTo(Result.SUCCEEDED);
		assertThat(this.payments.record(second)).isTrue();
		assertThat(this.payments.record(second)).isFalse();
		assertThat(authorized()).isEqualTo(eur("100.00"));
		assertThat(gatewayOperations()).isEqualTo(1);
	}

	@Test
	void aDeclineThatGotLostIsFoundOut() {
		this.payments.orderAuthorization(this.order, eur("100.00"), "tok_timeout_decline");
		UUID intent = this.payments.pendingIntents(this.order).getFirst();

		assertThat(this.payments.call(intent).result()).isEqualTo(Result.UNKNOWN);
		assertThat(settle()).extracting(GatewayOutcome::result).containsExactly(Result.DECLINED);
	}

	@Test
	void aCallThatNeverReachedTheGatewayIsSentAgain() {
		var lost = new LostRequests(this.gateway);
		var door = new Payments(this.store, this.intents, this.receivables, this.list, lost, this.settings,
				this.transactions, this.clock);
		this.payments.orderAuthorization(this.order, eur("10.00"), "tok_approve");
		UUID intent = this.payments.pendingIntents(this.order).getFirst();

		assertThat(door.call(intent).result()).isEqualTo(Result.UNKNOWN);
		assertThat(gatewayOperations()).isZero();
		assertThat(settle()).extracting(GatewayOutcome::result).containsExactly(Result.SUCCEEDED);
		assertThat(gatewayOperations()).isEqualTo(1);
	}

	@Test
	void aGatewayThatBreaksLeavesTheOutcomeUnknown() {
		var door = new Payments(this.store, this.intents, this.receivables, this.list, new BrokenGateway(),
				this.settings, this.transactions, this.clock);
		this.payments.orderAuthorization(this.order, eur("10.00"), "tok_approve");
		UUID intent = this.payments.pendingIntents(this.order).getFirst();

		assertThat(door.call(intent).result()).isEqualTo(Result.UNKNOWN);
		assertThat(door.call(intent).result()).isEqualTo(Result.UNKNOWN);
		assertThat(settle()).hasSize(1);
	}

	@Test
	void refusesToCallTheGatewayInsideATransaction() {
		this.payments.orderAuthorization(this.order, eur("10.00"), "tok_approve");
		UUID intent = this.payments.pendingIntents(this.order).getFirst();

		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> new TransactionTemplate(this.transactions)
				.executeWithoutResult((status) -> this.payments.call(intent)));
	}

	@Test
	void theTokenIsForgottenOnceTheOutcomeIsFinal() {
		this.payments.orderAuthorization(this.order, eur("10.00"), "tok_timeout");
		UUID intent = this.payments.pendingIntents(this.order).getFirst();
		this.payments.call(intent);
		assertThat(this.intents.find(intent).orElseThrow().token()).isEqualTo("tok_timeout");

		settle();

		assertThat(this.intents.find(intent).orElseThrow().token()).isNull();
	}

	@Test
	void aCapturePaysItsInvoice() {
		authorize("100.00", "tok_approve");
		InvoiceView invoice = issue("60.00");

		this.payments.orderCapture(this.order, invoice.id(), eur("60.00"));
		assertThat(authorized()).isEqualTo(eur("40.00"));
		settle();

		assertThat(paid()).isEqualTo(eur("60.00"));
		assertThat(authorized()).isEqualTo(eur("40.00"));
		assertThat(statuses()).containsExactly("AUTHORIZED", "CAPTURED");
		assertThat(this.payments.paymentsOf(this.order).getLast().allocations())
			.containsExactly(new PaymentView.Allocation(invoice.number(), eur("60.00")));
		assertThat(this.payments.paymentsOf(this.order).getFirst().captured()).isEqualTo(eur("60.00"));
	}

	@Test
	void neverCapturesMoreThanIsAuthorizedOrInvoiced() {
		authorize("50.00", "tok_approve");
		InvoiceView small = issue("20.00");
		InvoiceView large = issue("90.00");

		this.payments.orderCapture(this.order, small.id(), eur("45.00"));
		this.payments.orderCapture(this.order, small.id(), eur("20.00"));
		this.payments.orderCapture(this.order, large.id(), eur("90.00"));
		settle();

		assertThat(paid()).isEqualTo(eur("50.00"));
		assertThat(this.payments.paymentsOf(this.order)).filteredOn((payment) -> payment.status().equals("CAPTURED"))
			.extracting(PaymentView::amount)
			.containsExactly(eur("20.00"), eur("30.00"));
	}

	@Test
	void captureTakesSeveralAuthorizationsIfItMust() {
		authorize("30.00", "tok_approve");
		authorize("30.00", "tok_approve");
		InvoiceView invoice = issue("50.00");

		this.payments.orderCapture(this.order, invoice.id(), eur("50.00"));
		settle();

		assertThat(paid()).isEqualTo(eur("50.00"));
		assertThat(authorized()).isEqualTo(eur("10.00"));
	}

	@Test
	void capturesNothingWithoutAnAuthorization() {
		InvoiceView invoice = issue("50.00");

		this.payments.orderCapture(this.order, invoice.id(), eur("50.00"));

		assertThat(this.payments.pendingIntents(this.order)).isEmpty();
	}

	@Test
	void aReleaseGivesUpWhatIsNotCaptured() {
		authorize("100.00", "tok_approve");
		InvoiceView invoice = issue("60.00");
		this.payments.orderCapture(this.order, invoice.id(), eur("60.00"));
		settle();

		assertThat(this.payments.orderRelease(this.order, eur("0.00"))).isTrue();
		assertThat(this.payments.orderRelease(this.order, eur("0.00"))).isFalse();
		assertThat(authorized()).isEqualTo(eur("0.00"));
		List<GatewayOutcome> outcomes = settle();

		assertThat(outcomes).extracting(GatewayOutcome::operation, GatewayOutcome::amount)
			.containsExactly(org.assertj.core.groups.Tuple.tuple(Operation.VOID, eur("40.00")));
		assertThat(statuses()).containsExactly("VOIDED", "CAPTURED");
		assertThat(paid()).isEqualTo(eur("60.00"));
	}

	@Test
	void aPartIsGivenUpAndTheRestStaysGood() {
		authorize("60.00", "tok_approve");
		authorize("40.00", "tok_approve");

		this.payments.orderRelease(this.order, eur("70.00"));
		settle();

		assertThat(authorized()).isEqualTo(eur("70.00"));
		assertThat(this.payments.paymentsOf(this.order)).extracting(PaymentView::givenUp)
			.containsExactly(eur("30.00"), null);
		assertThat(statuses()).containsExactly("AUTHORIZED", "AUTHORIZED");
	}

	@Test
	void anAuthorizationThatArrivesAfterTheReleaseIsGivenUpByTheNext() {
		this.payments.orderAuthorization(this.order, eur("10.00"), "tok_timeout");
		this.payments.call(this.payments.pendingIntents(this.order).getFirst());
		assertThat(this.payments.orderRelease(this.order, eur("0.00"))).isFalse();
		settle();

		assertThat(this.payments.orderRelease(this.order, eur("0.00"))).isTrue();
		settle();

		assertThat(statuses()).containsExactly("VOIDED");
	}

	@Test
	void aReleaseLeavesWhatACaptureIsOnItsWayFor() {
		authorize("100.00", "tok_approve");
		InvoiceView invoice = issue("60.00");
		this.payments.orderCapture(this.order, invoice.id(), eur("60.00"));

		assertThat(this.payments.orderRelease(this.order, eur("60.00"))).isTrue();
		List<GatewayOutcome> outcomes = settle();

		assertThat(outcomes).extracting(GatewayOutcome::operation, GatewayOutcome::amount)
			.containsExactly(org.assertj.core.groups.Tuple.tuple(Operation.CAPTURE, eur("60.00")),
					org.assertj.core.groups.Tuple.tuple(Operation.VOID, eur("40.00")));
		assertThat(statuses()).containsExactly("VOIDED", "CAPTURED");
	}

	@Test
	void nothingMoreIsCapturedOfACardThatDeclinedACapture() {
		authorize("100.00", "tok_decline_capture");
		InvoiceView invoice = issue("60.00");
		this.payments.orderCapture(this.order, invoice.id(), eur("60.00"));
		settle();

		assertThat(authorized()).isEqualTo(eur("0.00"));
		this.payments.orderCapture(this.order, invoice.id(), eur("60.00"));
		assertThat(this.payments.pendingIntents(this.order)).isEmpty();
		assertThat(this.payments.cards(this.order, EUR).last()).isEqualTo(CardStanding.Last.CAPTURE_DECLINED);
		this.payments.orderRelease(this.order, eur("100.00"));
		settle();
		assertThat(statuses()).containsExactly("VOIDED", "DECLINED");
	}

	@Test
	void whatTheGatewayRefusesToGiveUpStaysAuthorizedAndIsWantedAgainAFewTimes() {
		authorize("100.00", "tok_decline_void");
		this.payments.orderRelease(this.order, eur("0.00"));
		settle();

		assertThat(statuses()).containsExactly("AUTHORIZED");
		assertThat(authorized()).isEqualTo(eur("0.00"));
		assertThat(this.payments.cards(this.order, EUR).refused()).isEqualTo(eur("100.00"));
		assertThat(this.payments.paymentsOf(this.order).getFirst().reason()).contains("refuses", "not possible now");
		assertThat(this.payments.orderRefusedReleases(this.order)).as("not at once").isFalse();
		int rounds = 0;
		while (isWantedAgain()) {
			rounds++;
			settle();
		}
		assertThat(rounds).isEqualTo(4);
		assertThat(statuses()).containsExactly("AUTHORIZED");
	}

	private boolean isWantedAgain() {
		this.jdbc.sql("UPDATE payment SET void_again_at = now() WHERE order_id = :order AND void_again_at IS NOT NULL")
			.param("order", this.order)
			.update();
		assertThat(this.payments.ordersWithRefusedReleases(1000).contains(this.order))
			.isEqualTo(this.payments.orderRefusedReleases(this.order));
		return !this.payments.pendingIntents(this.order).isEmpty();
	}

	@Test
	void anAuthorizationThatEndsIsRenewedOnceAndThenExpires() {
		authorize("100.00", "tok_approve");
		assertThat(this.payments.orderRenewal(this.order, eur("100.00"), "tok_approve")).as("too early").isFalse();
		endsIn("20 hours");
		assertThat(this.payments.ordersWithEndingAuthorizations(1000)).contains(this.order);

		assertThat(this.payments.orderRenewal(this.order, eur("80.00"), "tok_decline")).isTrue();
		assertThat(this.payments.orderRenewal(this.order, eur("80.00"), "tok_decline")).isFalse();
		settle();

		CardStanding cards = this.payments.cards(this.order, EUR);
		assertThat(cards.ending()).isEqualTo(eur("100.00"));
		assertThat(cards.isGoodFor(eur("80.00"))).isFalse();
		assertThat(this.payments.expire(this.order)).isFalse();
		endsIn("-1 second");
		assertThat(authorized()).isEqualTo(eur("0.00"));
		assertThat(this.payments.expire(this.order)).isTrue();
		assertThat(statuses()).containsExactly("EXPIRED", "DECLINED");
		assertThat(this.payments.ordersWithEndingAuthorizations(1000)).doesNotContain(this.order);
	}

	private void endsIn(String time) {
		this.jdbc.sql(
				"UPDATE payment SET expires_at = now() + CAST(:time AS interval) WHERE order_id = :order AND status = 'AUTHORIZED'")
			.param("time", time)
			.param("order", this.order)
			.update();
	}

	@Test
	void aReleaseWithoutAnAuthorizationDoesNothing() {
		assertThat(this.payments.orderRelease(this.order, eur("0.00"))).isFalse();

		assertThat(this.payments.pendingIntents(this.order)).isEmpty();
	}

	@Test
	void refundsAtMostWhatWasCaptured() {
		authorize("60.00", "tok_approve");
		InvoiceView invoice = issue("60.00");
		this.payments.orderCapture(this.order, invoice.id(), eur("60.00"));
		settle();

		this.payments.orderRefund(this.order, eur("25.00"));
		this.payments.orderRefund(this.order, eur("99.00"));
		settle();

		assertThat(paid()).isEqualTo(eur("0.00"));
		assertThat(this.payments.paymentsOf(this.order).getLast().refunded()).isEqualTo(eur("60.00"));
	}

	@Test
	void manyWhoCallAndRecordTheSameIntentCountOnce() throws Exception {
		this.payments.orderAuthorization(this.order, eur("10.00"), "tok_approve");
		UUID intent = this.payments.pendingIntents(this.order).getFirst();

		List<Boolean> changed = atOnce(12, () -> this.payments.record(this.payments.call(intent)));

		assertThat(changed).filteredOn((once) -> once).hasSize(1);
		assertThat(authorized()).isEqualTo(eur("10.00"));
		assertThat(gatewayOperations()).isEqualTo(1);
	}

	@Test
	void moneyGoesToTheOldestInvoiceFirstAndTheRestIsKept() {
		InvoiceView first = issue("30.00");
		InvoiceView second = issue("50.00");

		PaymentView payment = this.payments.receive(this.order, PaymentMethod.INVOICE, eur("100.00"), "bank 1");

		assertThat(payment.status()).isEqualTo("RECEIVED");
		assertThat(payment.allocations()).containsExactly(new PaymentView.Allocation(first.number(), eur("30.00")),
				new PaymentView.Allocation(second.number(), eur("50.00")));
		InvoiceView third = issue("40.00");
		this.payments.allocateTo(this.order, third.id());
		assertThat(this.payments.paymentsOf(this.order).getFirst().allocations())
			.contains(new PaymentView.Allocation(third.number(), eur("20.00")));
		assertThat(paid()).isEqualTo(eur("100.00"));
	}

	@Test
	void moneyThatArrivesBeforeTheInvoiceIsAppliedToIt() {
		this.payments.receive(this.order, PaymentMethod.BANK_TRANSFER, eur("10.00"), null);
		this.payments.receive(this.order, PaymentMethod.BANK_TRANSFER, eur("15.00"), null);
		InvoiceView invoice = issue("22.00");

		this.payments.allocateTo(this.order, invoice.id());
		this.payments.allocateTo(this.order, invoice.id());

		assertThat(this.payments.paymentsOf(this.order)).flatExtracting(PaymentView::allocations)
			.containsExactly(new PaymentView.Allocation(invoice.number(), eur("10.00")),
					new PaymentView.Allocation(invoice.number(), eur("12.00")));
	}

	@Test
	void manyPaymentsAtOnceNeverOverpayAnInvoice() throws Exception {
		InvoiceView invoice = issue("50.00");

		atOnce(12, () -> this.payments.receive(this.order, PaymentMethod.CASH_ON_DELIVERY, eur("7.00"), null));

		assertThat(paid()).isEqualTo(eur("84.00"));
		BigDecimal allocated = this.jdbc.sql("SELECT sum(amount) FROM payment_allocation WHERE invoice_id = :id")
			.param("id", invoice.id())
			.query(BigDecimal.class)
			.single();
		assertThat(allocated).isEqualByComparingTo("50.00");
	}

	@Test
	void aCaptureThatComesAfterTheInvoiceWasPaidOtherwiseIsKept() {
		authorize("50.00", "tok_approve");
		InvoiceView invoice = issue("50.00");
		this.payments.orderCapture(this.order, invoice.id(), eur("50.00"));
		this.payments.receive(this.order, PaymentMethod.BANK_TRANSFER, eur("20.00"), null);
		settle();

		assertThat(paid()).isEqualTo(eur("70.00"));
		assertThat(this.payments.paymentsOf(this.order).get(1).allocations())
			.containsExactly(new PaymentView.Allocation(invoice.number(), eur("30.00")));
	}

	@Test
	void cardsAreNotReceivedByHand() {
		assertThatExceptionOfType(BusinessException.class)
			.isThrownBy(() -> this.payments.receive(this.order, PaymentMethod.CARD, eur("1.00"), null))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ProblemCode.PAYMENT_METHOD_NOT_AVAILABLE));
	}

	@Test
	void refusesPaymentsOfNothing() {
		assertThatExceptionOfType(BusinessException.class)
			.isThrownBy(() -> this.payments.receive(this.order, PaymentMethod.BANK_TRANSFER, eur("0.00"), null))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ProblemCode.RULE_VIOLATED));
	}

	@Test
	void theJobFindsOrdersThatWait() {
		this.payments.orderAuthorization(this.order, eur("10.00"), "tok_timeout");
		this.payments.call(this.payments.pendingIntents(this.order).getFirst());

		assertThat(this.payments.ordersWithPendingIntents(this.clock.instant().plusSeconds(1), 1000))
			.contains(this.order);
		assertThat(this.payments.ordersWithPendingIntents(this.clock.instant().minusSeconds(60), 1000))
			.doesNotContain(this.order);
		settle();
		assertThat(this.payments.ordersWithPendingIntents(this.clock.instant().plusSeconds(1), 1000))
			.doesNotContain(this.order);
	}

	@Test
	void unknownOutcomesAreListedForFinance() {
		this.payments.orderAuthorization(this.order, eur("10.00"), "tok_timeout");
		UUID intent = this.payments.pendingIntents(this.order).getFirst();
		this.payments.call(intent);

		assertThat(this.payments.listIntents(PaymentIntentState.UNKNOWN, PageRequest.of("payment-intents", 50, null))
			.items()).extracting(PaymentIntentView::id).contains(intent);
		settle();
	}

	@Test
	void theDatabaseItselfRefusesBooksThatCannotBe() {
		authorize("10.00", "tok_approve");
		InvoiceView invoice = issue("5.00");
		this.payments.receive(this.order, PaymentMethod.BANK_TRANSFER, eur("5.00"), null);

		assertViolates("payment_captured_within_authorized",
				"UPDATE payment SET captured = 10.01 WHERE order_id = :order AND status = 'AUTHORIZED'");
		assertViolates("payment_refunded_within_paid",
				"UPDATE payment SET refunded = 5.01 WHERE order_id = :order AND status = 'RECEIVED'");
		assertViolates("payment_allocated_within_amount",
				"UPDATE payment SET allocated = 5.01 WHERE order_id = :order AND status = 'RECEIVED'");
		assertViolates("receivable_paid_within_gross",
				"UPDATE receivable SET paid = 5.01 WHERE order_id = :order AND invoice_number = '%s'"
					.formatted(invoice.number()));
		assertViolates("payment_intent_token_forgotten",
				"UPDATE payment_intent SET token = 'tok_approve' WHERE order_id = :order");
	}

	private void assertViolates(String constraint, String sql) {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.jdbc.sql(sql).param("order", this.order).update())
			.withMessageContaining(constraint);
	}

	private List<GatewayOutcome> authorize(String amount, String token) {
		this.payments.orderAuthorization(this.order, eur(amount), token);
		return settle();
	}

	/** Calls and records until nothing waits; what stays unknown is tried again. */
	private List<GatewayOutcome> settle() {
		List<GatewayOutcome> outcomes = new ArrayList<>();
		for (int round = 0; round < 5; round++) {
			for (UUID intent : this.payments.pendingIntents(this.order)) {
				GatewayOutcome outcome = this.payments.call(intent);
				if (this.payments.record(outcome)) {
					outcomes.add(outcome);
				}
			}
		}
		return outcomes;
	}

	private InvoiceView issue(String gross) {
		Money amount = eur(gross);
		return this.invoicing.issue(new IssueInvoice(this.order, "SO-1", Channel.WEB, null,
				new PostalAddress("Ada Buyer", null, "1 Main St", null, "Berlin", null, "10115", new CountryCode("DE")),
				EUR, true, 0, "CARD", List.of(new IssueInvoice.Line(1, new Sku("MUG-BLUE"), "Blue mug", 1, amount,
						eur("0.00"), new BigDecimal("0.00"), amount, eur("0.00"), amount)),
				null, null, null));
	}

	private static <T> List<T> atOnce(int times, Callable<T> action) throws Exception {
		List<T> results = new ArrayList<>();
		try (var threads = Executors.newFixedThreadPool(times)) {
			for (var result : threads.invokeAll(Collections.nCopies(times, action))) {
				results.add(result.get());
			}
		}
		return results;
	}

	private Money authorized() {
		return this.payments.cards(this.order, EUR).authorized();
	}

	private Money paid() {
		return this.payments.paid(this.order, EUR);
	}

	private List<String> statuses() {
		return this.payments.paymentsOf(this.order).stream().map(PaymentView::status).toList();
	}

	private int gatewayOperations() {
		return this.jdbc.sql("""
				SELECT count(*) FROM simulated_gateway_operation g JOIN payment_intent i ON i.id = g.key
				WHERE i.order_id = :order""").param("order", this.order).query(Integer.class).single();
	}

	private static Money eur(String amount) {
		return Money.of(amount, EUR);
	}

	/** Requests get lost on the way; questions are answered. */
	private record LostRequests(PaymentGateway gateway) implements PaymentGateway {

		@Override
		public Answer authorize(UUID key, Money amount, String token) throws NoAnswer {
			throw new NoAnswer("connection reset");
		}

		@Override
		public Answer capture(UUID key, Money amount, String authorization) throws NoAnswer {
			throw new NoAnswer("connection reset");
		}

		@Override
		public Answer release(UUID key, Money amount, String authorization) throws NoAnswer {
			throw new NoAnswer("connection reset");
		}

		@Override
		public Answer refund(UUID key, Money amount, String capture) throws NoAnswer {
			throw new NoAnswer("connection reset");
		}

		@Override
		public Optional<Answer> ask(UUID key) throws NoAnswer {
			return this.gateway.ask(key);
		}

	}

	/** Fails in ways nobody foresaw. */
	private static final class BrokenGateway implements PaymentGateway {

		@Override
		public Answer authorize(UUID key, Money amount, String token) {
			throw new IllegalStateException("unexpected answer");
		}

		@Override
		public Answer capture(UUID key, Money amount, String authorization) {
			throw new IllegalStateException("unexpected answer");
		}

		@Override
		public Answer release(UUID key, Money amount, String authorization) {
			throw new IllegalStateException("unexpected answer");
		}

		@Override
		public Answer refund(UUID key, Money amount, String capture) {
			throw new IllegalStateException("unexpected answer");
		}

		@Override
		public Optional<Answer> ask(UUID key) {
			throw new IllegalStateException("unexpected answer");
		}

	}

}
